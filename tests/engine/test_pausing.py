"""A run that is paused, cancelled, or whose executor is fenced: what is done of it, and by whom."""

import threading
import time

import pytest
from tests.engine.desk import FOUR, Desk
from tests.engine.interrupting import after_each_letter, letters_code, the_run

from jikwon.engine.active import Active
from jikwon.engine.acts import effects
from jikwon.engine.acts.effects import LedgerEffects
from jikwon.engine.runs import lifecycle
from jikwon.model import Act, Receipt, State
from jikwon.records import database, executors
from jikwon.records.executors import Fenced


def test_a_fenced_executor_neither_acts_nor_writes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "FENCE_S", 0.0)
    with after_each_letter(monkeypatch, lambda: executors.mark(the_run().holder, "dead")), pytest.raises(Fenced):
        desk.run(*FOUR, approve=True)

    assert desk.sent_to == ["L1"]
    assert desk.told(the_run())["acts"]["done"] == 0
    row = desk.resume(the_run())
    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_an_executor_that_is_fenced_while_it_prepares_an_act_does_not_do_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effects, "FENCE_S", 0.0)
    code = letters_code()
    real = code.act
    begun: list[str] = []

    def slowly(run: Active, act: Act, once: LedgerEffects) -> Receipt:
        begun.append(act.item)
        if len(begun) == 2:  # its intent was written together with the first one's receipt
            executors.mark(the_run().holder, "dead")
        receipt: Receipt = real(run, act, once)
        return receipt

    monkeypatch.setattr(code, "act", slowly)

    with pytest.raises(Fenced):
        desk.run(*FOUR, approve=True)

    assert (begun, desk.sent_to) == (["L1", "L2"], ["L1"])


def test_a_cancelled_run_records_the_act_in_hand_and_does_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with after_each_letter(monkeypatch, lambda: lifecycle.cancel(desk.office, the_run().id)):
        row = desk.run(*FOUR, approve=True)

    assert row.state is State.CANCELLED
    assert desk.sent_to == ["L1"]
    assert desk.told(row)["acts"]["done"] == 1
    assert desk.run(*FOUR, approve=True).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_a_paused_run_goes_on_where_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with after_each_letter(monkeypatch, lambda: lifecycle.pause(desk.office, the_run().id)):
        row = desk.run(*FOUR, approve=True)
    assert row.state is State.PAUSED
    assert desk.sent_to == ["L1"]

    row = desk.resume(row)

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_a_run_paused_and_resumed_elsewhere_is_done_by_one_of_the_two(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = letters_code()
    real = code.steps._post
    first = threading.Event()

    def slowly(at: str, act: Act) -> Receipt:
        if not first.is_set():
            first.set()
            time.sleep(0.5)
        receipt: Receipt = real(at, act)
        return receipt

    monkeypatch.setattr(code.steps, "_post", slowly)
    path = desk.file(*FOUR)

    def work() -> None:
        desk.run(path=path, approve=True)
        database.close()

    one = threading.Thread(target=work)
    one.start()
    assert first.wait(10)
    lifecycle.pause(desk.office, the_run().id)
    row = desk.resume(the_run())
    one.join()

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]
