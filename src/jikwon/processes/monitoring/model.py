"""The facts of a day's monitoring: who is watched, what was reported, and what stands for a slot."""

from datetime import datetime
from enum import StrEnum

from jikwon.model import Personal, Place, fact


class Channel(StrEnum):
    """How a report came in; the values are what 입력경로 shows."""

    VISIT = "VISIT"
    PHONE = "PHONE"
    APP = "APP"
    AI_CALL = "AI_CALL"


class Outcome(StrEnum):
    """What stands for a person in a slot; the values are what 결과구분 shows."""

    CONFIRMED = "확진전환"
    TRANSFERRED = "이관"
    LEFT = "이탈"
    MAYBE_LEFT = "이탈의심"
    SYMPTOMATIC = "유증상"
    WELL = "정상"
    SILENT = "미응답"
    RELEASED = "해제"


@fact
class Member:
    """One person of the register, as written but for id, name, birth date and phone, which are as compared.

    `excused` is what the register's 상태 says of every slot without an answer ("" nothing). `release` is the
    moment the quarantine ends, None while it has no reading; then `release_written` is what stands there.
    """

    id: Personal[str]
    name: Personal[str]
    birth: Personal[str]
    phone: Personal[str] = ""
    dong: Personal[str] = ""
    official: Personal[str] = ""
    department: str = ""
    status: Personal[str] = ""
    excused: str = ""
    release: Personal[datetime | None] = None
    release_written: Personal[str] = ""


@fact
class Report:
    """One row of a report file: what it says, as written, and where it stands.

    `moment` is 응답일시 with its day (None where the row has none); the five signs and the result are texts
    of their cells. `again` tells why the row does not count whatever it says ("" it may count).
    """

    channel: Channel
    at: Place
    id: Personal[str] = ""
    name: Personal[str] = ""
    birth: Personal[str] = ""
    phone: Personal[str] = ""
    slot: str = ""
    moment: Personal[datetime | None] = None
    temperature: Personal[str] = ""
    fever: Personal[str] = ""
    cough: Personal[str] = ""
    throat: Personal[str] = ""
    breath: Personal[str] = ""
    note: Personal[str] = ""
    result: Personal[str] = ""


@fact
class Dropped:
    """A report row that stands for nothing, and why; `by` is the row that stands instead.

    `slot` and `member` (an id) are "" where the row could not be brought to them.
    """

    report: Personal[Report]
    reason: str
    slot: str = ""
    member: Personal[str] = ""
    by: Place | None = None


@fact
class Duty:
    """One person in one slot, with every report that came for it.

    `versions` are the different things the register's rows say of the person: one, unless they contradict.
    `is_first` tells the person's first slot, which asks what is unclear of the person for all of them.
    """

    versions: Personal[tuple[Member, ...]]
    slot: str
    is_first: bool
    reports: Personal[tuple[Report, ...]] = ()


@fact
class Stray:
    """One report row that fits nobody or two, or whose slot or moment has no one reading.

    `member` is the id it surely belongs to ("" unknown); `candidates` the ids it may belong to. `unclear` says
    what is unclear of the slot ("" nothing) and `who` what is unclear of the person.
    """

    report: Personal[Report]
    member: Personal[str] = ""
    candidates: Personal[tuple[str, ...]] = ()
    who: str = ""
    unclear: str = ""


@fact
class Watch:
    """A work item's body: one of the two."""

    duty: Personal[Duty | None] = None
    stray: Personal[Stray | None] = None


@fact
class Standing:
    """What stands for a person in a slot, as the sheets show it; `report` None where nobody answered."""

    member: Personal[Member]
    slot: str
    outcome: Personal[str]
    report: Personal[Report | None] = None
    temperature: Personal[str] = ""
    signs: Personal[tuple[str, ...]] = ("", "", "", "")
    dropped: Personal[tuple[Dropped, ...]] = ()


@fact
class Settled:
    """A stray row that a person has brought to someone's slot; `dropped` says why it counts for nothing after all."""

    report: Personal[Report]
    member: Personal[str]
    slot: str
    dropped: str = ""


@fact
class Verdict:
    """What `handle` found out; nothing of both where the person's first slot asks for this one, too."""

    standing: Personal[Standing | None] = None
    settled: Personal[Settled | None] = None
