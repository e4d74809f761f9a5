"""What the answer key knows about one person of a register: the truth, the rows as written, and the right outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .streets import Building
from .town import Home, Person

Cell = str | int | float | date | datetime | None
Cells = dict[str, Cell]

ID, NAME, BIRTH, RESIDENT = "격리자관리번호", "성명", "생년월일", "주민등록번호"
PHONE, ZIP, ADDRESS, DETAIL, DONG = "휴대전화", "우편번호", "주소", "상세주소", "행정동"
START, RELEASE, STATUS, SUPPORT, NOTE = "격리시작일", "해제예정일시", "상태", "지원구분", "비고"
FIELDS = (ID, NAME, BIRTH, RESIDENT, PHONE, ZIP, ADDRESS, DETAIL, DONG, START, RELEASE, STATUS, SUPPORT, NOTE)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands: 원본파일 and 원본행 as the outputs must name them."""

    file: str
    row: int


@dataclass(slots=True, eq=False)
class Row:
    """One row of a register as somebody wrote it; the file that takes it sets its place."""

    cells: Cells
    place: Place | None = None

    @property
    def at(self) -> Place:
        """Return the place, once a file has the row."""
        assert self.place is not None, "the row is in no file yet"
        return self.place


@dataclass(frozen=True, slots=True)
class Served:
    """The person gets a kit, unless the household waits or had it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A person of the office must decide; the question's code matches the pattern.

    `home_known` is False where the question leaves open which household the person belongs to.
    """

    pattern: str
    home_known: bool = True


@dataclass(frozen=True, slots=True)
class Excluded:
    """The person stands on 제외 with this code."""

    code: str


Fate = Served | Asked | Excluded


@dataclass(slots=True, eq=False, kw_only=True)
class Entry:
    """One person of a register.

    kept: which row must stay, None where any of equal rows may.
    merges: False where the contract leaves open whether the other rows are told as 중복.
    unclear: the columns whose shown value nobody can foretell, because it is what the question is about.
    """

    person: Person
    rows: list[Row]
    fate: Fate = field(default_factory=Served)
    promise: str = ""
    kept: int | None = None
    merges: bool = True
    unclear: frozenset[str] = frozenset()
    dong: str = ""
    other_numbers: tuple[str, ...] = ()
    group: int = 0

    @property
    def shown_dong(self) -> str:
        """Return the 행정동 that this person alone would lead to."""
        return self.dong or self.person.home.dong

    @property
    def numbers(self) -> frozenset[str]:
        """Return every 격리자관리번호 under which the outputs may list the person."""
        return frozenset((self.person.number, *self.other_numbers))

    @property
    def places(self) -> frozenset[Place]:
        """Return where the person's rows stand."""
        return frozenset(row.at for row in self.rows)


def household_of(person: Person) -> tuple[Building, str]:
    """Return what makes two people one household: building and door, or building and phone where no door is known."""
    home = person.home
    return home.building, home.detail or person.phone


def official_address(home: Home) -> str:
    """Write an address the official way, with the 법정동 and a building's name in brackets."""
    inside = ", ".join(part for part in (home.building.law_dong, home.name) if part)
    return f"{home.building.address} ({inside})"


def clean(person: Person) -> Cells:
    """Write a person's row without any defect."""
    home = person.home
    return {
        ID: person.number,
        NAME: person.name,
        BIRTH: person.birth.isoformat(),
        RESIDENT: person.resident_number,
        PHONE: person.shown_phone,
        ZIP: home.building.zip_code,
        ADDRESS: official_address(home),
        DETAIL: home.detail,
        DONG: home.dong_cell,
        START: "2021-09-30",
        RELEASE: f"{person.release:%Y-%m-%d %H:%M}",
        STATUS: "격리중",
        SUPPORT: "현물",
        NOTE: "",
    }


def entry(person: Person, changes: Mapping[str, Cell] | None = None, *, fate: Fate | None = None) -> Entry:
    """Return a person's entry with one row, written cleanly but for the changes."""
    return Entry(person=person, rows=[Row({**clean(person), **(changes or {})})], fate=fate or Served())
