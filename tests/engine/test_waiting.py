"""A run whose receiver lacks something waits by itself, says so, and goes on by itself."""

import threading
import time
from collections.abc import Callable

import pytest
from tests.engine.desk import FOUR, Desk, quiet
from tests.engine.interrupting import KilledHere, letters_code, the_run

from jikwon.engine.acts.waiting import Waiting
from jikwon.engine.runs import lifecycle, retrying
from jikwon.engine.workers.presence import Presence
from jikwon.engine.workers.worker import Worker
from jikwon.model import JikwonError, Stage, State
from jikwon.model.errors import all_errors
from jikwon.model.manifest import Retry
from jikwon.records import database, executors
from jikwon.records.executors import Fenced

OUT_OF_PAPER = "받는 곳에 종이가 없습니다"


class Watcher:
    """Watches a run, and does something as soon as it waits."""

    def __init__(self, then: Callable[[], object]) -> None:
        self.said: list[str] = []
        self._then = then

    def __call__(self, _stage: Stage, _done: int, _total: int) -> None:
        """Hear of progress."""

    def waits_for(self, sentence: str) -> None:
        """Hear what is waited for."""
        self.said.append(sentence)
        if sentence:
            self._then()


def paper(desk: Desk, *, there: bool) -> None:
    assert desk.receiver is not None
    desk.receiver.has_paper = there


def approved(desk: Desk, watcher: Watcher) -> State:
    """Approve four letters whose receiver has no paper, and give the state in which the run rests."""
    paper(desk, there=False)
    row = desk.run(*FOUR)
    return lifecycle.approve(desk.office, watcher, row.id).state


def test_waits_grow_to_the_cap_and_never_end() -> None:
    seconds = retrying.growing(Retry(attempts=1, first_s=1, cap_s=3))

    assert [next(seconds) for _ in range(6)] == [1, 2, 3, 3, 3, 3]


def test_a_run_waits_longer_than_its_attempts_and_then_goes_on(desk: Desk) -> None:
    told: list[str] = []
    timer = threading.Timer(2.0, lambda: paper(desk, there=True))  # four attempts end after 0.4 seconds

    def look() -> None:
        told.append(desk.told(the_run())["waiting_for"])
        timer.start()

    watcher = Watcher(look)

    assert approved(desk, watcher) is State.RELEASED
    assert OUT_OF_PAPER in watcher.said[0]
    assert watcher.said[-1] == ""
    assert told == [watcher.said[0]]
    assert desk.told(the_run())["waiting_for"] == ""
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_a_pause_ends_a_wait_at_once_and_a_resume_goes_on(desk: Desk) -> None:
    paused: list[float] = []

    def pause() -> None:
        lifecycle.pause(desk.office, the_run().id)
        database.close()
        paused.append(time.monotonic())

    assert approved(desk, Watcher(lambda: threading.Timer(0.3, pause).start())) is State.PAUSED
    assert time.monotonic() - paused[0] < 2
    assert desk.told(the_run())["waiting_for"] == ""
    assert desk.sent_to == []
    paper(desk, there=True)

    assert desk.resume(the_run()).state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_a_cancelled_run_waits_no_longer(desk: Desk) -> None:
    state = approved(desk, Watcher(lambda: lifecycle.cancel(desk.office, the_run().id)))

    assert state is State.CANCELLED
    assert desk.sent_to == []


def test_a_fenced_executor_waits_no_longer(desk: Desk) -> None:
    with pytest.raises(Fenced):
        approved(desk, Watcher(lambda: executors.mark(the_run().holder, "dead")))

    assert desk.sent_to == []


def test_a_killed_wait_stands_in_the_run_until_another_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_args: object) -> None:
        raise KilledHere

    with monkeypatch.context() as patch:
        patch.setattr("jikwon.engine.acts.waiting.time.sleep", killed)
        patch.setattr("jikwon.records.lanes.leave", lambda *_args, **_more: None)  # a killed one leaves no lane
        with pytest.raises(KilledHere):
            approved(desk, Watcher(lambda: None))
    assert OUT_OF_PAPER in desk.told(the_run())["waiting_for"]
    paper(desk, there=True)

    assert desk.resume(the_run()).state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_a_worker_that_is_told_to_stop_leaves_the_wait_to_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paper(desk, there=False)
    row = desk.run(*FOUR)
    with Presence(desk.office.home, "approving", kind="foreground"), database.together():
        lifecycle.take(desk.office, row.id, "")
        database.run_sql("UPDATE runs SET approved_by = 'x' WHERE id = %s", (row.id,))
    real, began = Waiting.wait, threading.Event()

    def waits(self: Waiting, error: object) -> None:
        began.set()
        real(self, error)  # type: ignore[arg-type]

    monkeypatch.setattr(Waiting, "wait", waits)
    first = Worker(desk.office, slots=2, capabilities=(), tell=lambda _: None)

    def stop_in_a_moment() -> None:
        began.wait(20)
        time.sleep(0.3)
        first.stop.set()

    threading.Thread(target=stop_in_a_moment).start()
    first.work(until_idle=True)
    assert began.is_set()
    assert desk.fresh(row).state is State.ACTING
    paper(desk, there=True)

    Worker(desk.office, slots=2, capabilities=(), tell=lambda _: None).work(until_idle=True)

    assert desk.fresh(row).state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_elsewhere_a_wait_is_a_system_exception(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    asked: list[str] = []

    def empty(_item: object) -> None:
        asked.append("once more")
        raise of_code("letters-out-of-paper")(receiver="x")

    monkeypatch.setattr(code.rules, "judge", empty)

    row = lifecycle.run(
        desk.office, quiet, slug="test-letters", inputs=[("letters", desk.file(FOUR[0]))],
        settings={"receiver": f"http://127.0.0.1:{desk.port}"}, out=desk.out,
    )  # fmt: skip

    assert row.state is State.FAILED
    assert len(asked) == 4


def of_code(code: str) -> type[JikwonError]:
    return next(each for each in all_errors() if each.code == code)
