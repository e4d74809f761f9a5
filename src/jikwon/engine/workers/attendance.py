"""Whether a robot is at work on a run, for those who watch it; nothing is changed by looking."""

from collections.abc import Mapping, Sequence
from typing import Final

from jikwon.engine.office import Office
from jikwon.engine.workers import demands, maintenance
from jikwon.engine.workers.presence import BEAT_S, heard_of, is_dead
from jikwon.model import fact
from jikwon.model.states import OPEN
from jikwon.records import cards, executors, lanes, runs
from jikwon.records.cards import Card
from jikwon.records.executors import ExecutorRow
from jikwon.records.runs import RunRow

SILENT_AFTER_S: Final = 3 * BEAT_S
"""Three beats missed: people are told so. Its work is given away a little later (`presence.DEAD_AFTER_S`)."""


@fact
class Attendance:
    """Who is at work on a run that a robot has to go on with.

    `silent_since` is the moment (Unix seconds) from which the robot at work was not heard of, 0 while it is heard;
    `others` counts the living robots that can go on; `lacking` are needs that no living worker has, or the version
    of the run's process (`slug@1.0.0`) that none has installed. `maintenance` is the reason why nobody begins
    anything at the moment.
    """

    silent_since: float = 0.0
    others: int = 0
    lacking: Sequence[str] = ()
    maintenance: str = ""

    @property
    def is_attended(self) -> bool:
        """Tell whether the work goes on at this moment."""
        return bool(self.others) and not self.silent_since and not self.maintenance


def of_run(office: Office, row: RunRow, *, now: float) -> Attendance:
    """Look who is at work on a run; for one in which a robot has nothing to do, nobody is missing."""
    if row.state not in OPEN:
        return Attendance(others=1)
    if mark := maintenance.standing():
        return Attendance(maintenance=mark.value)
    alive = executors.alive()
    workers = [each for each in alive if each.kind == "worker"]
    known = cards.every()
    able = [each for each in workers if is_able(office, row, each, known)]
    living = [each for each in able if not is_silent(office, each, now)]
    if row.holder:
        return _held(office, row, living, now)
    silent = [each for each in alive if each.id in lanes.performers(row.id) and is_silent(office, each, now)]
    if living:
        return Attendance(silent_since=_latest(office, silent), others=len(living))
    if any(not is_silent(office, each, now) for each in workers):
        return Attendance(lacking=_lacking(office, row, workers))
    return Attendance(silent_since=max(_latest(office, able), executors.last_beat("worker")))


def _held(office: Office, row: RunRow, living: Sequence[ExecutorRow], now: float) -> Attendance:
    """Say it of a run that one executor holds: a command in a terminal does it."""
    holder = executors.get(row.holder)
    if holder is not None and holder.state == "alive" and not is_silent(office, holder, now):
        return Attendance(others=1)
    return Attendance(silent_since=heard_of(office.home, holder) if holder else row.changed_at, others=len(living))


def is_silent(office: Office, executor: ExecutorRow, now: float) -> bool:
    """Tell whether an executor that counts as alive has missed three beats, or is dead."""
    return is_dead(office.home, executor, now) or now - heard_of(office.home, executor) > SILENT_AFTER_S


def is_able(office: Office, row: RunRow, worker: ExecutorRow, known: Mapping[str, Card]) -> bool:
    """Tell whether a worker can do a run: it said so on its card, for the version that the run began with."""
    card = known.get(worker.id)
    return demands.kind_of(row) in card.able if card else not demands.lacking(office, row, worker.capabilities)


def place_in_line(row: RunRow) -> int:
    """Give a queued run's place among those that wait for a robot, from 1: the more urgent are before it."""
    own = row.priority, row.created_at
    return sum(each.state is row.state and (each.priority, each.created_at) <= own for each in runs.open_runs())


def _latest(office: Office, found: Sequence[ExecutorRow]) -> float:
    return max((heard_of(office.home, each) for each in found), default=0.0)


def _lacking(office: Office, row: RunRow, workers: Sequence[ExecutorRow]) -> tuple[str, ...]:
    none = (demands.kind_of(row),)  # what we have installed, they may not have
    return min((demands.lacking(office, row, each.capabilities) or none for each in workers), key=len)
