"""What the answer key of an assignment knows: officials, people, households and the aims in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ..hygiene.entry import Row

ID, NAME, BIRTH, PHONE = "격리자관리번호", "성명", "생년월일", "휴대전화"
ADDRESS, DETAIL, HOME, DONG = "주소", "상세주소", "세대키", "행정동"
START, RELEASE, STATUS, PRESENT = "격리시작일", "해제예정일시", "상태", "담당공무원ID"
DAY9, SPECIMEN = "9일차검사결과", "검체채취일"
OFFICIALS = (
    *("공무원ID", "성명", "부서", "행정동", "직급", "휴대전화", "앱담당자ID", "가용상태", "가용시작", "가용종료"),
    *("상한", "최근배정일시", "가족세대키"),
)
KEPT, NEW, CHANGED = "유지", "신규", "변경"
FAR = 3
NOBODY = ""

Vector = tuple[int, int, int, int, int]
"""People unassigned, places over the caps, valid officials lost, distance, sum of squared loads."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Official:
    """One official. `able` is False for whoever is away, out of dates or without an app id."""

    number: str
    name: str
    department: str
    dong: str
    phone: str
    app: str = "앱"
    state: str = "가용"
    start: date | None = None
    end: date | None = None
    own_cap: int | None = None
    last: datetime | None = None
    family: str = ""
    able: bool = True

    @property
    def waited_since(self) -> datetime:
        """Return the last assignment as an order: nobody has waited longer than who never had one."""
        return self.last or datetime(1900, 1, 1)  # noqa: DTZ001 - before any moment of a roster


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Person:
    """One person of the register. `code` is an exclusion's, `asks` a question's pattern, both blank for the others."""

    number: str
    name: str
    birth: date
    phone: str
    home: str
    dong: str
    start: date
    release: datetime
    present: str = ""
    address: str = ""
    detail: str = ""
    code: str = ""
    asks: str = ""
    cells: Mapping[str, object] = field(default_factory=dict)
    copies: int = 1


@dataclass(slots=True, eq=False, kw_only=True)
class Roster:
    """One register with its officials and the settings that count."""

    clock: datetime
    people: list[Person]
    officials: list[Official]
    cap: int = 3
    soft_cap: int = 5
    adjacent: frozenset[tuple[str, str]] | None = None
    by_address: bool = False
    rows: dict[Person, list[Row]] = field(default_factory=dict)
    doubled: tuple[Official, ...] = ()

    @property
    def settings(self) -> dict[str, str]:
        """Return what `--set` must say."""
        found = {} if self.cap == 3 else {"cap": str(self.cap)}
        return found if self.soft_cap == 5 else {**found, "soft_cap": str(self.soft_cap)}

    def cap_of(self, one: Official) -> int:
        """Return the load above which an official is over."""
        return self.cap if one.own_cap is None else one.own_cap

    def distance(self, person: Person, one: Official) -> int:
        """Return what the way costs: same 행정동 0, adjacent 1, other or unknown 3."""
        mine, theirs = person.dong, one.dong
        if not {mine, theirs}.isdisjoint({"", "미확정"}):
            return FAR
        if mine == theirs:
            return 0
        pairs = self.adjacent or frozenset()
        return 1 if (mine, theirs) in pairs or (theirs, mine) in pairs else FAR


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Unit:
    """People who are placed together, and the officials whom no hard rule forbids."""

    members: tuple[Person, ...]
    allowed: frozenset[str]
    valid: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return how many places the unit takes."""
        return len(self.members)

    def lost(self, number: str) -> int:
        """Return how many members lose a valid official at this one (blank: at none)."""
        return sum(present not in ("", number) for present in self.valid)


Assigned = Mapping[Person, str]
"""Everyone who is not excluded and does not wait, with the official's number, blank if unassigned."""


def waiting_of(roster: Roster) -> list[Person]:
    """Return everyone who waits: by an own question or with the household."""
    homes = {one.home for one in roster.people if one.asks}
    return [one for one in roster.people if not one.code and one.home in homes]


def allowed_of(roster: Roster, person: Person) -> frozenset[str]:
    """Return the officials whom no hard rule forbids a person."""
    return frozenset(one.number for one in roster.officials if one.able and one.family != person.home)


def placed_units(roster: Roster, *, apart: bool = False) -> list[Unit]:
    """Return the households as wholes, and the free members of the others.

    With `apart` the members of a household are free too of whom only some have a valid official.
    """
    waiting = set(waiting_of(roster))
    homes: dict[str, list[Person]] = {}
    for one in roster.people:
        if not one.code and one not in waiting:
            homes.setdefault(one.home, []).append(one)
    found = []
    for members in homes.values():
        whole = _unit(roster, members)
        valid = set(whole.valid)
        differ = len(valid) > 1 if apart else len(valid - {""}) > 1
        found += [_unit(roster, [one]) for one in members] if differ or whole.size > roster.soft_cap else [whole]
    return found


def _unit(roster: Roster, members: Sequence[Person]) -> Unit:
    allowed = frozenset.intersection(*(allowed_of(roster, one) for one in members))
    valid = tuple(one.present if one.present in allowed_of(roster, one) else "" for one in members)
    return Unit(members=tuple(members), allowed=allowed, valid=valid)


def kept_of(roster: Roster) -> dict[str, int]:
    """Return how many places waiting people keep with each official."""
    found = dict.fromkeys((one.number for one in roster.officials), 0)
    for one in waiting_of(roster):
        if one.present in allowed_of(roster, one):
            found[one.present] += 1
    return found


def vector_of(roster: Roster, units: Sequence[Unit], chosen: Sequence[str]) -> Vector:
    """Return the five aims of a choice of officials for units."""
    officials = {one.number: one for one in roster.officials}
    loads = kept_of(roster)
    unassigned = lost = distance = 0
    for unit, number in zip(units, chosen, strict=True):
        lost += unit.lost(number)
        if number == NOBODY:
            unassigned += unit.size
            continue
        loads[number] += unit.size
        distance += sum(roster.distance(one, officials[number]) for one in unit.members)
    over = sum(max(0, load - roster.cap_of(officials[number])) for number, load in loads.items())
    return unassigned, over, lost, distance, sum(load * load for load in loads.values())
