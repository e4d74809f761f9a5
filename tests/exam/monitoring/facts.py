"""What the answer key of a monitoring day knows: people, reports as given, and what must become of each."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ..hygiene.entry import Cell, Place, Row

if TYPE_CHECKING:
    from .files import ReportFile

ID, NAME, BIRTH, PHONE = "격리자관리번호", "성명", "생년월일", "휴대전화"
DONG, OFFICIAL, DEPARTMENT = "행정동", "담당공무원", "담당부서"
START, RELEASE, STATUS = "격리시작일", "해제예정일시", "상태"
DAY, SLOT, AT = "점검일", "회차", "응답일시"
TEMP, NOTE, RESULT = "체온", "비고", "결과구분"
SYMPTOMS = ("발열", "기침", "인후통", "호흡곤란")

VISIT, CALL, APP, AI = "VISIT", "PHONE", "APP", "AI_CALL"
RANKS = (VISIT, CALL, APP, AI)
INPUTS = {VISIT: "visit", CALL: "phone", APP: "app", AI: "aicall"}

NORMAL, SICK, SUSPECT, LEFT = "정상", "유증상", "이탈의심", "이탈"
SILENT, RELEASED, CONFIRMED, MOVED = "미응답", "해제", "확진전환", "이관"
ANSWERED = (NORMAL, SICK, SUSPECT, LEFT)
EXCUSED = (RELEASED, CONFIRMED, MOVED)
TO_CALL = (SILENT, SICK, SUSPECT, LEFT)

USED, LOST, ASKED = "채택", "탈락", "질문"
"""What may become of a report row."""

Yes = bool | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Person:
    """One person of the register. `excuse` is what the register's 상태 says: CONFIRMED, MOVED or blank.

    `twin` people share name and birth date with somebody; `number` is blank where the register lacks it.
    """

    number: str
    name: str
    birth: date
    phone: str
    dong: str
    official: str
    department: str
    release: datetime
    excuse: str = ""
    twin: bool = False

    @property
    def shown_phone(self) -> str:
        """Return the phone as the outputs must show it."""
        return f"{self.phone[:-8]}-{self.phone[-8:-4]}-{self.phone[-4:]}"


@dataclass(slots=True, eq=False, kw_only=True)
class Report:
    """One report row: the true values, where it stands, and what may become of it.

    slot: index of the slot that it belongs to, None for another day's.
    winners: the reports that may have outranked it, if any did.
    """

    channel: str
    day: date
    person: Person | None = None
    slot: int | None = None
    at: datetime | None = None
    temp: Decimal | None = None
    symptoms: tuple[Yes, Yes, Yes, Yes] = (None, None, None, None)
    note: str = ""
    reported: str = ""
    means: str = ""
    written: dict[str, Cell] = field(default_factory=dict)
    fates: frozenset[str] = frozenset({USED})
    winners: "tuple[Report, ...]" = ()
    row: Row | None = None
    file: "ReportFile | None" = None
    promise: str = ""

    @property
    def place(self) -> Place:
        """Return where the row stands, once files are written."""
        assert self.row is not None
        return self.row.at


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Settled:
    """A slot that 결과 must hold: its 결과구분 and the reports of which one must be its source (None: none)."""

    person: Person
    slot: int
    result: str
    sources: tuple[Report | None, ...] = (None,)
    promise: str = ""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Waits:
    """A slot that must wait for a person, by a question whose code matches."""

    person: Person
    slot: int
    reports: tuple[Report, ...]
    code: str = ".+"
    promise: str = ""


Truth = Settled | Waits
