"""What is true of a petition and of a month, before anybody has written it into an export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from . import law


class Fate(StrEnum):
    """What must become of a filing."""

    SHOWN = "shown"
    ASKED = "asked"
    OUTSIDE = "outside"


@dataclass(kw_only=True)
class Filing:
    """One petition. `said` is its status as the export words it, `status` what that means; times are of Seoul.

    `length` may stand in `length_in` (처리기간, 법정/내부처리기한, or "": then the kind decides); `extended`
    counts extensions by once the period. `stated` is the system's own date. `defect` names what was done to it.
    """

    number: str
    received: datetime
    kind: str
    length: str
    length_in: str
    channel: str
    title: str
    body: str
    gist: str
    said: str
    status: str
    closed: datetime | None
    answer: str
    department: str
    code: str
    officer: str
    petitioner: str
    phone: str
    mail: str
    address: str
    road: str
    satisfaction: str = ""
    opinion: str = ""
    extended: int = 0
    stated: date | datetime | None = None
    planted: tuple[tuple[str, str], ...] = ()
    twin: str = ""
    before: str = ""
    fate: Fate = Fate.SHOWN
    defect: str = ""
    written: dict[str, str] = field(default_factory=dict)
    """Cells that the export words in its own way, by column."""

    @property
    def applied(self) -> datetime:
        """When it was filed."""
        return self.received - law.MINUTE * 4

    @property
    def due(self) -> date | datetime:
        """Until when it must be answered."""
        return law.due(self.received, self.length, times=1 + self.extended)

    @property
    def is_done(self) -> bool:
        return self.status in ("완료", "종결")

    @property
    def is_open(self) -> bool:
        return self.status in ("접수", "처리중", "연장", "보완요청")

    def is_late(self, clock: datetime) -> bool:
        """Tell whether it was done late, or is open past its deadline."""
        if self.is_done and self.closed is not None:
            return law.is_past(self.due, self.closed)
        return self.is_open and law.is_past(self.due, clock)

    @property
    def taken(self) -> int | None:
        """Working days from the receipt to the answer."""
        return None if self.closed is None else law.working_days(self.received.date(), self.closed.date())

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody may read in anything that was written about it."""
        return (self.petitioner, self.phone, self.mail, *(value for _, value in self.planted))


@dataclass(kw_only=True)
class Month:
    """A month's exports: the filings by file in the order of their rows, the clock, the table of departments."""

    first: date
    last: date
    clock: datetime
    files: Mapping[str, list[Filing]]
    schema_of: Mapping[str, int]
    departments: list[tuple[str, str, str, str]]

    @property
    def filings(self) -> list[Filing]:
        """Every filing once, by its number."""
        found = {each.number: each for each in reversed([one for rows in self.files.values() for one in rows])}
        return [found[number] for number in sorted(found)]

    @property
    def shown(self) -> list[Filing]:
        return [each for each in self.filings if each.fate is Fate.SHOWN]

    @property
    def asked(self) -> list[Filing]:
        return [each for each in self.filings if each.fate is Fate.ASKED]
