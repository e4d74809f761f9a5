"""The items of a run with what became of them in words, for those who look at it."""

from collections.abc import Collection, Sequence
from typing import Any

from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.model import Ask, Exclude, Item, Personal, Place, fact, strings
from jikwon.model.answering import EXCLUDED_BY_PERSON
from jikwon.model.answering import sentence as sentence_of
from jikwon.model.strings import Strings
from jikwon.records import itemlist, items
from jikwon.records.itemlist import ItemRow
from jikwon.records.runs import RunRow


@fact
class Line:
    """One item: the office's own key, where it stands in the sources, its state and code, and why in words.

    `why` is "" for an item that is done, or that nobody has judged yet; `part` is the part of the outputs that holds
    it, 0 for none.
    """

    position: int
    key: Personal[str]
    at: Sequence[Place]
    state: str
    code: str
    why: Personal[Sequence[str]]
    part: int


def lines(
    office: Office, row: RunRow, *, states: Collection[str] = (), code: str = "", order: str = "position",
    down: bool = False, start: int = 0, size: int = 50,
) -> list[Line]:  # fmt: skip
    """Open some of a run's items (see `records.itemlist.listed`); none once the run's key is destroyed."""
    if not row.key:
        return []
    active = Active(office, row, "looking")
    found = itemlist.listed(row.id, states=states, code=code, order=order, down=down, start=start, size=size)
    return [_line(active, each) for each in found]


def reasons(row: RunRow, process: Strings) -> list[tuple[str, str, str, int]]:
    """Count the items that were not done by (state, code, sentence): most frequent first."""
    counted = [
        (state, code, _by_code(row, process, state, code), count)
        for state in ("waiting", "failed", "excluded")
        for code, count in items.codes(row.id, state).items()
    ]
    return sorted(counted, key=lambda each: (each[0], -each[3], each[1]))


def _line(active: Active, row: ItemRow) -> Line:
    item: Item[Any] = active.seal.unpack(row.body, active.process_.item_type, "items", row.position)
    return Line(
        position=row.position, key=item.key, at=item.at, state=row.state, code=row.code, part=row.part,
        why=_why(active, row, item),
    )  # fmt: skip


def _why(active: Active, row: ItemRow, item: Item[Any]) -> tuple[str, ...]:
    match row.state:
        case "excluded":
            given = active.seal.unpack(_sealed(row), Exclude, *_place(row)).why
            said = exclusion(active.process_.strings, row.code)
            return (said, given) if given else (said,)
        case "waiting":
            sealed = row.late if row.is_late else row.outcome
            asks = active.seal.unpack(sealed, tuple[Ask, ...], *_place(row)) if sealed else ()
            own = active.process_.strings
            sentences = tuple(sentence_of(own, each) for each in asks)
            return sentences or (own.text("questions", row.code, number=item.key),)
        case "failed" if row.error:
            return (report.opened(active.row.process, row.error).text(),)
    return ()


def _sealed(row: ItemRow) -> bytes:
    return (row.late if row.is_late else row.outcome) or b""


def _place(row: ItemRow) -> tuple[str, int]:
    return ("late" if row.is_late else "outcomes", row.position)


def exclusion(process: Strings, code: str) -> str:
    """Say why items of a code were left out."""
    ours = code == EXCLUDED_BY_PERSON and code not in process.codes("exclusions", strings.language())
    return (strings.of("jikwon.model") if ours else process).text("exclusions", code)


def _by_code(row: RunRow, process: Strings, state: str, code: str) -> str:
    """Say in general what the items of a code have: their own words have gaps here."""
    if state == "excluded":
        return exclusion(process, code)
    if state == "waiting":
        return process.text("questions", code.partition("/")[0])
    stored = itemlist.an_error(row.id, code)
    return report.opened(row.process, stored).text() if stored else code
