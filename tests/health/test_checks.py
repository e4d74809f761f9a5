"""Ready means: the records answer in our shape, the key is theirs, a worker lives, the clock agrees, there is room."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from tests.engine.desk import Desk

from jikwon.engine.health import checks
from jikwon.engine.health.checks import Check, Readiness
from jikwon.engine.office import Office
from jikwon.engine.workers.presence import Presence
from jikwon.records import database
from jikwon.records.shape import RecordsNewer


@pytest.fixture
def working(desk: Desk) -> Iterator[Desk]:
    with Presence(desk.office.home, "worker-0", kind="worker"):
        yield desk


def codes(office: Office) -> dict[str, str]:
    return {each.name: each.code for each in checks.look(office)}


def wrong(office: Office) -> dict[str, str]:
    return {name: code for name, code in codes(office).items() if code != "ok"}


def test_an_office_with_a_living_worker_is_ready(working: Desk) -> None:
    working.run(("L1", "김하나"))

    assert codes(working.office) == dict.fromkeys(checks.NAMES, "ok")


def test_without_a_worker_it_is_not_whatever_a_terminal_does(desk: Desk) -> None:
    with Presence(desk.office.home, "run-1", kind="foreground"):
        assert wrong(desk.office) == {"worker": "none"}


def test_a_newer_shape_of_the_records_is_told(working: Desk) -> None:
    make_newer()

    assert wrong(working.office) == {"migrations": "ahead"}


def test_records_that_a_newer_version_has_changed_are_not_opened(desk: Desk) -> None:
    make_newer()

    with pytest.raises(RecordsNewer, match="0099_later"):
        Office.open(desk.home)


def make_newer() -> None:
    """Let the records have had a migration that this version does not know."""
    database.run_sql(
        "INSERT INTO django_migrations (app, name, applied)"
        " SELECT app, '0099_later', applied FROM django_migrations WHERE app = 'records' AND name LIKE '0001%%'"
    )


def test_an_older_shape_of_the_records_is_told(working: Desk) -> None:
    database.run_sql("DELETE FROM django_migrations WHERE app = 'records'")

    assert wrong(working.office) == {"migrations": "behind"}


def test_another_offices_key_is_told_although_this_process_still_works(working: Desk) -> None:
    (working.home / "key").write_bytes(os.urandom(32))

    assert wrong(working.office) == {"key": "key-wrong"}


def test_records_that_were_sealed_with_another_key_are_told(working: Desk) -> None:
    working.run(("L1", "김하나"))
    database.run_sql('UPDATE runs SET "key" = %s', (os.urandom(60),))

    assert wrong(working.office) == {"key": "seal-broken"}


def test_a_full_disk_is_told(working: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=checks.ROOM_BYTES - 1))

    assert wrong(working.office) == {"disk": "low"}


def test_folders_that_are_gone_are_told(working: Desk) -> None:
    working.office.home.evidence.rmdir()

    assert wrong(working.office) == {"folders": "closed"}


@pytest.mark.parametrize("apart", [checks.APART_S + 0.5, -checks.APART_S - 0.5])
def test_a_clock_apart_from_the_databases_is_told(working: Desk, monkeypatch: pytest.MonkeyPatch, apart: float) -> None:
    monkeypatch.setattr(database, "now", lambda: time.time() + apart)

    assert wrong(working.office) == {"clock": "apart"}


def test_without_the_database_what_needs_it_is_unknown_and_the_rest_is_told(
    working: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise ConnectionError("password=geheim host=db.songpa")

    monkeypatch.setattr(database, "assert_writable", gone)

    assert codes(working.office) == {
        "database": "failed", "migrations": "unknown", "key": "unknown", "worker": "unknown", "clock": "unknown",
        "disk": "ok", "folders": "ok",
    }  # fmt: skip


def test_many_who_ask_at_once_cost_one_look(working: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    look = checks.look

    def noted(office: Office) -> Iterator[Check]:
        looks.append(time.monotonic())
        return look(office)

    monkeypatch.setattr(checks, "look", noted)
    readiness, answers = Readiness(working.office), list[int]()
    visitors = [threading.Thread(target=lambda: answers.append(len(readiness.look()))) for _ in range(40)]

    for each in visitors:
        each.start()
    for each in visitors:
        each.join()

    assert answers == [len(checks.NAMES)] * 40
    assert len(looks) == 1


def test_a_database_that_gives_no_answer_keeps_nobody_waiting(working: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()
    look = checks.look
    monkeypatch.setattr(checks, "PATIENCE_S", 0.05)
    monkeypatch.setattr(checks, "look", lambda office: answers.wait(30) and look(office))
    readiness = Readiness(working.office)

    assert {each.code for each in readiness.look()} == {"silent"}
    assert {each.code for each in readiness.look()} == {"silent"}
    answers.set()
    monkeypatch.setattr(checks, "PATIENCE_S", 30.0)
    assert {each.code for each in readiness.look()} == {"ok"}
