"""The facts of an investigation form: a line of the portal's list, a case's page, and what is printed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from jikwon.model import Personal, fact


@fact
class Listed:
    """One line of the portal's list 확진자 목록, as the screen has it."""

    case_id: Personal[str]
    case_no: Personal[str]
    name: Personal[str]
    dong: Personal[str]
    reported_on: str


@fact
class Screen:
    """One page of the list: its lines by their headers, and the page itself as HTML."""

    rows: Personal[Sequence[Mapping[str, str]]]
    html: Personal[bytes]


@fact
class Listing:
    """What the portal lists for a day and a district; `total` is the number that it says itself."""

    total: int
    screens: Personal[Sequence[Screen]]


@fact
class Detail:
    """A case's page as it was read: the text of every label, and the rows of every table by its section."""

    fields: Personal[Mapping[str, str]]
    tables: Personal[Mapping[str, Sequence[Mapping[str, str]]]]

    def text(self, labels: Sequence[str]) -> str | None:
        """Give a field's text by the first of its labels that the page has; None where it has none."""
        return next((self.fields[label] for label in labels if label in self.fields), None)


@fact
class Dose:
    """One vaccination."""

    number: Personal[str]
    given_on: Personal[str]
    product: Personal[str]


@fact
class Cohabitant:
    """One person of the same household."""

    name: Personal[str]
    birth_date: Personal[str]
    mobile: Personal[str]
    vaccinated: Personal[str]


@fact
class Visit:
    """One place that the case was at."""

    at: Personal[str]
    place: Personal[str]
    address: Personal[str]
    mask: Personal[str]
    stay: Personal[str]


@fact
class Case:
    """Everything that the form shows of a case, each value as the page has it or as a person answered.

    `resident` is masked unless the office allows the purpose the whole number; `foreign` tells a
    foreigner's number. A field that the case does not have is "".
    """

    case_no: Personal[str]
    case_id: Personal[str]
    reported_on: Personal[str]
    confirmed_on: Personal[str]
    specimen_on: Personal[str]
    test_site: Personal[str]
    name: Personal[str]
    resident: Personal[str]
    foreign: Personal[bool]
    sex: Personal[str]
    nationality: Personal[str]
    occupation: Personal[str]
    address: Personal[str]
    dong: Personal[str]
    mobile: Personal[str]
    guardian: Personal[str]
    pregnant: Personal[str]
    symptomatic: Personal[str]
    onset_on: Personal[str]
    symptoms: Personal[str]
    comorbid: Personal[str]
    comorbidity: Personal[str]
    height: Personal[str]
    weight: Personal[str]
    facility: Personal[str]
    route: Personal[str]
    index_case: Personal[str]
    relation: Personal[str]
    cohabitant_count: Personal[str]
    contact_count: Personal[str]
    during_quarantine: Personal[str]
    investigator: Personal[str]
    interviewed_on: Personal[str]
    modified_at: Personal[str]
    doses: Personal[tuple[Dose, ...]] = field(default=())
    cohabitants: Personal[tuple[Cohabitant, ...]] = field(default=())
    visits: Personal[tuple[Visit, ...]] = field(default=())
