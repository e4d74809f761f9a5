"""Workers' cards: what each says of itself beside being alive, and whether it is to take nothing more."""

import json
from collections.abc import Mapping

from jikwon.model import fact
from jikwon.records.database import row, rows, run_sql


@fact
class Card:
    """What a worker can do: `able` names processes with their versions (`slug@1.0.0`).

    `slots` is how many pieces it does at a time, `limits` how many of them that need a capability.
    """

    executor: str
    version: str
    slots: int
    able: frozenset[str]
    limits: Mapping[str, int]
    draining: bool = False


_COLUMNS = "executor, version, slots, able, limits, draining"


def put(card: Card) -> None:
    """Keep a worker's card, new or changed; whether it is draining stays as it is."""
    run_sql(
        "INSERT INTO workers (executor, version, slots, able, limits, draining) VALUES (%s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (executor) DO UPDATE SET able = excluded.able",
        (card.executor, card.version, card.slots, json.dumps(sorted(card.able)), json.dumps(dict(card.limits)), False),
    )


def get(executor: str) -> Card | None:
    """Find a worker's card."""
    found = row(f"SELECT {_COLUMNS} FROM workers WHERE executor = %s", (executor,))
    return _card(found) if found else None


def every() -> dict[str, Card]:
    """Give all cards by their workers, of those that are no more, too."""
    return {each.executor: each for each in map(_card, rows(f"SELECT {_COLUMNS} FROM workers"))}


def drain(executor: str) -> bool:
    """Let a worker take nothing more; False if it is draining already, or has no card."""
    return bool(
        run_sql("UPDATE workers SET draining = %s WHERE executor = %s AND draining = %s", (True, executor, False))
    )


def _card(values: tuple[str, str, int, str, str, bool]) -> Card:
    executor, version, slots, able, limits, draining = values
    return Card(
        executor=executor, version=version, slots=int(slots), able=frozenset(json.loads(able)),
        limits=json.loads(limits), draining=bool(draining),
    )  # fmt: skip
