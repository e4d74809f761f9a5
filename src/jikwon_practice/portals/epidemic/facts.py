"""What the portal knows of a case: the data dictionary of the investigation form (domain B2)."""

from datetime import date, datetime
from typing import Final

from jikwon.model import Personal, fact

DISTRICT: Final = "송파구"
NEIGHBOURS: Final = ("강남구", "강동구", "광진구")

YES: Final = "Y"
NO: Final = "N"
NOT_APPLICABLE: Final = "해당없음"

ROUTE_UNKNOWN: Final = "조사 중"
ROUTE_CASE: Final = "구 확진자 접촉"
ROUTE_OTHER_DISTRICT: Final = "타지역 확진자 접촉"
ROUTE_ABROAD: Final = "해외유입"
ROUTE_GROUP: Final = "집단"
CONTACT_ROUTES: Final = frozenset({ROUTE_CASE, ROUTE_OTHER_DISTRICT})

NOT_A_MEMBER: Final = "아니오"


@fact
class Vaccination:
    """One dose: 차수, 접종일, 제품."""

    dose: Personal[int]
    on: Personal[date]
    product: Personal[str]


@fact
class Cohabitant:
    """One row of 동거인; `vaccinated` is Y or N."""

    name: Personal[str]
    birth_date: Personal[date]
    mobile: Personal[str]
    vaccinated: Personal[str]


@fact
class Visit:
    """One row of 동선; `mask` is Y or N, `stay` as typed (`40분`)."""

    at: Personal[datetime]
    place: Personal[str]
    address: Personal[str]
    mask: Personal[str]
    stay: Personal[str]


@fact
class Case:
    """One confirmed case as the portal holds it; times are Asia/Seoul, "" and None are blank fields.

    `deviant` names what is wrong with it on purpose ("" for nothing), see `deviants.KINDS`.
    """

    local_case_no: int
    case_id: str
    district: str
    status: str
    reported_on: date
    confirmed_on: date
    specimen_on: date
    test_site: str
    name: Personal[str]
    resident_no: Personal[str]
    sex: Personal[str]
    nationality: Personal[str]
    occupation: Personal[str]
    address: Personal[str]
    dong: Personal[str]
    mobile: Personal[str]
    guardian_mobile: Personal[str] = ""
    pregnant: Personal[str] = NOT_APPLICABLE
    symptomatic: Personal[str] = NO
    onset_on: Personal[date | None] = None
    symptoms: Personal[tuple[str, ...]] = ()
    comorbid: Personal[str] = NO
    comorbid_detail: Personal[str] = ""
    height_cm: Personal[int]
    weight_kg: Personal[float]
    vaccinations: Personal[tuple[Vaccination, ...]] = ()
    facility_member: Personal[str] = NOT_A_MEMBER
    route: Personal[str] = ROUTE_UNKNOWN
    index_case_no: Personal[int | None] = None
    relation: Personal[str] = ""
    cohabitants: Personal[tuple[Cohabitant, ...]] = ()
    contacts_count: Personal[int] = 0
    visits: Personal[tuple[Visit, ...]] = ()
    during_quarantine: Personal[str] = NO
    investigator: str
    interviewed_on: date
    modified_at: datetime
    deviant: str = ""

    @property
    def is_foreign(self) -> bool:
        """Tell whether the number is a foreigner's (seventh digit 5–8)."""
        return self.resident_no[7] in "5678"


@fact
class Mark:
    """One print mark, as the portal recorded it: 출력관리번호, 출력용도, 출력자, 표시일시."""

    case_id: str
    number: str
    purpose: str
    by: str
    at: datetime
