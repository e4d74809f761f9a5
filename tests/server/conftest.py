"""Homes whose records are on a PostgreSQL server, also where the other tests' homes keep theirs in a file."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests import postgres
from tests.acting.receiving import PROCESSES, RunningReceiver, running
from tests.engine.desk import Desk, desk_in
from tests.postgres import Cluster, Databases
from tests.server.machines import Machines

from jikwon.records import database


@cache
def _shared() -> Databases:
    return Databases()


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[Databases]:
    """Keep the homes of the test on a server that all tests share."""
    if not postgres.is_installed():
        pytest.skip("no PostgreSQL server is installed")
    if postgres.wanted is not None:
        yield postgres.wanted
        return
    with _shared().in_use():
        yield _shared()
        database.close()
    _shared().drop_unused(tmp_path)


@pytest.fixture
def cluster(databases: Databases) -> Cluster:
    """Give the server that the tests share; none of them may stop it."""
    return databases.cluster


@pytest.fixture
def desk(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give an empty office with its records on the server."""
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    with desk_in(tmp_path) as made:
        yield made


@pytest.fixture
def machines(tmp_path: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Give two machines of one office, with nobody at work."""
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    made = Machines(tmp_path, databases)
    try:
        yield made
    finally:
        made.clear()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[RunningReceiver]:
    """Run a receiver that takes a moment for a letter."""
    with running(tmp_path / "record.jsonl", delay_ms=10) as made:
        yield made
