"""Standing orders that start runs, and the times at which they did."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from jikwon.model import fact
from jikwon.records.database import row, rows, run_many, run_sql


@fact
class TriggerRow:
    """A trigger as the records have it; `request` is sealed, moments are Unix seconds."""

    name: str
    kind: str
    process: str
    request: bytes
    account: str
    paused: bool
    seen_until: float
    created_at: float


@fact
class FiringRow:
    """A run that a trigger started (`run_id`), or the error with which it could not."""

    trigger_id: str
    due: float
    at: float
    missed: int
    run_id: str
    error: str


_TRIGGER = ", ".join(each.name for each in fields(TriggerRow))
_FIRING = ", ".join(each.name for each in fields(FiringRow))


def _trigger(values: tuple[Any, ...]) -> TriggerRow:
    named: dict[str, Any] = dict(zip((each.name for each in fields(TriggerRow)), values, strict=True))
    return TriggerRow(**{**named, "request": bytes(named["request"]), "paused": bool(named["paused"])})


def add(trigger: TriggerRow) -> bool:
    """Add a trigger; False if its name is taken."""
    marks = ", ".join(["%s"] * len(fields(TriggerRow)))
    values = [getattr(trigger, each.name) for each in fields(TriggerRow)]
    return bool(run_sql(f"INSERT INTO triggers ({_TRIGGER}) VALUES ({marks}) ON CONFLICT (name) DO NOTHING", values))


def every(kind: str = "") -> list[TriggerRow]:
    """List the triggers of a kind, or all, by name."""
    found = rows(f"SELECT {_TRIGGER} FROM triggers WHERE kind = %s OR %s = '' ORDER BY name", (kind, kind))
    return [_trigger(each) for each in found]


def get(name: str) -> TriggerRow | None:
    """Find a trigger by its name."""
    found = row(f"SELECT {_TRIGGER} FROM triggers WHERE name = %s", (name,))
    return _trigger(found) if found else None


def rewrite(name: str, request: bytes) -> None:
    """Replace what a trigger's runs are started with."""
    run_sql("UPDATE triggers SET request = %s WHERE name = %s", (request, name))


def remove(name: str) -> None:
    """Remove a trigger with its history; the runs that it started stay."""
    for table in ("firings", "taken_files"):
        run_sql(f"DELETE FROM {table} WHERE trigger_id = %s", (name,))
    run_sql("DELETE FROM triggers WHERE name = %s", (name,))


def pause(name: str, *, paused: bool, seen_until: float) -> None:
    """Pause a trigger, or let it go on; what came due before `seen_until` is not made up for."""
    run_sql("UPDATE triggers SET paused = %s, seen_until = %s WHERE name = %s", (paused, seen_until, name))


def settle(trigger: TriggerRow, seen_until: float) -> bool:
    """Note that everything due up to a moment is settled; False if somebody else has, or it is paused or gone."""
    return bool(
        run_sql(
            "UPDATE triggers SET seen_until = %s WHERE name = %s AND seen_until = %s AND NOT paused",
            (seen_until, trigger.name, trigger.seen_until),
        )
    )


def fired(firing: FiringRow) -> None:
    """Add a firing. Inside a transaction with what it tells of."""
    marks = ", ".join(["%s"] * len(fields(FiringRow)))
    run_sql(
        f"INSERT INTO firings ({_FIRING}) VALUES ({marks})", [getattr(firing, each.name) for each in fields(FiringRow)]
    )


def latest(name: str, limit: int = 1) -> list[FiringRow]:
    """List a trigger's firings, newest first."""
    found = rows(f"SELECT {_FIRING} FROM firings WHERE trigger_id = %s ORDER BY due DESC LIMIT %s", (name, limit))
    return [_firing(each) for each in found]


def untold(name: str) -> list[tuple[FiringRow, str]]:
    """List a trigger's firings of which its owner must hear and has not, with the run's state ("" if there is none)."""
    columns = ", ".join(f"f.{each.name}" for each in fields(FiringRow))
    found = rows(
        f"SELECT {columns}, COALESCE(r.state, '') FROM firings f LEFT JOIN runs r ON r.id = f.run_id"
        " WHERE f.trigger_id = %s AND f.told_at IS NULL AND (f.run_id = '' OR r.state IN (%s, %s, %s, %s))"
        " ORDER BY f.due",
        (name, "needs-people", "awaiting-approval", "failed", "refuted"),
    )
    return [(_firing(each[:-1]), str(each[-1])) for each in found]


def tell(name: str, due: float, at: float) -> bool:
    """Note that a firing's owner is being told; False if they were already."""
    return bool(
        run_sql(
            "UPDATE firings SET told_at = %s WHERE trigger_id = %s AND due = %s AND told_at IS NULL", (at, name, due)
        )
    )


def _firing(values: Sequence[Any]) -> FiringRow:
    return FiringRow(**dict(zip((each.name for each in fields(FiringRow)), values, strict=True)))


def taken(name: str) -> frozenset[str]:
    """Give the SHA-256 of every content that a watched folder has given."""
    return frozenset(str(each) for (each,) in rows("SELECT sha256 FROM taken_files WHERE trigger_id = %s", (name,)))


def take(name: str, contents: Collection[str], at: float) -> None:
    """Note contents as taken. Inside the transaction that starts their run."""
    run_many(
        "INSERT INTO taken_files (trigger_id, sha256, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        ((name, each, at) for each in sorted(contents)),
    )
