"""A home on a full disk: every command says so, health names it, and with room again everything goes on."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from tests.acting.receiving import RunningReceiver
from tests.contract.conftest import Shell
from tests.crash.storm.disks import Disk

from jikwon.engine.workers import durable
from jikwon.records.failing import RecordsFull, is_full

pytestmark = pytest.mark.sqlite("a server has a disk of its own")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Disk]:
    """Give a small disk in memory: one of a file would have blocks so small that SQLite cannot see them lacking."""
    root = tmp_path / "small"
    root.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", root], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("disks of their own are not allowed here")
    yield Disk(root)
    subprocess.run(["umount", "--lazy", root], check=True)


@pytest.fixture
def shell(small: Disk, shared_receiver: RunningReceiver) -> Shell:
    """Sit at a terminal whose home lies on a small disk."""
    return Shell(small.root, shared_receiver)


def fill(shell: Shell, disk: Disk) -> None:
    """Fill the disk of an office that nobody has open: then nothing lies beside its database."""
    assert shell("runs").exit == 0
    with closing(sqlite3.connect(shell.home / "records.sqlite")) as records:
        records.execute("SELECT 1 FROM runs")
    disk.fill()


@pytest.mark.parametrize(
    ("code", "blocks", "nodes", "expected"),
    [
        (sqlite3.SQLITE_FULL, 9999, 9999, True),
        (sqlite3.SQLITE_IOERR_SHMSIZE, 9999, 9999, True),
        (sqlite3.SQLITE_IOERR_WRITE, 0, 9999, True),
        (sqlite3.SQLITE_CANTOPEN, 9999, 0, True),
        (sqlite3.SQLITE_IOERR_WRITE, 9999, 9999, False),
        (sqlite3.SQLITE_CORRUPT, 0, 0, False),
    ],
)
def test_an_error_of_the_disk_means_full_only_where_there_is_no_room(
    monkeypatch: pytest.MonkeyPatch, code: int, blocks: int, nodes: int, *, expected: bool
) -> None:
    disk = SimpleNamespace(f_bavail=blocks, f_frsize=4096, f_files=10_000, f_favail=nodes)
    monkeypatch.setattr(os, "statvfs", lambda _path: disk)

    assert is_full(code, Path("records.sqlite")) is expected


@pytest.mark.parametrize(
    "words", [("runs",), ("maintenance", "on", "--reason", "점검"), ("backup", "a.tar"), ("worker",)]
)
def test_a_full_disk_is_named(shell: Shell, small: Disk, words: tuple[str, ...]) -> None:
    fill(shell, small)

    said = shell(*words)

    assert said.exit == 1
    assert "디스크" in said.err
    assert "예상하지 못한" not in said.err
    small.empty()
    assert shell("runs").exit == 0


def test_health_makes_its_checks_on_a_full_disk(shell: Shell, small: Disk) -> None:
    fill(shell, small)

    said = shell("health", "--json")

    assert said.exit == 1
    assert said.json["checks"]["database"] == "records-full"
    assert said.json["checks"]["disk"] == "low"


def test_a_run_that_finds_no_room_is_begun_again_once_there_is(shell: Shell, small: Disk) -> None:
    letters = shell.letters("L1,김하나")
    fill(shell, small)

    refused = shell.run("L1,김하나")
    small.empty()

    assert refused.exit == 1
    assert "예상하지 못한" not in refused.err
    assert letters.exists()
    assert shell.run("L1,김하나").exit == 3


def test_a_worker_hears_of_it_by_the_same_name_from_the_library(small: Disk) -> None:
    engine = durable._sqlite(small.root / "engine.sqlite")
    with engine.begin() as session:
        session.execute(text("CREATE TABLE pointers (a)"))
    small.fill()

    with pytest.raises(RecordsFull), engine.begin() as session:
        session.execute(text("INSERT INTO pointers VALUES (zeroblob(1000000))"))

    small.empty()
    with engine.begin() as session:
        session.execute(text("INSERT INTO pointers VALUES (1)"))
    engine.dispose()
