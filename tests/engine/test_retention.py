"""When a run's retention has ended nothing that it kept can be opened any more, and what was done once stays done."""

import json
import time
from pathlib import Path

import pytest
from tests.engine.desk import Desk
from tests.looking import everything

from jikwon.engine.files import downloads, retention
from jikwon.engine.reports import outcomes, proofs
from jikwon.engine.workers.worker import Worker
from jikwon.model import State
from jikwon.records import database, runs
from jikwon.records.runs import RunRow
from jikwon.trust.destroy import HOLD, RECORD

DAY_S = 86_400


@pytest.fixture
def ended(desk: Desk) -> RunRow:
    """A released run whose outputs lie in the home."""
    desk.out = desk.office.home.outputs
    row = desk.run(("L1", "김하나"), ("L2", "이두리"), approve=True)
    assert row.state is State.RELEASED
    assert released(desk, row).exists()
    return row


def released(desk: Desk, row: RunRow) -> Path:
    return desk.office.home.outputs / row.id


def days_ago(row: RunRow, days: float) -> None:
    database.run_sql("UPDATE runs SET ended_at = %s WHERE id = %s", (time.time() - days * DAY_S, row.id))


def fresh(row: RunRow) -> RunRow:
    found = runs.get(row.id)
    assert found is not None
    return found


def test_files_evidence_and_key_are_gone_and_the_destruction_is_on_record(desk: Desk, ended: RunRow) -> None:
    days_ago(ended, 366)

    assert retention.sweep(desk.office) == 1

    row = fresh(ended)
    assert row.key is None
    assert not released(desk, ended).exists()
    assert proofs.load(desk.office, row) is not None
    kept = [path.name for path in (desk.office.home.evidence / row.id).rglob("*") if path.is_file()]
    assert kept
    assert all(name.startswith("proof.") for name in kept)
    told = [json.loads(line) for line in (desk.office.home.logs / RECORD).read_text("utf-8").splitlines()]
    assert (told[0]["what"], told[0]["rule"]) == (f"outputs/{row.id}", "records_days")
    assert "run destroyed" in everything(desk.office.home.root)
    assert retention.sweep(desk.office) == 0


def test_a_worker_destroys_what_is_due_by_itself(desk: Desk, ended: RunRow) -> None:
    days_ago(ended, 366)

    Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None).work(until_idle=True)

    assert fresh(ended).key is None
    assert not released(desk, ended).exists()


def test_whoever_looks_at_it_later_sees_counts_and_no_content(desk: Desk, ended: RunRow) -> None:
    days_ago(ended, 366)
    retention.sweep(desk.office)

    row = fresh(ended)

    assert desk.told(row)["items"]["done"] == 2
    assert downloads.count(row) == 0
    assert downloads.files(desk.office, row) == []
    assert downloads.destroyed(desk.office, row) is not None
    assert "김하나" not in json.dumps(desk.told(row), ensure_ascii=False)
    assert outcomes.lines(desk.office, row) == []


def test_what_was_sent_once_is_not_sent_again_when_the_run_is_gone(desk: Desk, ended: RunRow) -> None:
    days_ago(ended, 366)
    retention.sweep(desk.office)

    desk.run(("L1", "김하나"), ("L2", "이두리"), approve=True)

    assert sorted(desk.sent_to) == ["L1", "L2"]


@pytest.mark.parametrize("days", [0, 364.9])
def test_nothing_is_destroyed_before_its_day(desk: Desk, ended: RunRow, days: float) -> None:
    days_ago(ended, days)

    assert retention.sweep(desk.office) == 0

    assert fresh(ended).key is not None
    assert released(desk, ended).exists()


@pytest.mark.parametrize("place", ["outputs", "evidence"])
def test_a_legal_hold_beats_retention_for_all_that_the_run_keeps(desk: Desk, ended: RunRow, place: str) -> None:
    days_ago(ended, 366)
    (desk.office.home.root / place / ended.id / HOLD).touch()

    assert retention.sweep(desk.office) == 0

    assert fresh(ended).key is not None
    assert released(desk, ended).exists()


def test_a_run_that_waits_for_people_is_kept_however_old_it_is(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"))
    assert row.state is State.NEEDS_PEOPLE
    database.run_sql("UPDATE runs SET created_at = 0, changed_at = 0 WHERE id = %s", (row.id,))

    assert retention.sweep(desk.office) == 0


def test_a_sweep_that_was_cut_off_is_finished_by_the_next(
    desk: Desk, ended: RunRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_ago(ended, 366)
    with monkeypatch.context() as patch:
        patch.setattr(runs, "destroy_key", lambda _run: [][0])
        with pytest.raises(IndexError):
            retention.sweep(desk.office)
    assert fresh(ended).key is not None

    assert retention.sweep(desk.office) == 1

    assert fresh(ended).key is None


@pytest.mark.sqlite("what a server's files hold is the server's matter")
def test_the_key_is_in_no_file_of_the_database_any_more(desk: Desk, ended: RunRow) -> None:
    key = fresh(ended).key
    assert key is not None
    days_ago(ended, 366)

    retention.sweep(desk.office)

    assert all(key not in path.read_bytes() for path in desk.office.home.root.glob("records.sqlite*"))
