"""What a worker and its databases take while it works: looked at again and again, and kept as rows."""

import csv
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

import psycopg
from tests.crash.forms import descendants
from tests.journeys.memory import shares_of

MIB: Final = 1 << 20
_OPEN: Final = "SELECT count(*) FROM runs WHERE state IN ('queued', 'running', 'acting')"
_SIZE: Final = (
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname {} 'dbos' AND n.nspname !~ '^pg_|information_schema' AND c.relkind = 'r'"
)


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is in use at one moment; sizes in MiB, memory as the proportional share (PSS) of worker and helpers.

    `queue_rows` are pointers that the durable library keeps, ended or not; `wal_mib` what is written ahead of the
    databases: both logs of SQLite, or all of a PostgreSQL server's.
    """

    seconds: float
    pss_mib: float
    records_mib: float
    queue_mib: float
    wal_mib: float
    files: int
    threads: int
    open_runs: int
    queue_rows: int
    items: int


class Watched:
    """A worker, and where its records are: in a home, or behind an address."""

    def __init__(self, home: Path, worker: int, address: str) -> None:
        self._home, self._worker, self._address = home, worker, address

    def look(self, seconds: float) -> Look:
        """Look once."""
        pids = [self._worker, *descendants(self._worker)]
        memory = sum(shares_of(pid).get("Pss", 0) for pid in pids) / 1024
        held = (self._on_server if self._address else self._in_files)()
        return Look(
            seconds=seconds, pss_mib=memory, files=sum(map(_files, pids)), threads=sum(map(_threads, pids)), **held
        )

    def _in_files(self) -> dict[str, Any]:
        records, queue = self._home / "records.sqlite", self._home / "engine.sqlite"
        return {
            **_counts(lambda sql: _one(records, sql), lambda sql: _one(queue, sql)),
            "records_mib": _pages_mib(records), "queue_mib": _pages_mib(queue),
            "wal_mib": sum(_mib(path.with_name(f"{path.name}-wal")) for path in (records, queue)),
        }  # fmt: skip

    def _on_server(self) -> dict[str, Any]:
        with psycopg.connect(self._address, autocommit=True) as server:

            def one(sql: str) -> Any:
                row = server.execute(sql.encode()).fetchone()
                return row[0] if row else None

            return {
                **_counts(one, one, schema="dbos."),
                "records_mib": float(one(_SIZE.format("<>"))) / MIB, "queue_mib": float(one(_SIZE.format("="))) / MIB,
                "wal_mib": float(one("SELECT sum(size) FROM pg_ls_waldir()")) / MIB,
            }  # fmt: skip


def write(looks: Sequence[Look], path: Path) -> None:
    """Write the looks as comma-separated rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, [each.name for each in fields(Look)])
        rows.writeheader()
        rows.writerows({name: round(value, 3) for name, value in asdict(each).items()} for each in looks)


def most(looks: Iterable[Look], name: str) -> float:
    """Give the greatest of a column."""
    return max(float(getattr(each, name)) for each in looks)


def slope(looks: Sequence[Look], name: str) -> float:
    """Give how much a column grew for each item, by the straight line that fits best."""
    xs, ys = [float(each.items) for each in looks], [float(getattr(each, name)) for each in looks]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _counts(records: Callable[[str], Any], queue: Callable[[str], Any], *, schema: str = "") -> dict[str, int]:
    return {
        "open_runs": int(records(_OPEN)),
        "items": int(records("SELECT count(*) FROM items")),
        "queue_rows": int(queue(f"SELECT count(*) FROM {schema}workflow_status")),
    }


def _one(path: Path, sql: str) -> Any:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as file:
        row = file.execute(sql).fetchone()
        return row[0] if row else None


def _pages_mib(path: Path) -> float:
    """Give a SQLite database's size with what still stands in its log."""
    return float(_one(path, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")) / MIB


def _mib(path: Path) -> float:
    return path.stat().st_size / MIB if path.exists() else 0.0


def _files(pid: int) -> int:
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - the kernel's list of one moment
    except OSError:
        return 0


def _threads(pid: int) -> int:
    try:
        return len(os.listdir(f"/proc/{pid}/task"))  # noqa: PTH208 - the kernel's list of one moment
    except OSError:
        return 0
