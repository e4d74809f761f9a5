"""A robot that dies around an act, and a receiver that forgets."""

from collections.abc import Callable

from jikwon import testing
from jikwon.model import State
from jikwon.testing import Fault

from ..acting.receiving import RunningReceiver

Run = Callable[..., testing.RunResult]


def test_a_crash_before_the_act_is_mended_by_doing_it(
    run: Run, office: testing.Office, receiver: RunningReceiver
) -> None:
    office.effects.faults["send"] = Fault.CRASH_BEFORE
    killed = run("L1,김하나", "L2,이두리", approve=True)

    assert (killed.state, receiver.sent_to()) == (State.ACTING, [])

    assert office.resume(killed).state is State.RELEASED
    assert receiver.sent_to() == ["L1", "L2"]


def test_a_crash_after_the_act_is_mended_by_asking_the_receiver(
    run: Run, office: testing.Office, receiver: RunningReceiver
) -> None:
    office.effects.faults["send"] = Fault.CRASH_AFTER
    killed = run("L1,김하나", "L2,이두리", approve=True)

    assert office.resume(killed).state is State.RELEASED
    assert receiver.sent_to() == ["L1", "L2"]


def test_a_receiver_that_restarted_cannot_tell_and_a_person_says_that_it_was_done(
    run: Run, office: testing.Office, receiver: RunningReceiver
) -> None:
    office.effects.faults["send"] = Fault.CRASH_AFTER
    killed = run("L1,김하나", approve=True)
    receiver.restart()

    asked = office.resume(killed)

    assert (asked.state, asked.acts["waiting"]) == (State.NEEDS_PEOPLE, 1)
    question = asked.questions[0]
    assert set(question.choices) == {"done", "not-done"}

    ended = office.answer(asked, {(question.key, question.code): "done"})

    assert ended.state is State.RELEASED
    assert receiver.sent_to() == ["L1"]
    assert ended.sheet("ledger", "발송대장")[0]["접수번호"] is None


def test_a_person_who_says_that_it_was_not_done_has_it_done(
    run: Run, office: testing.Office, receiver: RunningReceiver
) -> None:
    office.effects.faults["send"] = Fault.CRASH_BEFORE
    killed = run("L1,김하나", approve=True)
    office.effects.faults["send"] = Fault.FORGOTTEN
    asked = office.resume(killed)
    question = asked.questions[0]

    assert office.answer(asked, {(question.key, question.code): "not-done"}).state is State.RELEASED
    assert receiver.sent_to() == ["L1"]
