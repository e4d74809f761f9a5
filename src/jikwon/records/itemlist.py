"""Items of a run as lists show them: filtered by what became of them, sorted, cut into pages."""

from collections.abc import Collection
from typing import Any

from jikwon.model import fact
from jikwon.records.database import row, rows
from jikwon.records.items import STATE

_CODE = "CASE WHEN late_state <> '' THEN late_code ELSE code END"
ORDERS = {"position": "position", "state": f"{STATE}, {_CODE}, position"}
"""What a list can be sorted by."""


@fact
class ItemRow:
    """An item with its fate. `body`, `outcome` (of `handle`) and `late` (of `deliver`) are sealed."""

    position: int
    body: bytes
    state: str
    code: str
    is_late: bool
    part: int
    outcome: bytes | None
    late: bytes | None
    error: str


def listed(
    run: str, *, states: Collection[str] = (), code: str = "", order: str = "position", down: bool = False,
    start: int = 0, size: int = 50,
) -> list[ItemRow]:  # fmt: skip
    """List `size` items from the `start`-th on; no `states` are all."""
    where, values = _where(run, states, code)
    by = ", ".join(f"{each} DESC" if down else each for each in ORDERS[order].split(", "))
    found = rows(
        f"SELECT position, body, {STATE}, {_CODE}, late_state <> '', part, outcome, late, error FROM items"
        f" WHERE {where} ORDER BY {by} LIMIT %s OFFSET %s",
        [*values, size, start],
    )
    return [_from_row(each) for each in found]


def count(run: str, *, states: Collection[str] = (), code: str = "") -> int:
    """Count what `listed` lists."""
    where, values = _where(run, states, code)
    return int(row(f"SELECT COUNT(*) FROM items WHERE {where}", values)[0])


def an_error(run: str, code: str) -> str:
    """Give the stored error of one of the items that failed with a code, or ""."""
    found = row("SELECT error FROM items WHERE run_id = %s AND state = 'failed' AND code = %s LIMIT 1", (run, code))
    return str(found[0]) if found else ""


def _where(run: str, states: Collection[str], code: str) -> tuple[str, list[object]]:
    where, values = "run_id = %s", list[object]([run])
    if states:
        where += f" AND {STATE} IN ({', '.join(['%s'] * len(states))})"
        values += sorted(states)
    if code:
        where += f" AND {_CODE} = %s"
        values.append(code)
    return where, values


def _from_row(values: Any) -> ItemRow:
    position, body, state, code, is_late, part, outcome, late, error = values
    return ItemRow(
        position=int(position), body=bytes(body), state=str(state), code=str(code), is_late=bool(is_late),
        part=int(part), outcome=_bytes(outcome), late=_bytes(late), error=str(error),
    )  # fmt: skip


def _bytes(value: Any) -> bytes | None:
    return bytes(value) if value is not None else None
