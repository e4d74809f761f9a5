"""Runs as lists show them: without what is sealed, a page at a time."""

from collections.abc import Collection
from dataclasses import fields
from typing import Final

from jikwon.model import State, fact
from jikwon.records.database import row, rows

SORTS: Final = ("created_at", "process", "state", "account", "ended_at", "robot_s", "priority")
"""The columns that a list may be sorted by."""


@fact
class Wanted:
    """Which runs a list shows: those of some `accounts` and `states` (none: all), of a process, without another."""

    accounts: Collection[str] = ()
    states: Collection[State] = ()
    process: str = ""
    excluded: str = ""


@fact
class RunLine:
    """One run in a list. Moments are Unix seconds; `priority` is 0 urgent, 1 normal, 2 low."""

    id: str
    process: str
    state: State
    account: str
    approved_by: str
    created_at: float
    ended_at: float | None
    robot_s: float
    priority: int


_COLUMNS = ", ".join(each.name for each in fields(RunLine))


def count(wanted: Wanted) -> int:
    """Count the runs of a list."""
    where, values = _where(wanted)
    return int(row(f"SELECT COUNT(*) FROM runs WHERE {where}", values)[0])


def listed(wanted: Wanted, *, sort: str, start: int, size: int) -> list[RunLine]:
    """List `size` runs from `start` on by one of `SORTS` ("-" before it: down), the newest first among equals."""
    where, values = _where(wanted)
    column = sort.removeprefix("-")
    if column not in SORTS:
        raise ValueError(column)
    way = "DESC" if sort.startswith("-") else "ASC"
    found = rows(
        f"SELECT {_COLUMNS} FROM runs WHERE {where} ORDER BY {column} {way}, created_at DESC, id DESC"
        " LIMIT %s OFFSET %s",
        (*values, size, start),
    )
    return [
        RunLine(
            id=str(each[0]), process=str(each[1]), state=State(str(each[2])), account=str(each[3]),
            approved_by=str(each[4]), created_at=float(each[5]), ended_at=each[6], robot_s=float(each[7]),
            priority=int(each[8]),
        )
        for each in found
    ]  # fmt: skip


def _where(wanted: Wanted) -> tuple[str, list[object]]:
    where, values = ["1 = 1"], list[object]()
    of_states = sorted(each.value for each in wanted.states)
    for column, chosen in (("account", sorted(wanted.accounts)), ("state", of_states)):
        if chosen:
            where.append(f"{column} IN ({', '.join(['%s'] * len(chosen))})")
            values += chosen
    for sign, slug in (("=", wanted.process), ("<>", wanted.excluded)):
        if slug:
            where.append(f"process {sign} %s")
            values.append(slug)
    return " AND ".join(where), values
