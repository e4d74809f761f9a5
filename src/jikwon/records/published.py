"""What runs publish for later runs of their process: nothing personal, seen once its part is released."""

import json
import math
from collections.abc import Iterable, Mapping

from jikwon.model import fact
from jikwon.records.database import rows, run_many, run_sql


@fact
class PublishedRow:
    """One thing that was published, with the clock of its run (ISO)."""

    kind: str
    key: str
    data: Mapping[str, str]
    clock: str


def put(run: str, part: int, process: str, found: Iterable[PublishedRow]) -> None:
    """Write what a part publishes, in place of what it published before. Inside a transaction."""
    run_sql("DELETE FROM published WHERE run_id = %s AND part = %s", (run, part))
    run_many(
        "INSERT INTO published (run_id, part, process, kind, key, data, clock) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        ((run, part, process, each.kind, each.key, json.dumps(each.data), each.clock) for each in found),
    )


def release(run: str, part: int, at: float) -> None:
    """Let later runs see what a part has published."""
    run_sql("UPDATE published SET released_at = %s WHERE run_id = %s AND part = %s", (at, run, part))


def before(process: str, kind: str, moment: float, *, key: str = "") -> list[PublishedRow]:
    """List what runs of a process had published of a kind and released before `moment`, by clock and release."""
    where, values = "process = %s AND kind = %s AND released_at < %s", [process, kind, moment]
    if key:
        where, values = f"{where} AND key = %s", [*values, key]
    found = rows(f"SELECT key, data, clock FROM published WHERE {where} ORDER BY clock, released_at, key", values)
    return [
        PublishedRow(kind=kind, key=str(key), data=json.loads(str(data)), clock=str(clock))
        for key, data, clock in found
    ]


def all_of(process: str, kind: str, *, key: str = "") -> list[PublishedRow]:
    """List all that released runs of a process have published of a kind, by clock and release."""
    return before(process, kind, math.inf, key=key)
