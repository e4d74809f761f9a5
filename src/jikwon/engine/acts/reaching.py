"""Lanes whose receiver cannot be reached from one machine: the others try before anybody calls the run failed.

A machine tries an act as often as the manifest says and then lets go of its lane. For as long as the manifest's cap
it is not given that lane again, every other machine is; after that it tries once more, in case nobody else had room.
The act's intent stays on the ledger: whoever takes the lane asks the receiver first.
"""

import socket

from jikwon.engine.active import Active
from jikwon.engine.workers import demands
from jikwon.engine.workers.presence import place_in
from jikwon.model import Handling, JikwonError
from jikwon.model.errors import UnknownError, loads
from jikwon.records import cards, database, executors, misses

COUNTS_CAPS = 10.0
"""Where an act waits without limit, a machine that tried in vain is asked again after so many times the cap."""


class NobodyReaches(JikwonError):
    """No machine at work reaches the receiver of an act; `cause` is the stored error of the last that tried."""

    code = "nobody-reaches"
    handling = Handling.RETRY

    @property
    def cause(self) -> JikwonError:
        """What the last that tried has met; one of a process's own is known once its code is imported."""
        return loads(str(self.fields.get("cause", UnknownError().dumps())))

    def text(self, language: str | None = None) -> str:
        """Say what was met and where, from which machines, and what to do next."""
        return f"{self.cause.text(language)} {super().text(language)}"


def offer(active: Active, lane: int, error: JikwonError) -> bool:
    """Write down that a lane's receiver is out of reach from here; tell whether another machine is to try now.

    Never for a run that one command holds: it is that command's alone. Raises `Stopped` and `Fenced`.
    Repeatable: yes; whoever is killed after it leaves a lane that the others may take.
    """
    if active.row.holder:
        return False
    place = place_in(active.executor)
    with active.writing():
        others = _left_to_try(active, lane, without_limit=error.handling is Handling.WAIT) - {place}
        misses.add(
            active.id, lane, place=place, host=socket.gethostname(), error=error.dumps(),
            rests_s=active.manifest.retry.cap_s if others else 0.0,
        )  # fmt: skip
    return bool(others)


def nobody_reaches(active: Active, lane: int, error: JikwonError) -> JikwonError:
    """Give the error of a lane that no machine can go on with: what was met last, and where it was tried."""
    hosts = [each.host for each in misses.of_lane(active.id, lane)] or [socket.gethostname()]
    return NobodyReaches(cause=error.dumps(), machines=", ".join(dict.fromkeys(hosts)), run=active.id)


def _left_to_try(active: Active, lane: int, *, without_limit: bool) -> set[str]:
    """List the places with a worker for the lane that has not missed it: since it began, or not lately."""
    since = database.now() - COUNTS_CAPS * active.manifest.retry.cap_s if without_limit else 0.0
    missed = {each.place: each.at for each in misses.of_lane(active.id, lane) if each.at >= since}
    known, kind = cards.every(), demands.kind_of(active.row)
    return {
        place
        for each in executors.alive()
        if (card := known.get(each.id)) is not None and kind in card.able and not card.draining
        if missed.get(place := place_in(each.id), 0.0) < each.started_at
    }
