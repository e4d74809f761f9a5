"""What many do on a server at the same moment stands on the records as if one had done it after the other."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from tests.engine.desk import FOUR, Desk, quiet
from tests.server.crowd import at_once

from jikwon.engine import auditing
from jikwon.engine.questions import answering
from jikwon.engine.runs import lifecycle, ordering
from jikwon.model import Stage, State
from jikwon.model.answering import QuestionUnknown
from jikwon.records import acts, database, runs
from jikwon.records.acts import NewIntent
from jikwon.records.database import together
from jikwon.records.failing import RecordsCrossed
from jikwon.trust.rights import Right

CROWD = 6


def intent(key: str, run: str) -> NewIntent:
    return NewIntent(key_hash=key, subject_hash=key, about=b"", kind="send", run=run)


def intended(key: str, run: str) -> bool:
    """Do what the hot path does with a key."""
    with together(shared=True):
        return acts.intend(intent(key, run))


def test_of_many_who_intend_one_act_one_may_do_it(desk: Desk) -> None:
    for number in range(10):
        found = at_once(*(partial(intended, f"key-{number}", f"run-{each}") for each in range(CROWD)))
        assert Counter(found) == {True: 1, False: CROWD - 1}
        line = acts.effect(f"key-{number}")
        assert line is not None
        assert line.run_id == f"run-{found.index(True)}"


def test_of_two_who_renew_one_intent_one_may_do_the_act(desk: Desk) -> None:
    intended("key", "dead")
    line = acts.effect("key")
    assert line is not None

    def renewed(run: str) -> bool:
        with together(shared=True):
            return acts.intend_again(intent("key", run), known=line.intended_at)

    assert sorted(map(str, at_once(*(partial(renewed, f"run-{each}") for each in range(CROWD))))) == [
        *["False"] * (CROWD - 1), "True",
    ]  # fmt: skip


def test_two_runs_with_the_same_letters_at_once_send_each_once(desk: Desk) -> None:
    first, second = desk.run(*FOUR), desk.run(*FOUR)

    def approved(run: str) -> State:
        return lifecycle.approve(desk.office, quiet, run).state

    assert at_once(partial(approved, first.id), partial(approved, second.id)) == [State.RELEASED] * 2
    assert Counter(desk.sent_to) == dict.fromkeys(["L1", "L2", "L3", "L4"], 1)


def test_of_two_who_answer_a_question_one_has_answered(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"))
    question = desk.told(row)["questions"][0]

    def answered() -> None:
        answering.store(desk.office, row.id, question["id"], value="보낸다")

    found = at_once(*[answered] * CROWD)

    assert sum(isinstance(each, QuestionUnknown) for each in found) == CROWD - 1, found
    assert desk.audited().count("question answered") == 1


def test_of_two_who_approve_a_run_one_has_approved(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"))
    boss = desk.office.acting_for("boss", "here")

    def approved() -> State:
        return ordering.approve(boss, row.id, rights={Right.APPROVE, Right.WORK}).state

    found = at_once(*[approved] * CROWD)

    assert [each for each in found if not isinstance(each, Exception)] == [State.QUEUED], found
    assert desk.audited().count("run resumed") == 1


def test_a_stage_is_finished_once(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"))
    runs.change(row.id, database.now(), stage=Stage.HANDLE, state=State.RUNNING)

    def moved() -> bool:
        with together():
            return runs.move(row.id, database.now(), stage=Stage.HANDLE, to=Stage.DELIVER, state=State.RUNNING)

    assert Counter(at_once(*[moved] * CROWD)) == {True: 1, False: CROWD - 1}


def test_the_chain_of_the_trail_has_no_fork(desk: Desk) -> None:
    def told(who: int) -> None:
        for each in range(15):
            desk.office.note("tried", why=f"{who}-{each}")

    assert at_once(*(partial(told, each) for each in range(CROWD))) == [None] * CROWD

    found = auditing.verify(desk.office.chain, desk.office.anchors)
    assert found.holds
    assert Counter(desk.audited())["tried"] == 15 * CROWD


def test_who_reads_and_then_writes_is_alone(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"))

    def counted(*, alone: bool) -> None:
        for _ in range(10):
            with together(shared=not alone):
                if alone:
                    seen = int(database.row("SELECT part FROM runs WHERE id = %s", (row.id,))[0])
                    time.sleep(random.random() / 500)
                    database.run_sql("UPDATE runs SET part = %s WHERE id = %s", (seen + 1, row.id))
                else:
                    database.run_sql("UPDATE runs SET attempt = attempt + 1 WHERE id = %s", (row.id,))

    at_once(*(partial(counted, alone=each % 2 == 0) for each in range(CROWD)))

    assert database.row("SELECT part, attempt FROM runs WHERE id = %s", (row.id,)) == (
        row.part + 10 * CROWD // 2, row.attempt + 10 * CROWD // 2,
    )  # fmt: skip


def test_the_hot_ones_run_beside_each_other_and_never_beside_one_that_is_alone(desk: Desk) -> None:
    inside, most, lock = Counter[str](), Counter[str](), threading.Lock()

    def noted(kind: str, by: int) -> None:
        with lock:
            inside[kind] += by
            most[kind] = max(most[kind], inside[kind])
            assert not (inside["alone"] and inside["shared"])
            assert inside["alone"] <= 1

    def worked(kind: str) -> None:
        for _ in range(8):
            with together(shared=kind == "shared"):
                noted(kind, 1)
                time.sleep(0.01)
                noted(kind, -1)

    found = at_once(*(partial(worked, "shared" if each else "alone") for each in range(CROWD)))

    assert found == [None] * CROWD
    assert most["shared"] > 1


def test_to_be_alone_inside_what_is_shared_is_refused(desk: Desk) -> None:
    with together(), together(shared=True):
        pass
    with pytest.raises(RuntimeError, match="alone"), together(shared=True), together():
        pass
    with together():
        assert database.row("SELECT 1") == (1,)


@pytest.mark.parametrize("seed", range(3))
def test_in_a_crowd_that_does_everything_at_once_nothing_is_lost_or_doubled(desk: Desk, seed: int) -> None:
    keys = [f"key-{each}" for each in range(5)]
    may_do, notes = list[str](), list[int]()  # appending is one step, adding to a count is two

    def noted(chance: random.Random, me: int) -> None:
        desk.office.note("tried", why=str(me))
        notes.append(me)

    def tried(chance: random.Random, me: int) -> None:
        key = chance.choice(keys)
        if intended(key, f"run-{me}"):
            may_do.append(key)

    def received(chance: random.Random, me: int) -> None:
        key, following = chance.sample(keys, 2)
        with together(shared=True):
            acts.receive(key, f"receipt of {me}".encode())
            ours = acts.intend(intent(following, f"run-{me}"))
        if ours:
            may_do.append(following)

    deeds: tuple[Callable[[random.Random, int], None], ...] = (noted, tried, received)

    def busy(me: int) -> None:
        chance = random.Random(seed * 100 + me)
        for _ in range(25):
            with suppress(RecordsCrossed):  # two who took two keys in opposite orders: one of them has written nothing
                chance.choice(deeds)(chance, me)

    assert at_once(*(partial(busy, each) for each in range(CROWD))) == [None] * CROWD

    assert sorted(may_do) == [key for (key,) in database.rows("SELECT key_hash FROM effects ORDER BY 1")]
    assert auditing.verify(desk.office.chain, desk.office.anchors).holds
    assert Counter(desk.audited())["tried"] == len(notes)
