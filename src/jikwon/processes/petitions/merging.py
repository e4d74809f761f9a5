"""One petition a number: what the rows of several exports say of it, and which of them stands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from jikwon.korea import Reading, dates
from jikwon.processes.petitions import texts
from jikwon.processes.petitions.exports import NAMES, Line, Moment

_DATES: Final = frozenset(
    NAMES.index(name) for name in ("신청일자", "접수일자", "법정/내부처리기한", "담당자지정일시", "처리일")
)
_TEXTS: Final = tuple(range(len(NAMES)))


class Merged(NamedTuple):
    """The rows of one number: those that stand (one, unless they contradict), and all of them."""

    number: str
    standing: Sequence[Line]
    lines: Sequence[Line]


def merge(lines: Iterable[Line]) -> Iterator[Merged]:
    """Gather the rows by number. A row without one stands for itself."""
    by_number: dict[str, list[Line]] = {}
    nameless = []
    for line in lines:
        if line.number:
            by_number.setdefault(line.number, []).append(line)
        else:
            nameless.append(line)
    for number, found in by_number.items():
        yield _one(number, found) if len(found) > 1 else Merged(number, found, found)
    for line in sorted(nameless, key=_place):
        yield Merged("", [line], [line])


def _one(number: str, found: list[Line]) -> Merged:
    """Let the newest row stand if every row that says something else says that it is older."""
    ordered = sorted(found, key=_newest_first)
    first = ordered[0]
    others = [line for line in ordered[1:] if _differ(line, first)]
    if all(_is_newer(first, line) for line in others):
        return Merged(number, [_filled(first, ordered[1:])], ordered)
    different: list[Line] = []
    for line in sorted(found, key=_place):
        if not any(_same(line, each) for each in different):
            different.append(line)
    return Merged(number, different, sorted(found, key=_place))


def _newest_first(line: Line) -> tuple[object, ...]:
    made = line.exported
    day, clock = (made.toordinal() if made else 0), (made.timestamp() if isinstance(made, datetime) else 0)
    return (-day, -clock, -sum(map(bool, line.cells)), line.at.file, _content(line), line.at.sheet, line.at.row)


def _content(line: Line) -> tuple[str, ...]:
    return tuple(cell or "" for cell in line.cells)


def _place(line: Line) -> tuple[str, str, int]:
    return (line.at.file, line.at.sheet, line.at.row)


def _is_newer(line: Line, other: Line) -> bool:
    """Tell whether both say when they were exported, and this one later."""
    one, two = line.exported, other.exported
    if one is None or two is None:
        return False
    if isinstance(one, datetime) and isinstance(two, datetime):
        return one > two
    return _day(one) > _day(two)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _differ(one: Line, other: Line) -> bool:
    """Tell whether two rows contradict each other in a column that both their tables have."""
    if one.cells == other.cells:
        return False
    return any(
        a is not None and b is not None and a != b and _comparable(a, place) != _comparable(b, place)
        for place, a, b in zip(_TEXTS, one.cells, other.cells, strict=True)
    )


def _same(one: Line, other: Line) -> bool:
    return [cell is None for cell in one.cells] == [cell is None for cell in other.cells] and not _differ(one, other)


@lru_cache(maxsize=4096)
def _comparable(cell: str, place: int) -> str:
    """Give a cell without what only its writing differs in: blanks, entities, the form of a date."""
    if place in _DATES:
        reading = dates.read(cell)
        if isinstance(reading, Reading):
            return f"{reading.value:%Y-%m-%d %H:%M:%S}"
    return " ".join(texts.decoded(cell).split())


def _filled(line: Line, others: Sequence[Line]) -> Line:
    """Fill the columns that a row's table does not have from the next newest row whose table has them."""
    if None not in line.cells:
        return line
    cells = list(line.cells)
    for place, cell in enumerate(cells):
        if cell is None:
            cells[place] = next((other.cells[place] for other in others if other.cells[place] is not None), None)
    return line._replace(cells=tuple(cells))
