"""Acts outside: one lane at a time, in the plan's order, each once."""

import secrets
import time
from collections.abc import Callable

from jikwon.engine import asking, burying
from jikwon.engine.active import Active, Stopped
from jikwon.engine.effects import POLL_S, LedgerEffects, pack
from jikwon.engine.retrying import failure, waits
from jikwon.model import Act, Handling, JikwonError, Receipt, Stage, State
from jikwon.model.answering import about_act
from jikwon.model.planning import ActWithoutReceipt
from jikwon.records import acts, questions, runs
from jikwon.records.acts import PlannedRow
from jikwon.records.executors import Fenced

AHEAD = 200


def perform(active: Active, lane: int) -> None:
    """Do the acts of a lane until it is done, or one of them needs a person or has failed.

    Effects: what the acts do. Repeatable: yes, through the ledger; between two effects there is one
    commit, which holds the receipt of the first and the intent of the second.
    """
    token = secrets.token_hex(8)
    while not _claim(active, lane, token):
        time.sleep(POLL_S)  # whoever was paused here ends the act in hand first
        burying.release_dead(active.office, by=active.executor, now=time.time())
    try:
        _through(active, lane)
    finally:
        acts.leave(active.id, lane, token=token)


def _claim(active: Active, lane: int, token: str) -> bool:
    with active.writing():
        return acts.claim(active.id, lane, executor=active.executor, token=token)


def _through(active: Active, lane: int) -> None:
    intended = False
    while todo := acts.next_in_lane(active.id, lane, AHEAD):
        for planned, following in zip(todo, [*todo[1:], None], strict=True):
            if planned.state != "planned":
                return
            done, intended = _do(active, planned, following, intended=intended)
            if not done:
                return


def finish(active: Active) -> None:
    """Go on when no lane can: to the ledger of receipts, to people, or to `failed`."""
    with active.writing():
        if acts.open_lanes(active.id):
            return
        counts = acts.counts(active.id)
        if counts.get("in-doubt"):
            active.end(State.NEEDS_PEOPLE)
        elif counts.get("failed"):
            active.end(State.FAILED, error=acts.first_error(active.id))
        else:
            runs.move(active.id, active.now(), stage=Stage.ACT, to=Stage.ACCOUNT, state=State.ACTING)


def _do(active: Active, planned: PlannedRow, following: PlannedRow | None, *, intended: bool) -> tuple[bool, bool]:
    """Do one act; tell whether it is done, and whether the next one's intent is written already."""
    act = active.seal.unpack(planned.act, Act, "acts", planned.position)
    effects = LedgerEffects(active, act, planned.key_hash, intended=intended)
    waiting = waits(active.manifest.retry)
    work = active.process_.function("act")
    while True:
        known = _attempt(active, work, act, effects)
        if known is None:
            return True, _record(active, planned, following, effects)
        if isinstance(known, Stopped | Fenced):
            raise known
        if known.handling is not Handling.RETRY or not waiting:
            _give_up(active, planned, act, known)
            return False, False
        time.sleep(waiting.pop(0))
        effects = LedgerEffects(active, act, planned.key_hash, intended=False)


def _attempt(active: Active, work: Callable[..., Receipt], act: Act, effects: LedgerEffects) -> JikwonError | None:
    try:
        work(active, act, effects)
    except Exception as error:  # noqa: BLE001 - whatever fails, what was done must be recorded first
        if effects.receipt is None:
            return failure(error)
    return None if effects.receipt is not None else ActWithoutReceipt(act=act.key)


def _record(active: Active, planned: PlannedRow, following: PlannedRow | None, effects: LedgerEffects) -> bool:
    now = time.time()
    with active.writing(ended_too=True):
        if effects.is_new and effects.receipt is not None:
            acts.receive(planned.key_hash, pack(active, effects.receipt, planned.key_hash), now)
        acts.mark(active.id, planned.position, "done")
        if following is None or following.state != "planned" or not active.is_open():
            return False
        return acts.intend(following.key_hash, kind=following.kind, run=active.id, at=now)


def _give_up(active: Active, planned: PlannedRow, act: Act, known: JikwonError) -> None:
    with active.writing(ended_too=True):
        if known.handling is Handling.ASK:
            acts.mark(active.id, planned.position, "in-doubt", error=known.dumps())
            questions.ask([asking.row_for(active, Stage.ACT, about_act(act, known))])
        else:
            acts.mark(active.id, planned.position, "failed", error=known.dumps())
