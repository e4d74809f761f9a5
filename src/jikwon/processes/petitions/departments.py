"""부서코드: which department had which code on which day."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from jikwon.korea import Reading, dates
from jikwon.model import Note, Source
from jikwon.processes.petitions.errors import DepartmentUnreadable
from jikwon.tools import tables
from jikwon.tools.tables import Field, Row

FIELDS: Final = (
    Field(name="부서코드", synonyms=("코드", "기관코드")),
    Field(name="부서명", synonyms=("부서", "부서이름")),
    Field(name="유효시작", synonyms=("유효시작일", "시작일", "적용시작일", "적용시작")),
    Field(name="유효종료", synonyms=("유효종료일", "종료일", "적용종료일", "적용종료", "폐지일")),
)
REQUIRED: Final = (("부서코드",), ("부서명",))


class Department(NamedTuple):
    """One line of the table: valid from `first` to `last`, both counted."""

    code: str
    name: str
    first: date
    last: date

    def is_valid(self, day: date) -> bool:
        """Tell whether the department had its code on `day`."""
        return self.first <= day <= self.last


class Departments:
    """The office's departments by name; `given` tells whether there is a table at all."""

    def __init__(self, listed: Sequence[Department]) -> None:
        self.given = bool(listed)
        self._by_name: dict[str, list[Department]] = defaultdict(list)
        self._by_code: dict[str, list[Department]] = defaultdict(list)
        for each in dict.fromkeys(listed):
            self._by_name[folded(each.name)].append(each)
            self._by_code[each.code].append(each)

    def codes(self, name: str, day: date) -> list[str]:
        """Give the codes that a department of this name had on `day`."""
        return sorted({each.code for each in self._by_name.get(folded(name), ()) if each.is_valid(day)})

    def has(self, code: str, day: date) -> bool:
        """Tell whether any department had this code on `day`."""
        return any(each.is_valid(day) for each in self._by_code.get(code, ()))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Give a department's name as it is compared: NFKC, without blanks."""
    return "".join(normalize("NFKC", name).split())


def read(sources: Sequence[Source], *, told: Callable[[Note], None]) -> Departments:
    """Read the table; raise `DepartmentUnreadable` for a line without code or name, or whose dates mean nothing."""
    rows = tables.read(sources, FIELDS, required=REQUIRED, told=told)
    return Departments([_department(row) for row in rows])


def _department(row: Row) -> Department:
    code, name = row.text("부서코드"), row.text("부서명")
    first, last = (_day(row, "유효시작", date.min), _day(row, "유효종료", date.max))
    if not code or not name or first is None or last is None or first > last:
        raise DepartmentUnreadable(file=row.at.origin, row=row.number)
    return Department(code, name, first, last)


def _day(row: Row, field: str, blank: date) -> date | None:
    if (written := row.text(field)) in ("", "-"):
        return blank
    reading = dates.read_day(written)
    return reading.value if isinstance(reading, Reading) else None
