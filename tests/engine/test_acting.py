"""Acts outside: each once, whatever happens on the way."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from tests import looking
from tests.engine.desk import FOUR, Desk, quiet
from tests.engine.interrupting import KilledHere, killed_at, letters_code, the_run

from jikwon.engine.active import Active
from jikwon.engine.acts.effects import LedgerEffects
from jikwon.engine.acts.repeating import NothingToRepeat
from jikwon.engine.questions import answering
from jikwon.engine.runs import lifecycle
from jikwon.engine.stages import act as act_stage
from jikwon.engine.workers.presence import Presence
from jikwon.model import Act, Intent, Probe, Receipt, Stage, State
from jikwon.model.answering import AnswerInvalid
from jikwon.records import acts, database
from jikwon.records.runs import RunRow


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("nth", [1, 2, 4])
def test_a_kill_around_the_effect_sends_each_letter_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, nth: int, after: bool
) -> None:
    code = letters_code()
    with killed_at(monkeypatch, code.steps, "_post", nth=nth, after=after):
        desk.run(*FOUR, approve=True)

    row = desk.resume(the_run())

    assert row.state is State.RELEASED
    assert Counter(desk.sent_to) == Counter(dict.fromkeys(["L1", "L2", "L3", "L4"], 1))


@pytest.mark.parametrize("nth", [1, 3])
def test_a_kill_around_the_record_of_a_receipt_sends_each_letter_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    with killed_at(monkeypatch, act_stage, "_record", nth=nth):
        desk.run(*FOUR, approve=True)

    row = desk.resume(the_run())

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_a_receiver_that_restarted_after_the_kill_makes_the_run_ask(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = letters_code()
    with killed_at(monkeypatch, code.steps, "_post", nth=2, after=True):
        desk.run(*FOUR, approve=True)
    desk.restart_receiver()

    row = desk.resume(the_run())

    assert row.state is State.NEEDS_PEOPLE
    assert desk.codes(row) == ["act-in-doubt"]
    assert desk.told(row)["acts"] == {"planned": 4, "done": 1, "waiting": 3}
    desk.answer(row, "act-in-doubt", "done")
    row = desk.resume(row)
    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_a_person_may_say_that_an_act_was_not_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    with killed_at(monkeypatch, code.steps, "_post", nth=2):
        desk.run(*FOUR, approve=True)
    desk.restart_receiver()
    row = desk.resume(the_run())
    assert row.state is State.NEEDS_PEOPLE

    desk.answer(row, "act-in-doubt", "not-done")
    row = desk.resume(row)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]


def test_a_doubtful_act_holds_up_its_own_lane_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    rows = [(f"L{number}", f"받는이{number}", "", "가" if number % 2 else "나") for number in range(8)]
    with killed_at(monkeypatch, code.steps, "_post", nth=2):
        desk.run(*rows, approve=True)
    desk.restart_receiver()

    row = desk.resume(the_run())

    assert row.state is State.NEEDS_PEOPLE
    assert len(desk.sent_to) == 5
    assert desk.told(row)["acts"]["waiting"] == 3


def test_acts_of_a_lane_go_in_the_order_of_the_plan(desk: Desk) -> None:
    desk.run(*((f"L{number:02}", "김하나", "", "가" if number % 3 else "나") for number in range(30)), approve=True)

    for lane in ([n for n in range(30) if n % 3], [n for n in range(30) if not n % 3]):
        wanted = [f"L{number:02}" for number in lane]
        assert [each for each in desk.sent_to if each in wanted] == wanted


def test_a_second_run_gets_the_receipts_and_does_nothing(desk: Desk) -> None:
    first = desk.run(*FOUR, approve=True)

    second = desk.run(*FOUR, approve=True)

    assert second.state is State.RELEASED
    assert len(desk.sent_to) == 4
    assert desk.released(second)["ledger.xlsx"] == desk.released(first)["ledger.xlsx"]


def test_a_corrected_letter_is_a_new_version_and_goes(desk: Desk) -> None:
    desk.run(("L1", "김하나"), ("L2", "이두리"), approve=True)

    desk.run(("L1", "김하나"), ("L2", "이두리", "", "", "", "2"), approve=True)

    assert desk.sent_to == ["L1", "L2", "L2"]


def test_two_runs_that_want_the_same_acts_at_once_do_them_once(desk: Desk) -> None:
    rows = [(f"L{number:02}", "김하나") for number in range(20)]
    first, second = desk.file(*rows, name="가.csv"), desk.file(*rows, name="나.csv")
    assert desk.receiver is not None
    desk.receiver.delay_s = 0.01
    ended: list[State] = []

    def work(path: Any) -> None:
        ended.append(desk.run(path=path, approve=True).state)
        database.close()

    both = [threading.Thread(target=work, args=(path,)) for path in (first, second)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert ended == [State.RELEASED, State.RELEASED]
    assert sorted(desk.sent_to) == [row[0] for row in rows]


def test_doing_an_act_again_is_a_new_version_with_an_audited_reason(desk: Desk) -> None:
    row = desk.run(*FOUR, approve=True)
    key = _keys(desk, row)[1]
    first = desk.released(row)

    row = lifecycle.repeat(desk.office, quiet, row.id, key, reason="용지가 찢어짐")

    assert row.state is State.RELEASED
    assert desk.released(row) == first
    assert set(desk.released(row, part=2)) == {"ledger.xlsx", "proof.json", "proof.html"}
    assert sorted(desk.sent_to) == ["L1", "L2", "L2", "L3", "L4"]
    assert "act repeated" in desk.audited()
    assert _keys(desk, row)[4] == f"{key}.2"


def test_only_what_was_done_can_be_done_again(desk: Desk) -> None:
    row = desk.run(*FOUR)

    with pytest.raises(NothingToRepeat):
        lifecycle.repeat(desk.office, quiet, row.id, _keys(desk, row)[0], reason="시험")

    assert desk.sent_to == []


def test_a_busy_receiver_is_tried_again(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "", "", "", "busy-2"), ("L2", "이두리"), approve=True)

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L2"]


def test_a_refused_act_fails_the_run_and_a_resume_does_what_is_left(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "", "", "", "refuse"), ("L3", "박세나"), approve=True)
    assert row.state is State.FAILED
    assert "letters-refused" in row.error
    assert desk.sent_to == ["L1"]
    assert desk.receiver is not None
    desk.receiver.takes_everything = True

    row = desk.resume(row)

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3"]


def test_reaching_for_another_act_is_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()

    def other(run: Active, act: Act, effects: LedgerEffects) -> Receipt:
        return effects.once(run.act("send", "L9"), do=_never, seen=lambda _: Probe.NOT_THERE)

    monkeypatch.setattr(code, "act", other)

    row = desk.run(*FOUR, approve=True)

    assert row.state is State.FAILED
    assert "act-unplanned" in row.error


def test_before_approval_no_act_can_be_reached(desk: Desk) -> None:
    row = desk.run(*FOUR)
    with Presence(desk.office.home, "sneaking", kind="foreground") as presence:
        active = Active(desk.office, desk.fresh(row), presence.id)
        planned = acts.of_run(row.id)[0]
        act = active.seal.unpack(planned.act, Act, "acts", planned.position)
        reached = LedgerEffects(active, act, planned.key_hash, intended=False)

        with pytest.raises(Exception, match=row.id):
            reached.once(act, do=_never, seen=lambda _: Probe.NOT_THERE)
        with pytest.raises(Exception, match=row.id):
            act_stage.perform(active, 0)

    assert acts.effect(planned.key_hash) is None


def test_what_is_noted_on_the_way_survives_a_kill(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    seen: list[Intent] = []

    def dies(run: Active, act: Act, effects: LedgerEffects) -> Receipt:
        def do(note: Callable[[dict[str, str]], None]) -> Receipt:
            note({"job": "김하나-77"})
            raise KilledHere

        return effects.once(act, do=do, seen=lambda _: Probe.NOT_THERE)

    def finds(run: Active, act: Act, effects: LedgerEffects) -> Receipt:
        def find(intent: Intent) -> Receipt:
            seen.append(intent)
            return Receipt(key=act.key, data={"number": intent.noted["job"]})

        return effects.once(act, do=_never, seen=find)

    monkeypatch.setattr(code, "act", dies)
    with pytest.raises(KilledHere):
        desk.run(("L1", "김하나"), approve=True)
    monkeypatch.setattr(code, "act", finds)

    row = desk.resume(the_run())

    assert row.state is State.RELEASED
    assert [intent.noted for intent in seen] == [{"job": "김하나-77"}]
    held = looking.everything(desk.home).lower()
    assert "김하나-77" not in held
    assert "김하나-77".encode().hex() not in held


def test_receipts_that_do_not_fit_the_ledger_refute_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    real = code.sheets.write_ledger
    monkeypatch.setattr(code.sheets, "write_ledger", lambda run, receipts: real(run, receipts[1:]))

    row = desk.run(*FOUR, approve=True)

    assert row.state is State.REFUTED
    assert len(desk.sent_to) == 4
    assert desk.fresh(row).stage is Stage.ACCOUNT


def test_a_question_about_an_act_takes_its_choices_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    with killed_at(monkeypatch, code.steps, "_post"):
        desk.run(*FOUR, approve=True)
    desk.restart_receiver()
    row = desk.resume(the_run())

    with pytest.raises(AnswerInvalid):
        desk.answer(row, "act-in-doubt", "아마도")
    with pytest.raises(answering.NotExcludable):
        desk.answer(row, "act-in-doubt", exclude="모름")

    assert desk.codes(row) == ["act-in-doubt"]


def _keys(desk: Desk, row: RunRow) -> list[str]:
    active = Active(desk.office, desk.fresh(row), "test")
    return [active.seal.unpack(each.act, Act, "acts", each.position).key for each in acts.of_run(row.id)]


def _never(*_args: object) -> Receipt:
    raise AssertionError("must not be done")
