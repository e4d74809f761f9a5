"""Homes whose records are on a PostgreSQL server, also where the other tests' homes keep theirs in a file."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests import postgres
from tests.acting.receiving import PROCESSES
from tests.engine.desk import Desk, desk_in
from tests.postgres import Cluster, Databases

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
