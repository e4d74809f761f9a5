"""The records of a home in PostgreSQL: the same rows, the same runs, and a file that nobody writes into again."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import postgres
from tests.moving.conftest import Machine, wish
from tests.needing import need
from tests.postgres import Cluster

from jikwon.engine.backup import moving
from jikwon.engine.backup.errors import AlreadyMoved, CopyDiffers, NotEmpty, NowhereToMove, StillAtWork
from jikwon.engine.office import Office, RecordsMoved
from jikwon.engine.workers.presence import Presence
from jikwon.model import State
from jikwon.records import database, filling, snapshot
from jikwon.records import postgres as servers
from jikwon.records.filling import RowUnfit
from jikwon.records.postgres import VARIABLE

pytestmark = [pytest.mark.slow, pytest.mark.sqlite("moves records out of SQLite")]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Run a server for these tests."""
    need("" if postgres.is_installed() else "PostgreSQL is not installed")
    with postgres.cluster_in() as running:
        yield running


@pytest.fixture
def url(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address of an empty database."""
    monkeypatch.setenv(VARIABLE, "")
    made = cluster.empty()
    yield made
    database.close()
    cluster.drop(made)


def rows() -> dict[str, list[snapshot.Row]]:
    return {each.name: list(snapshot.rows(each)) for each in snapshot.tables()}


def test_every_row_arrives_and_the_file_is_kept_under_another_name(machine: Machine, url: str) -> None:
    row = machine.run(("L1", "김하나"), ("L2", "이두리", "질문"), approve=True)
    before = rows()

    moved = moving.move(url, root=machine.home)

    after = rows()
    assert snapshot.kind() == "postgresql"
    assert {name for name in before if before[name] != after[name]} == {"audit"}
    assert after["audit"][:-1] == before["audit"]
    assert machine.audited()[-1] == "records moved"
    assert moved.rows == sum(map(len, before.values()))
    kept = [path.name for path in machine.home.glob("*.sqlite*") if "engine" not in path.name]
    assert kept == [Path(moved.kept).name]
    assert kept[0].startswith("records.moved-")
    machine.answer(row, "letter-unclear", "사서함 7", key="L2")
    assert machine.resume(row, approve=True).state is State.RELEASED
    assert machine.sent_to == ["L1", "L2"]


def test_a_home_whose_records_were_moved_opens_there_alone(
    machine: Machine, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.move(url, root=machine.home)
    database.close()

    monkeypatch.setenv(VARIABLE, "")
    with pytest.raises(RecordsMoved):
        Office.open(machine.home)
    monkeypatch.setenv(VARIABLE, url)

    assert Office.open(machine.home).home.root == machine.home


def test_a_move_without_a_place_or_without_records_is_refused(machine: Machine, url: str) -> None:
    with pytest.raises(NowhereToMove):
        moving.move("", root=machine.home)
    moved = moving.move(url, root=machine.home)
    with pytest.raises(AlreadyMoved) as caught:
        moving.move(url, root=machine.home)
    assert Path(moved.kept).name in caught.value.text()
    Path(moved.kept).unlink()  # destroyed, as the how-to says
    with pytest.raises(NowhereToMove):
        moving.move(url, root=machine.home)


def test_a_worker_that_lives_is_not_moved_under(machine: Machine, url: str) -> None:
    with Presence(machine.office.home, "worker-0", kind="worker"), pytest.raises(StillAtWork):
        moving.move(url, root=machine.home)

    assert (machine.home / "records.sqlite").exists()


def test_a_console_that_only_has_the_file_open_is_found(machine: Machine, url: str) -> None:
    code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT COUNT(*) FROM runs').fetchall();"
    code += "print(1, flush=True); sys.stdin.read()"
    path = str(machine.home / "records.sqlite")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, path], stdin=pipe, stdout=pipe) as idle:
        assert idle.stdout is not None
        assert idle.stdin is not None
        idle.stdout.readline()
        with pytest.raises(StillAtWork):
            moving.move(url, root=machine.home)
        idle.stdin.close()

    moving.move(url, root=machine.home)


def test_nobody_opens_the_file_while_it_is_moved(machine: Machine, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = filling.fill
    seen: list[bool] = []

    def looking(*given: object, **more: object) -> None:
        if not seen:
            with sqlite3.connect(machine.home / "records.sqlite", timeout=0.1) as other:
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    other.execute("SELECT COUNT(*) FROM runs")
                seen.append(True)
            other.close()
        real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(filling, "fill", looking)
    moving.move(url, root=machine.home)

    assert seen


class KilledHere(BaseException):
    """Stands for a kill: nothing catches it."""


@pytest.mark.parametrize("step", ["fill", "note", "_set_aside"])
def test_a_killed_move_is_begun_again(machine: Machine, url: str, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    machine.run(("L1", "김하나"), approve=True)
    before = rows()
    owner = {"fill": filling, "note": Office, "_set_aside": moving}[step]
    with monkeypatch.context() as patch:
        real, calls = getattr(owner, step), []

        def killing(*given: object, **more: object) -> None:
            calls.append(1)
            if len(calls) == 5 or step != "fill":
                raise KilledHere
            real(*given, **more)

        patch.setattr(owner, step, killing)
        with pytest.raises(KilledHere):
            moving.move(url, root=machine.home)
    database.close()

    moving.move(url, root=machine.home)

    after = rows()
    assert after["audit"][:-1] == before.pop("audit")
    assert all(after[name] == before[name] for name in before)


def test_a_database_that_holds_something_is_left_alone(
    machine: Machine, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, url)
    database.open_records(machine.home / "records.sqlite")
    wish("somebody", "something")
    before = rows()
    monkeypatch.setenv(VARIABLE, "")

    with pytest.raises(NotEmpty):
        moving.move(url, root=machine.home)

    monkeypatch.setenv(VARIABLE, url)
    database.open_records(machine.home / "records.sqlite")
    assert rows() == before
    assert (machine.home / "records.sqlite").exists()


def test_a_text_that_postgresql_cannot_keep_stops_the_move_with_its_place(machine: Machine, url: str) -> None:
    wish("somebody", "cut\0here")

    with pytest.raises(RowUnfit) as caught:
        moving.move(url, root=machine.home)

    assert caught.value.fields == {"table": "wishes", "column": "text", "row": 1}
    assert (machine.home / "records.sqlite").exists()


def test_a_copy_that_is_not_the_same_is_undone(machine: Machine, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wish("somebody", "something")
    real = filling.fill

    def changing(table: snapshot.Table, found: Iterator[snapshot.Row], **more: Any) -> None:
        changed = ([*row[:-1], 2.0] for row in found) if table.name == "wishes" else found
        real(table, changed, **more)

    with monkeypatch.context() as patch:
        patch.setattr(filling, "fill", changing)
        with pytest.raises(CopyDiffers):
            moving.move(url, root=machine.home)
    assert not snapshot.occupied()
    database.close()

    moving.move(url, root=machine.home)

    assert rows()["wishes"][0][-1] == 1.0
    assert servers.chosen() is not None


def test_a_backup_of_one_database_is_restored_into_the_other(
    machine: Machine, cluster: Cluster, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = machine.run(("L1", "김하나"), ("L2", "이두리", "", "", "", "refuse"), approve=True)
    first = machine.backup("first.tar")
    before = rows()
    machine.lose()
    monkeypatch.setenv(VARIABLE, url)
    machine.restore(first, machine.empty_home("on-a-server"))
    assert snapshot.kind() == "postgresql"
    second = machine.backup("second.tar")
    machine.lose()
    monkeypatch.setenv(VARIABLE, "")

    machine.restore(second, machine.empty_home("in-a-file"))

    assert snapshot.kind() == "sqlite"
    changed = {name for name, found in rows().items() if before[name] != found}
    assert changed <= {"audit", "effects", "executors", "office_marks", "restores", "runs"}
    assert len(rows()["restores"]) == 2
    assert machine.receiver is not None
    machine.receiver.takes_everything = True
    assert machine.resume(row).state is State.RELEASED
    assert machine.sent_to == ["L1", "L2"]
