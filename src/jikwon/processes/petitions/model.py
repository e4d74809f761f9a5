"""The facts of petitions: one row of an export, what stands for one 신청번호, and the period's figures."""

from datetime import date, datetime
from enum import StrEnum

from jikwon.model import Personal, Place, fact


class Status(StrEnum):
    """Where a petition stands; the values are what 처리상태 shows."""

    RECEIVED = "접수"
    UNDER_WAY = "처리중"
    EXTENDED = "연장"
    SUPPLEMENT = "보완요청"
    ANSWERED = "완료"
    TRANSFERRED = "이송"
    WITHDRAWN = "취하"
    MERGED = "병합"
    CLOSED = "종결"

    @property
    def is_done(self) -> bool:
        """Whether it counts as 완료 in the tables."""
        return self in (Status.ANSWERED, Status.CLOSED)

    @property
    def is_open(self) -> bool:
        """Whether it counts as 처리중 in the tables."""
        return self in (Status.RECEIVED, Status.UNDER_WAY, Status.EXTENDED, Status.SUPPLEMENT)


@fact
class Entry:
    """One row of an export, its cells as written; "" for a blank one or a column that the export does not have.

    `number` is as compared. `departments` are 담당부서1–4 in their order; `at` is the row.
    """

    number: Personal[str]
    at: Place
    applied: str = ""
    received: str = ""
    channel: str = ""
    petitioner: Personal[str] = ""
    address: Personal[str] = ""
    phone: Personal[str] = ""
    title: Personal[str] = ""
    gist: Personal[str] = ""
    body: Personal[str] = ""
    status: str = ""
    handling: str = ""
    kind: str = ""
    period: str = ""
    due: str = ""
    assigned: str = ""
    departments: tuple[str, ...] = ()
    code: str = ""
    officer: Personal[str] = ""
    closed: str = ""
    answer: Personal[str] = ""
    extensions: str = ""
    stops: str = ""
    supplements: str = ""
    before: Personal[str] = ""
    topic: str = ""
    satisfaction: str = ""
    satisfaction_note: Personal[str] = ""


@fact
class Case:
    """A work item's body: every different thing that the exports say of one 신청번호 (one, unless they contradict)."""

    versions: Personal[tuple[Entry, ...]]


class Basis(StrEnum):
    """On what a class rests; the values stand on the sheet 분류."""

    SOURCE = "원본"
    MODEL = "모델"
    PERSON = "담당자"


@fact
class Classed:
    """How one class was found: `kind` type or department, the label, its basis, and the model's chance for it."""

    kind: str
    label: str
    basis: Basis
    chance: float = 0.0


@fact
class Petition:
    """What stands for one 신청번호, as the sheets show it; "" and None where neither source nor law says it.

    Dates and moments are texts, `2021-10-14` or `2021-10-14 12:00`, the law's time of Seoul; a deadline that is a
    date lasts until its 24:00. `late_days` is None where it is not late, `stated` the system's own deadline where
    that differs. `masked` counts the pieces of personal data that were replaced. `likeness` are keyed hashes that
    two filings of one petition share; `before` the numbers it names as earlier filings. `type` is what the export
    (업무분야), an approved model or a person said; `classes` tell on what 유형 and department rest, with a model.
    """

    number: Personal[str]
    received: str
    applied: str = ""
    title: Personal[str] = ""
    body: Personal[str] = ""
    answer: Personal[str] = ""
    due: str = ""
    assigned: str = ""
    closed: str = ""
    code: str = ""
    department: str = ""
    officer: Personal[str] = ""
    status: Status
    progress: str = ""
    satisfaction: str = ""
    satisfaction_note: Personal[str] = ""
    address: Personal[str] = ""
    extension_days: int | None = None
    extensions: int | None = None
    extended_due: str = ""
    days_taken: int | None = None
    late_days: int | None = None
    stated: str = ""
    kind: str = ""
    channel: str = ""
    type: str = ""
    classes: tuple[Classed, ...] = ()
    masked: int = 0
    likeness: tuple[str, ...] = ()
    before: Personal[tuple[str, ...]] = ()


@fact
class Figures:
    """One line of 부서별, 유형별 or 경로별. `received` = done + open + transferred + withdrawn + merged.

    `mean_days` is the mean of 실처리일수 of the done, rounded half up to one decimal (None: none is done).
    """

    name: str
    received: int = 0
    done: int = 0
    open: int = 0
    transferred: int = 0
    withdrawn: int = 0
    merged: int = 0
    late: int = 0
    mean_days: float | None = None


@fact
class Proposals:
    """What an approved model proposed: how many of how many it was asked, its threshold, and its bound.

    `share` = accepted / asked; `bound` is the 95 % upper bound of the error of the accepted, both 0–1.
    """

    model: str
    asked: int
    accepted: int
    threshold: float
    bound: float


@fact
class Summary:
    """The period's figures, as report and mail show them; nothing in it names or describes a person.

    The period is `first`–`last`, both counted, by 접수일자. The three tables end without their 합계, which is
    `total` for each of them; a blank name is shown as 미기재. `by_type` is empty without a model. `blanks` are the
    required columns that stayed blank, with how often. `waiting` petitions stand on 확인필요 and in no table.
    """

    first: date
    last: date
    clock: datetime
    by_department: tuple[Figures, ...]
    by_kind: tuple[Figures, ...]
    by_channel: tuple[Figures, ...]
    by_type: tuple[Figures, ...] = ()
    total: Figures
    late_done: int = 0
    late_open: int = 0
    differing: int = 0
    twins: int = 0
    refiled: int = 0
    waiting: int = 0
    excluded: int = 0
    masked: int = 0
    blanks: tuple[tuple[str, int], ...] = ()
    proposals: Proposals | None = None
