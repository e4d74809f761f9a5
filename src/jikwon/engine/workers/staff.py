"""The workers at hand: who is alive, what they can do and have in hand, and letting one of them end."""

from collections import Counter
from collections.abc import Mapping, Sequence

from jikwon.engine.office import Office
from jikwon.engine.workers import demands
from jikwon.engine.workers.attendance import is_silent
from jikwon.engine.workers.presence import heard_of
from jikwon.model import InputError, fact
from jikwon.model.catalog import Process
from jikwon.records import cards, database, executors, hands
from jikwon.records.cards import Card
from jikwon.records.database import together
from jikwon.records.executors import ExecutorRow

WORKER = "worker"


class WorkerUnknown(InputError):
    """No worker at work, or more than one, is called so."""

    code = "worker-unknown"


@fact
class Colleague:
    """A worker that counts as alive, with its card and how many pieces it has in hand.

    `state` is alive, draining or silent; `can` are its capabilities as they were said (`browser=2`).
    """

    row: ExecutorRow
    state: str
    silent_s: float
    can: Sequence[str]
    in_use: int
    slots: int = 0
    version: str = "–"
    able: frozenset[str] = frozenset()


def workers(office: Office) -> Sequence[ExecutorRow]:
    """List the workers that are alive."""
    now = database.now()
    return [each for each in executors.alive() if each.kind == WORKER and not is_silent(office, each, now)]


def roster(office: Office) -> list[Colleague]:
    """List the workers that are not known to be dead or gone, by name."""
    known, now = cards.every(), database.now()
    busy = Counter(each.executor for each in hands.every())
    found = [each for each in executors.alive() if each.kind == WORKER]
    return [_colleague(office, each, known, busy[each.id], now) for each in sorted(found, key=lambda one: one.id)]


def _colleague(office: Office, row: ExecutorRow, known: Mapping[str, Card], in_use: int, now: float) -> Colleague:
    card = known.get(row.id)
    silent_s = max(now - heard_of(office.home, row), 0.0)
    state = "silent" if is_silent(office, row, now) else "draining" if card and card.draining else "alive"
    if card is None:  # it is just beginning
        return Colleague(row=row, state=state, silent_s=silent_s, can=tuple(row.capabilities), in_use=in_use)
    can = tuple(f"{name}={most}" if most else name for name, most in card.limits.items())
    return Colleague(
        row=row, state=state, silent_s=silent_s, can=can, in_use=in_use, slots=card.slots, version=card.version,
        able=card.able,
    )  # fmt: skip


def drain(office: Office, name: str) -> tuple[str, bool]:
    """Let a worker end after the pieces in hand; give its whole name, and whether it was not ending already.

    `name` is as much of it as tells it from the others. Raises `WorkerUnknown`.
    """
    with together():
        found = [each.id for each in executors.alive() if each.kind == WORKER and each.id.startswith(name)]
        found = [name] if name in found else found
        if len(found) != 1 or cards.get(found[0]) is None:
            raise WorkerUnknown(worker=name, found=len(found))
        is_new = cards.drain(found[0])
        if is_new:
            office.note("worker drained", subject=found[0])
    return found[0], is_new


def silent_since(office: Office) -> float | None:
    """Give the last moment at which a worker was heard of, if none is alive; 0 if there never was one."""
    return None if workers(office) else executors.last_beat(WORKER)


def can_do(present: Sequence[ExecutorRow], process: Process) -> bool:
    """Tell whether one of the workers present can do a process in the version that is installed here."""
    known, kind = cards.every(), str(demands.Kind(slug=process.slug, version=process.version))
    return any(each.id in known and kind in known[each.id].able for each in present)
