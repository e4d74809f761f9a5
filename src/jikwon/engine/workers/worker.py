"""A worker: takes pieces of work in hand, and takes over what dead executors leave."""

import fcntl
import signal
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import IO

from jikwon import __version__
from jikwon.engine.active import Active, Stopped
from jikwon.engine.acts.sites import SitesOfRuns
from jikwon.engine.files.retention import Retaining
from jikwon.engine.health import pulse
from jikwon.engine.office import Office
from jikwon.engine.runs import drive
from jikwon.engine.runs.ending import sweep
from jikwon.engine.stopwatch import elapsed
from jikwon.engine.triggers.firing import Firing
from jikwon.engine.triggers.folders import Folders
from jikwon.engine.triggers.notices import Notices
from jikwon.engine.workers import demands, lock_files, takeover
from jikwon.engine.workers.durable import Durable
from jikwon.engine.workers.presence import ASLEEP_S, Presence
from jikwon.engine.workers.reconciling import Reconciler
from jikwon.engine.workers.repeats import Repeats
from jikwon.model import InputError, JikwonError, Stage, State
from jikwon.model.capabilities import parse
from jikwon.records import cards, database, executors
from jikwon.records.cards import Card
from jikwon.records.database import RecordsBusy, RecordsUnreachable
from jikwon.records.executors import Fenced
from jikwon.trust import logs, sharing

TICK_S = 0.1
LOOK_FOR_DEAD_S = 1.0
MOST_SLOTS = 64
AWAY_S = 3600.0
"""So long a piece whose records cannot be reached waits for their server."""
TIDY_WITHIN_S = 2.0
"""So long a worker that has nothing left to do waits for its last pointers to end, so that it can remove them."""


class Worker:
    """One worker process: a slot of its own, threads that perform, and a loop that reconciles.

    `capabilities` are words as `--can` takes them. Raises `CapabilityInvalid`.
    """

    def __init__(
        self, office: Office, *, slots: int, capabilities: Iterable[str], tell: Callable[[str], object]
    ) -> None:
        self.office = office
        self.slots = slots
        self.limits = parse(capabilities)
        self.tell = tell
        self.drain = threading.Event()
        self.stop = threading.Event()
        self.was_fenced = False
        self.cut_at = -ASLEEP_S
        """When the records last could not be used for a look."""
        self.sites = SitesOfRuns()
        self.log = logs.get(__name__)

    def work(self, *, until_idle: bool) -> None:
        """Work until drained, stopped or fenced; with `until_idle` until no run is open."""
        name, lock = _slot(self.office)
        try:
            with Presence(self.office.home, name, kind="worker", capabilities=tuple(self.limits)) as presence:
                if self.office.home.shared is not None:
                    sharing.assert_fit(self.office.home.shared)
                sweep(self.office)
                takeover.release_dead(self.office, by=presence.id)  # before we get their pieces
                lock_files.sweep(self.office.home)
                self._work(presence, until_idle=until_idle)
                self.was_fenced = presence.fenced.is_set()
        finally:
            lock.close()

    def _work(self, presence: Presence, *, until_idle: bool) -> None:
        card = Card(
            executor=presence.id, version=__version__, slots=self.slots, limits=self.limits,
            able=demands.able(self.office, self.limits),
        )  # fmt: skip
        cards.put(card)
        durable = Durable(self.office.home.engine_db, presence.id, perform=partial(self._do, presence))
        self.reconciler = Reconciler(self.office, durable, card)
        notices = Notices(self.office)
        self.tell(f"worker {presence.id}")
        logs.always(worker=presence.id)
        self.log.info("worker-began", slots=self.slots)
        notices.start()
        try:
            self._go_round(presence, durable, until_idle=until_idle)
        finally:
            notices.end()
            durable.close()
            self.sites.close_all()

    def _go_round(self, presence: Presence, durable: Durable, *, until_idle: bool) -> None:
        firing, retaining = Firing(self.office, Folders()), Retaining(self.office)
        cut = Repeats(self.log, "look-cut-short")
        looked, idle_since = 0.0, 0.0
        while not self._must_end(presence):
            self.reconciler.changed.clear()
            try:
                if elapsed() - looked > LOOK_FOR_DEAD_S:
                    looked = self._look_about(presence, durable, firing, looked)
                    retaining.look()
                if not self.drain.is_set():
                    is_idle = not self.reconciler.look()
                    idle_since = (idle_since or time.monotonic()) if is_idle else 0.0
                    if until_idle and is_idle and self._is_tidy(idle_since):
                        return
                self.sites.close_rested()
            except JikwonError as error:
                if isinstance(error, RecordsBusy):  # of anything else the others' heartbeats know nothing
                    self.cut_at = elapsed()
                cut.failure(error)
            pulse.beat()
            self.reconciler.changed.wait(TICK_S)

    def _must_end(self, presence: Presence) -> bool:
        """Tell whether this worker has to end; the records are not asked, for they may be away."""
        is_drained = self.drain.is_set() and not self.reconciler.in_hand
        return is_drained or self.stop.is_set() or presence.fenced.is_set()

    def _is_tidy(self, idle_since: float) -> bool:
        return self.reconciler.is_tidy() or time.monotonic() - idle_since > TIDY_WITHIN_S

    def _look_about(self, presence: Presence, durable: Durable, firing: Firing, looked: float) -> float:
        """Do what is done once a second: bury the dead, fire triggers, see whether we are to drain.

        Nobody is buried where we slept ourselves, or could not reach the records: then the others may have slept,
        too, and their heartbeats need a moment to arrive again.
        """
        now = elapsed()
        if (now - looked < ASLEEP_S or not looked) and now - self.cut_at > ASLEEP_S:
            takeover.release_dead(self.office, by=presence.id)
            durable.forget_dead(
                lambda: {each.id for each in executors.alive()}, in_hand=lambda: self.reconciler.in_hand
            )
        self.reconciler.mend()
        card = cards.get(presence.id)
        if card is not None and card.draining:
            self.drain.set()
        if not self.drain.is_set():
            firing.look()
        return now

    def _do(self, presence: Presence, run: str, stage: str, start: int, attempt: int) -> None:
        """Perform one piece in a thread of the library's; whatever happens is written in the records.

        A pointer of an earlier attempt is nothing to do: the piece is taken in hand again.
        """
        self.reconciler.performing((run, stage, start))
        try:
            database.fresh_connection()
            with self.sites.using(run) as sites:
                self._piece(Active.of(self.office, run, presence.id, sites=sites), presence, stage, start, attempt)
        except (Stopped, Fenced, RecordsBusy) as error:
            self.log.failure("piece-dropped", error, run=run, stage=stage)
            if isinstance(error, RecordsUnreachable):  # until then it could not even be let go of
                database.comes_back(within_s=AWAY_S, halts=lambda: self.stop.is_set() or self.drain.is_set())
        finally:
            try:
                self.reconciler.leave((run, stage, start))
            finally:
                database.close()

    def _piece(self, active: Active, presence: Presence, stage: str, start: int, attempt: int) -> None:
        active.must_stop = lambda: self.stop.is_set() or presence.fenced.is_set()
        active.is_stopping = lambda: self.drain.is_set() or active.must_stop()
        if active.row.stage is Stage(stage) and active.row.attempt == attempt and active.is_open():
            self._perform(active, Stage(stage), start)

    def _perform(self, active: Active, stage: Stage, start: int) -> None:
        try:
            drive.perform(active, stage, start)
        except InputError as error:  # of a run that is already on the records: it fails, nothing is forgotten
            with active.writing():
                active.end(State.FAILED, error=error.dumps())


def work(
    office: Office, *, slots: int, capabilities: Iterable[str], until_idle: bool, tell: Callable[[str], object]
) -> bool:
    """Start a worker in this process; tell whether it ended as it was told to, and was not declared dead.

    SIGTERM and SIGINT drain it: it ends after the pieces in hand. A second one stops it within seconds; another
    worker goes on with what it had.
    """
    worker = Worker(office, slots=slots, capabilities=capabilities, tell=tell)

    def told(*_: object) -> None:
        (worker.stop if worker.drain.is_set() else worker.drain).set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    worker.work(until_idle=until_idle)
    return not worker.was_fenced


def _slot(office: Office) -> tuple[str, IO[str]]:
    """Take the first free slot of this home: a name that is stable, and never two processes' at once."""
    for number in range(MOST_SLOTS):
        lock = (office.home.locks / f"slot-{number}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return f"worker-{number}", lock
    raise NoSlot(most=MOST_SLOTS)


class NoSlot(InputError):
    """As many workers as one home takes are running."""

    code = "no-slot"
