"""Acts outside: one lane at a time, in the plan's order, each once."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from jikwon.engine import observing
from jikwon.engine.active import Active, Stopped
from jikwon.engine.acts import reaching
from jikwon.engine.acts.effects import POLL_S, LedgerEffects, pack
from jikwon.engine.acts.ledger import intent
from jikwon.engine.acts.waiting import Waiting, stand_by
from jikwon.engine.questions import asking
from jikwon.engine.runs.retrying import failure, waits
from jikwon.engine.stopwatch import elapsed
from jikwon.engine.workers import takeover
from jikwon.model import Act, Handling, JikwonError, Receipt, Stage, State
from jikwon.model.answering import about_act
from jikwon.model.planning import ActWithoutReceipt
from jikwon.records import acts, database, lanes, questions, runs
from jikwon.records.acts import PlannedRow
from jikwon.records.database import RecordsBusy
from jikwon.records.executors import Fenced

AHEAD = 200
RECEIPT_S = 120.0
"""So long a receipt is kept in hand while the records cannot be reached."""
_performing = set[str]()
"""The tokens of the lanes that this process performs at this moment."""


@dataclass(frozen=True, slots=True)
class _Todo:
    """A planned act, opened."""

    planned: PlannedRow
    act: Act


def perform(active: Active, lane: int) -> None:
    """Do the acts of a lane until it is done, or one of them needs a person or has failed.

    Effects: what the acts do. Repeatable: yes, through the ledger; between two effects there is one
    commit, which holds the receipt of the first and the intent of the second.
    """
    token = secrets.token_hex(8)
    _performing.add(token)
    try:
        while not _claim(active, lane, token):
            time.sleep(POLL_S)  # whoever was paused here ends the act in hand first
            takeover.release_dead(active.office, by=active.executor)
            let_go(active.executor)
        try:
            _through(active, lane, Waiting(active, lane, token))
        finally:
            lanes.leave(active.id, lane, token=token)
    finally:
        _performing.discard(token)


def let_go(executor: str) -> None:
    """Give back the lanes that only seem to be in an executor's hand, which is this process.

    That is those whose end the records could not be told: their server was away, or its disk full. Nobody else may
    take a lane of an executor that lives, so it would keep them until it ends.
    """
    for run, lane, token in lanes.of(executor):
        if token not in _performing:
            lanes.leave(run, lane, token=token)


def _claim(active: Active, lane: int, token: str) -> bool:
    """Take a lane; hot: of two who claim it at once the lane's one row takes the first, and the second sees it."""
    with active.writing(shared=True):
        return lanes.claim(active.id, lane, executor=active.executor, token=token)


def _through(active: Active, lane: int, waiting: Waiting) -> None:
    intended = False
    while todo := [_opened(active, each) for each in acts.next_in_lane(active.id, lane, AHEAD)]:
        for each, following in zip(todo, [*todo[1:], None], strict=True):
            if each.planned.state != "planned":
                return
            done, intended = _do(active, each, following, waiting, intended=intended)
            if not done:
                return


def _opened(active: Active, planned: PlannedRow) -> _Todo:
    return _Todo(planned, active.seal.unpack(planned.act, Act, "acts", planned.position))


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


def _do(active: Active, todo: _Todo, following: _Todo | None, waiting: Waiting, *, intended: bool) -> tuple[bool, bool]:
    """Do one act; tell whether it is done, and whether the next one's intent is written already."""
    planned = todo.planned
    effects = LedgerEffects(active, todo.act, planned.key_hash, intended=intended)
    again = waits(active.manifest.retry)
    work = active.process_.function("act")
    while True:
        known = _attempt(active, work, todo.act, effects)
        if known is None:
            intended = _surely_recorded(active, planned, following, effects, waiting)
            waiting.over()
            active.tell_act()
            return True, intended
        if isinstance(known, Stopped | Fenced | RecordsBusy):
            raise known  # the act is still open: whoever takes the lane next asks the receiver first
        if known.handling is Handling.RETRY and again:
            stand_by(active, seconds=again.pop(0))
        elif known.out_of_reach and not again and reaching.offer(active, planned.lane, known):
            return False, False
        elif known.handling is Handling.WAIT:
            waiting.wait(known)  # without limit; only what is out of reach counts as an attempt of this machine
            again = again[1:] if known.out_of_reach else waits(active.manifest.retry)
        else:
            _give_up(active, planned, todo.act, known)
            return False, False
        effects = LedgerEffects(active, todo.act, planned.key_hash, intended=False)


@observing.act
def _attempt(active: Active, work: Callable[..., Receipt], act: Act, effects: LedgerEffects) -> JikwonError | None:
    try:
        work(active, act, effects)
    except Exception as error:  # noqa: BLE001 - whatever fails, what was done must be recorded first
        if effects.receipt is None:
            return failure(error)
    return None if effects.receipt is not None else ActWithoutReceipt(act=act.key)


def _surely_recorded(
    active: Active, planned: PlannedRow, following: _Todo | None, effects: LedgerEffects, waiting: Waiting
) -> bool:
    """Record an act that was done, also when the records come back only after a while.

    Until then the receipt is kept in hand, by a worker that is drained, too: a receiver that remembers nothing could
    not be asked for it again. What a lost commit may have written already, is written again to the same effect.
    """
    until = elapsed() + RECEIPT_S
    while True:
        try:
            return _record(active, planned, following, effects, waiting)
        except RecordsBusy:
            left = until - elapsed()
            if left <= 0 or not database.comes_back(within_s=left, halts=active.must_stop):
                raise


def _record(
    active: Active, planned: PlannedRow, following: _Todo | None, effects: LedgerEffects, waiting: Waiting
) -> bool:
    """Write an act's receipt and the next one's intent; tell whether that intent is ours.

    Hot. Two at once cannot harm: the acts of a lane are done by whoever has the lane; a receipt that stands is never
    replaced; and of two runs that intend one act, the key's one row in the ledger takes the first, while the second
    waits for its commit and is told no. Nobody waits in a ring: a transaction that holds a new key ends at once.
    """
    with active.writing(ended_too=True, shared=True):
        if effects.is_new and effects.receipt is not None:
            acts.receive(planned.key_hash, pack(active, effects.receipt, planned.key_hash))
        acts.mark(active.id, planned.position, "done")
        waiting.end()
        if following is None or following.planned.state != "planned" or not active.is_open():
            return False
        key_hash = following.planned.key_hash
        return acts.intend(intent(active.office, following.act, key_hash=key_hash, run=active.id))


def _give_up(active: Active, planned: PlannedRow, act: Act, known: JikwonError) -> None:
    if known.out_of_reach and known.handling is Handling.RETRY:
        known = reaching.nobody_reaches(active, planned.lane, known)
    with active.writing(ended_too=True):
        if known.handling is Handling.ASK:
            acts.mark(active.id, planned.position, "in-doubt", error=known.dumps())
            questions.ask([asking.row_for(active, Stage.ACT, about_act(act, known))])
        else:
            acts.mark(active.id, planned.position, "failed", error=known.dumps())
            if known.run_wide and active.is_open():
                active.end(State.FAILED, error=known.dumps())
