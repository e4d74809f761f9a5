"""Standing orders of the test letters: what is asked, a look whether something is due, and what was started."""

import time
from datetime import timedelta
from pathlib import Path

from tests.engine.desk import Desk

from jikwon.engine.triggers.firing import Firing
from jikwon.engine.triggers.folders import Folders
from jikwon.engine.triggers.orders import Request
from jikwon.model import State
from jikwon.records import runs
from jikwon.records.database import run_sql

NOON = "0 12 * * *"


def ago(name: str, **length: float) -> None:
    """Let a trigger have been looked at last so long ago."""
    moment = time.time() - timedelta(**length).total_seconds()
    run_sql("UPDATE triggers SET seen_until = %s WHERE name = %s", (moment, name))


def request(desk: Desk, path: Path, **more: object) -> Request:
    settings = {"receiver": f"http://127.0.0.1:{desk.port}"}
    given = {"inputs": (("letters", str(path)),), "settings": settings, "out": str(desk.out), "when": NOON}
    return Request(**{**given, **more})  # type: ignore[arg-type]


def look(desk: Desk, settle_s: float = 0.0) -> None:
    Firing(desk.office, Folders(settle_s)).look()


def started() -> list[str]:
    return [row.id for row in runs.latest()]


def rest_all() -> None:
    """Let every run be at rest, as if a worker had done it."""
    for row in runs.open_runs():
        runs.end(row.id, time.time(), State.RELEASED)
