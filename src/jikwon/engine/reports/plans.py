"""A run's acts outside as people see them: what is planned, what was done, and the receipts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.engine.sealing import Seal
from jikwon.model import Act, Personal, Receipt, fact
from jikwon.model.strings import Strings
from jikwon.records import acts
from jikwon.records.acts import PlannedRow
from jikwon.records.runs import RunRow

DONE: Final = "done"


@fact
class Group:
    """The acts of one kind in one lane, which are done one after the other: how many, and how many are done."""

    kind: str
    lane: Personal[str]
    count: int
    done: int
    failed: int = 0
    in_doubt: int = 0


@fact
class Line:
    """One act: its kind, its item's key, its state, and why it is not done, in words.

    A done one has the moment of its receipt (Unix seconds) and what the receiver said; `is_earlier` tells that an
    earlier run had done it.
    """

    position: int
    kind: str
    item: Personal[str]
    lane: Personal[str]
    files: Personal[Sequence[str]]
    state: str
    key: str
    why: str = ""
    at: float | None = None
    said: Personal[Sequence[tuple[str, str]]] = ()
    is_earlier: bool = False


def groups(office: Office, row: RunRow, *, part: int | None = None) -> list[Group]:
    """Count a run's acts (of one part, else of all) by kind and lane, in the plan's order."""
    counted: dict[tuple[str, str], list[str]] = {}
    for planned, act in _opened(office, row, part):
        counted.setdefault((act.kind, act.lane), []).append(planned.state)
    return [
        Group(
            kind=kind, lane=lane, count=len(states), done=states.count(DONE), failed=states.count("failed"),
            in_doubt=states.count("in-doubt"),
        )
        for (kind, lane), states in counted.items()
    ]  # fmt: skip


def lines(office: Office, row: RunRow, *, part: int | None = None, kind: str = "", lane: str = "") -> list[Line]:
    """Open a run's acts in the plan's order: those of one part, kind or lane where they are named."""
    receipts = {each.key_hash: each for each in acts.ledger(row.id)}
    found = []
    for planned, act in _opened(office, row, part):
        if kind in ("", act.kind) and lane in ("", act.lane):
            found.append(_line(office, row, planned, act, receipts.get(planned.key_hash)))
    return found


def word(process: Strings, kind: str) -> str:
    """Say a kind of act; a process whose strings have no word for it shows its own name."""
    return process.text("acts", kind) if kind in process.codes("acts", "ko") else kind


def _opened(office: Office, row: RunRow, part: int | None) -> list[tuple[PlannedRow, Act]]:
    found = acts.of_run(row.id, part=part) if row.key else []
    if not found or not row.key:
        return []
    seal = Seal(row.id, office.keys.unwrap(row.key))
    return [(each, seal.unpack(each.act, Act, "acts", each.position)) for each in found]


def _line(office: Office, row: RunRow, planned: PlannedRow, act: Act, done: acts.LedgerRow | None) -> Line:
    line = Line(
        position=planned.position, kind=act.kind, item=act.item, lane=act.lane, files=act.files, state=planned.state,
        key=act.key, why=report.opened(row.process, planned.error).text() if planned.error else "",
    )  # fmt: skip
    if done is None or done.receipt is None:
        return line
    receipt = office.seal.unpack(done.receipt, Receipt, "effects", planned.key_hash)
    return replace(line, why="", at=done.at, said=tuple(sorted(receipt.data.items())), is_earlier=done.run_id != row.id)
