"""Nothing personal in clear, keys destroyed on time, and an audit trail that shows every change."""

import threading
import time
from pathlib import Path

import pytest
from tests import looking
from tests.engine.desk import Desk, Row

from jikwon.engine import auditing
from jikwon.engine.runs import lifecycle
from jikwon.engine.workers.durable import Durable
from jikwon.engine.workers.worker import Worker
from jikwon.model import State
from jikwon.records import database, runs

NAMES = ("황보가온누리", "남궁슬옹이")
PHONES = ("010-0471-8293", "010-0538-1746")
ROWS: tuple[Row, ...] = (
    ("L1", NAMES[0], "", "일반", "", "1"),
    ("L2", NAMES[1], "질문", "일반", "", "1"),
    ("L3", PHONES[0], "", PHONES[1], "", "1"),
)


def everything_kept(home: Path) -> dict[str, bytes]:
    """Read every file of the home folder but the outputs, which people are meant to read."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.relative_to(home).parts[0] != "outputs"
    }


def leaks(home: Path, *words: str) -> list[tuple[str, str]]:
    """List (file, word) for every word that stands somewhere in clear, in any usual encoding."""
    encodings = ("utf-8", "cp949", "utf-16-le")
    return [
        (name, word)
        for name, data in everything_kept(home).items()
        for word in words
        for form in (*(word.encode(each) for each in encodings), ascii(word)[1:-1].encode())
        if form in data
    ]


def test_nothing_personal_is_kept_in_clear(desk: Desk) -> None:
    row = desk.run(*ROWS, approve=True, partial=True)
    desk.answer(row, "letter-unclear", exclude=f"{NAMES[1]} 씨가 거절, {PHONES[1]}")
    row = desk.resume(row, approve=True)
    refused = desk.run(("L4", NAMES[0], "", "", "", "refuse"), ("L5", NAMES[1], "고장"), approve=True)

    assert (row.state, refused.state) == (State.RELEASED, State.FAILED)
    assert leaks(desk.home, *NAMES, *PHONES) == []


def test_what_a_worker_leaves_in_the_queue_names_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Durable, "forget_ended", lambda *_: None)  # so that there is something to look at
    row = desk.run(*ROWS, partial=True)
    with database.together():
        lifecycle.take(desk.office, row.id, "")
        runs.change(row.id, time.time(), approved_by="승인자")

    work(desk)

    assert desk.fresh(row).state is State.NEEDS_PEOPLE
    assert len(desk.sent_to) == 2
    assert leaks(desk.home, *NAMES, *PHONES) == []
    payloads = looking.queue(desk.home)
    assert row.id in payloads
    assert not [word for word in ("L1", "받는분", "letter-unclear", "승인자") if word in payloads]


def test_the_queue_forgets_a_run_that_rests(desk: Desk) -> None:
    row = desk.run(*ROWS, partial=True)
    with database.together():
        lifecycle.take(desk.office, row.id, "")
        runs.change(row.id, time.time(), approved_by="승인자")

    work(desk)

    assert desk.fresh(row).state is State.NEEDS_PEOPLE
    assert row.id not in looking.queue(desk.home)


def work(desk: Desk) -> None:
    """Let a worker in this process do what is open, without its signal handlers."""
    Worker(desk.office, slots=2, capabilities=(), tell=lambda _: None).work(until_idle=True)


def test_working_copies_are_destroyed_at_the_end_and_it_is_recorded(desk: Desk) -> None:
    waiting = desk.run(*ROWS, approve=True)
    assert len(list((desk.home / "spool" / waiting.id).iterdir())) == 1

    desk.answer(waiting, "letter-unclear", "보낸다")
    desk.resume(waiting, approve=True)

    assert list((desk.home / "spool").iterdir()) == []
    assert "working copies destroyed" in desk.audited()


def test_a_cancelled_run_keeps_no_working_copies(desk: Desk) -> None:
    row = desk.run(*ROWS)

    lifecycle.cancel(desk.office, row.id)

    assert list((desk.home / "spool").iterdir()) == []
    assert list(desk.out.iterdir()) == []


def test_the_audit_trail_holds_after_a_run(desk: Desk) -> None:
    desk.run(("L1", NAMES[0]), approve=True)

    found = auditing.verify(desk.office.chain, desk.office.anchors)

    assert found.holds
    assert found.entries >= 4


@pytest.mark.parametrize("seq", [1, 2, 4])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET entry = replace(entry, '\"count\": 1', '\"count\": 2') WHERE seq = %s",
        "UPDATE audit SET link = 'ab' || substr(link, 3) WHERE seq = %s",
        "DELETE FROM audit WHERE seq = %s",
        "DELETE FROM audit WHERE seq >= %s",
        "UPDATE audit SET seq = seq + 1000 WHERE seq = %s",
    ],
)
def test_a_changed_or_missing_audit_row_is_found(desk: Desk, change: str, seq: int) -> None:
    desk.run(("L1", NAMES[0]), approve=True)
    looking.change(desk.home, change, (seq,))

    assert not auditing.verify(desk.office.chain, desk.office.anchors).holds


@pytest.mark.sqlite("its own ways of syncing")
def test_the_records_are_synced_before_they_count(desk: Desk) -> None:
    assert database.row("PRAGMA synchronous") == (2,)
    assert database.row("PRAGMA journal_mode") == ("wal",)


@pytest.mark.sqlite("its own ways of syncing")
def test_another_thread_syncs_as_well(desk: Desk) -> None:
    found: list[object] = []

    def look() -> None:
        found.append(database.row("PRAGMA synchronous"))
        database.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert found == [(2,)]


def test_moments_of_a_run_are_in_order(desk: Desk) -> None:
    before = time.time()

    row = desk.run(("L1", NAMES[0]), approve=True)

    assert row.ended_at is not None
    assert before <= row.created_at <= row.changed_at <= time.time()
    assert row.created_at <= row.ended_at <= time.time()
    assert 0 < row.robot_s < 60
    moments = database.rows("SELECT intended_at, receipt_at FROM effects")
    assert all(row.created_at <= intended <= received <= row.ended_at for intended, received in moments)


def test_the_home_is_closed_to_others(desk: Desk) -> None:
    desk.run(*ROWS, approve=True, partial=True)

    folders = [desk.home, *(path for path in desk.home.rglob("*") if path.is_dir())]
    assert [path for path in folders if path.stat().st_mode & 0o077] == []
    databases = [path for path in desk.home.glob("*.sqlite*") if path.stat().st_mode & 0o077]
    assert [path.name for path in databases if not path.name.endswith(("-wal", "-shm"))] == []
