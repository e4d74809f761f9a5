"""System exceptions, errors that stop, and what a resume does about them."""

import errno
import time

import pytest
from tests.engine.desk import Desk
from tests.engine.interrupting import KilledHere, killed_at, letters_code, the_run

from jikwon.engine.runs import lifecycle, retrying
from jikwon.engine.workers.presence import Presence
from jikwon.model import InputError, Stage, State
from jikwon.model.manifest import Retry
from jikwon.records import database, executors, runs


def test_waits_double_up_to_the_cap() -> None:
    assert retrying.waits(Retry(attempts=5, first_s=1, cap_s=3)) == [1, 2, 3, 3]
    assert retrying.waits(Retry(attempts=1)) == []
    assert retrying.waits(Retry(attempts=0)) == []


def test_a_system_exception_is_tried_again(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "오류3번"), ("L2", "이두리"), approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]


def test_one_that_outlives_its_retries_fails_and_a_resume_tries_only_that_item(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "오류4번"), ("L2", "이두리"), approve=True)
    assert row.state is State.FAILED
    assert desk.told(row)["items"] == {"total": 2, "done": 1, "excluded": 0, "waiting": 0, "failed": 1}
    assert desk.sent_to == []
    attempts = _attempts(row.id)

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]
    assert _attempts(row.id) == [attempts[0] + 1, attempts[1]]


def test_an_error_that_stops_is_not_tried_again(desk: Desk) -> None:
    began = time.monotonic()

    row = desk.run(("L1", "김하나", "고장"), ("L2", "이두리"), approve=True)

    assert time.monotonic() - began < 2
    assert row.state is State.FAILED
    assert "letters-broken" in row.error
    assert desk.told(row)["error"].startswith("2행의 편지")


def test_a_full_disk_is_tried_again_and_then_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[float] = []

    def is_full(*_: object) -> None:
        tries.append(time.monotonic())
        raise OSError(errno.ENOSPC, "김하나의 파일")

    monkeypatch.setattr(letters_code().sheets, "write_letters", is_full)

    row = desk.run(("L1", "김하나"))

    assert len(tries) > 1
    assert row.state is State.FAILED
    assert "disk-full" in row.error
    assert "김하나" not in row.error


def test_a_foreign_exception_is_told_by_its_place_and_not_its_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_item: object) -> None:
        raise ValueError("김하나 010-0123-4567")

    monkeypatch.setattr(letters_code().rules, "judge", breaks)

    row = desk.run(("L1", "김하나"))

    assert row.state is State.FAILED
    assert "ValueError" in row.error
    assert "김하나" not in row.error
    assert "0123" not in row.error


@pytest.mark.parametrize("function", ["collect", "deliver", "account"])
def test_a_stage_that_fails_is_done_again_by_a_resume(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def breaks(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(letters_code(), function, breaks)
        row = desk.run(("L1", "김하나"), approve=True)
    assert row.state is State.FAILED
    assert row.stage.value == function

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1"]


def test_a_verification_that_breaks_down_is_done_again_by_a_resume(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from jikwon.model.catalog import find

    def breaks(*_args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(find("test-letters").proof, "verify", breaks)
        row = desk.run(("L1", "김하나"), approve=True)
    assert row.state is State.FAILED

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED


def test_a_refuted_run_leaves_only_evidence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    real = code.sheets.write_letters
    monkeypatch.setattr(code.sheets, "write_letters", lambda run, going, *rest: real(run, going[1:], *rest))

    row = desk.run(("L1", "김하나"), ("L2", "이두리"), approve=True)

    assert row.state is State.REFUTED
    assert list(desk.out.iterdir()) == []
    assert {path.name for path in (desk.home / "evidence" / row.id).iterdir()} == {"proof.json", "proof.html"}
    assert desk.told(row)["proof"]["verdict"] == "refuted"
    assert desk.sent_to == []


def test_a_refuted_run_cannot_be_resumed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    real = code.sheets.write_letters
    monkeypatch.setattr(code.sheets, "write_letters", lambda run, going, *rest: real(run, going[1:], *rest))
    row = desk.run(("L1", "김하나"), approve=True)

    with pytest.raises(lifecycle.RunEnded):
        desk.resume(row, approve=True)


def test_unreadable_input_leaves_no_run(desk: Desk) -> None:
    path = desk.folder / "빈.csv"
    path.write_text("이름,전화\n김하나,010-0123-4567\n", "utf-8")

    with pytest.raises(InputError):
        desk.run(path=path)

    assert runs.latest() == []
    assert list((desk.home / "spool").iterdir()) == []


def test_a_run_killed_while_reading_bad_input_fails_when_it_is_taken_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.folder / "빈.csv"
    path.write_text("이름,전화\n김하나,010-0123-4567\n", "utf-8")
    with killed_at(monkeypatch, letters_code(), "collect"):
        desk.run(path=path)

    row = desk.resume(the_run())

    assert row.state is State.FAILED
    assert row.stage is Stage.COLLECT
    assert desk.told(row)["error"]


@pytest.mark.parametrize("stage", ["collect", "handle", "deliver", "verify", "release", "act", "account"])
def test_a_kill_at_the_end_of_a_stage_is_made_good_by_a_resume(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    from jikwon.engine import stages

    real = stages.STAGES[Stage(stage)]

    def killing(active: object, start: int) -> None:
        real(active, start)  # type: ignore[arg-type]
        raise KilledHere

    with monkeypatch.context() as patch:
        patch.setitem(stages.STAGES, Stage(stage), killing)
        with pytest.raises(KilledHere):
            desk.run(("L1", "김하나"), ("L2", "이두리"), approve=True)

    row = the_run()
    row = desk.resume(row) if row.state is not State.RELEASED else row

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]
    assert list((desk.home / "spool").iterdir()) == []


def test_an_interrupted_run_rests_paused_and_no_worker_takes_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(letters_code().rules, "judge", interrupted)
        with pytest.raises(KeyboardInterrupt):
            desk.run(("L1", "김하나"), approve=True)

    assert the_run().state is State.PAUSED
    assert desk.resume(the_run()).state is State.RELEASED


def test_a_run_in_other_hands_is_busy(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"))
    with Presence(desk.office.home, "other", kind="foreground") as other:
        runs.change(row.id, time.time(), state=State.RUNNING, holder=other.id)

        with pytest.raises(lifecycle.RunBusy):
            desk.resume(row)

    assert desk.resume(row).state is State.AWAITING_APPROVAL


def test_a_run_without_a_holder_is_busy_while_a_worker_lives(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"))
    runs.change(row.id, time.time(), state=State.RUNNING)
    with (
        Presence(desk.office.home, "worker-0", kind="worker"),
        pytest.raises(lifecycle.RunBusy),
    ):
        desk.resume(row)


def test_a_dead_worker_keeps_nobody_from_resuming(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"))
    runs.change(row.id, time.time(), state=State.RUNNING)
    executors.add("worker-0:dead", kind="worker", host="elsewhere", pid=1, capabilities=(), now=time.time() - 60)

    assert desk.resume(row).state is State.AWAITING_APPROVAL


def _attempts(run: str) -> list[int]:
    return [
        int(each[0]) for each in database.rows("SELECT attempts FROM items WHERE run_id = %s ORDER BY position", (run,))
    ]
