"""Runs as lists show them: without what is sealed, so that thousands cost nothing."""

from collections.abc import Collection
from dataclasses import fields
from typing import Final

from jikwon.model import State, fact
from jikwon.records.database import rows

MOST: Final = 10_000
"""A list goes back so many runs; older ones are found by their number."""


@fact
class RunLine:
    """One run in a list. Moments are Unix seconds."""

    id: str
    process: str
    state: State
    account: str
    approved_by: str
    created_at: float
    ended_at: float | None
    robot_s: float


_COLUMNS = ", ".join(each.name for each in fields(RunLine))


def listed(
    *, accounts: Collection[str] = (), states: Collection[State] = (), process: str = "", excluded: str = ""
) -> list[RunLine]:
    """List runs, newest first: those of some `accounts` and `states` (none: all), of a process, without another."""
    where, values = ["1 = 1"], list[object]()
    for column, wanted in (("account", sorted(accounts)), ("state", sorted(each.value for each in states))):
        if wanted:
            where.append(f"{column} IN ({', '.join(['%s'] * len(wanted))})")
            values += wanted
    for sign, slug in (("=", process), ("<>", excluded)):
        if slug:
            where.append(f"process {sign} %s")
            values.append(slug)
    found = rows(
        f"SELECT {_COLUMNS} FROM runs WHERE {' AND '.join(where)} ORDER BY created_at DESC, id DESC LIMIT %s",
        (*values, MOST),
    )
    return [
        RunLine(
            id=str(each[0]), process=str(each[1]), state=State(str(each[2])), account=str(each[3]),
            approved_by=str(each[4]), created_at=float(each[5]), ended_at=each[6], robot_s=float(each[7]),
        )
        for each in found
    ]  # fmt: skip
