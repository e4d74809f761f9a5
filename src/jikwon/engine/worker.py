"""A worker: takes queued pieces of work, and takes over what dead executors leave."""

import fcntl
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import IO

from jikwon.engine import burying, drive
from jikwon.engine.active import Active, Stopped
from jikwon.engine.durable import Durable
from jikwon.engine.ending import sweep
from jikwon.engine.health import pulse
from jikwon.engine.office import Office
from jikwon.engine.presence import ASLEEP_S, Presence
from jikwon.engine.reconciling import Reconciler
from jikwon.engine.sites import SitesOfRuns
from jikwon.engine.triggers.firing import Firing
from jikwon.engine.triggers.folders import Folders
from jikwon.engine.triggers.notices import Notices
from jikwon.model import InputError, Stage, State
from jikwon.records import database, executors
from jikwon.records.database import RecordsBusy
from jikwon.records.executors import Fenced
from jikwon.trust import logs

TICK_S = 0.1
LOOK_FOR_DEAD_S = 1.0
MOST_SLOTS = 64
TIDY_WITHIN_S = 2.0
"""So long a worker that has nothing left to do waits for its last pointers to end, so that it can remove them."""


class Worker:
    """One worker process: a slot of its own, threads that perform, and a loop that reconciles."""

    def __init__(
        self, office: Office, *, slots: int, capabilities: tuple[str, ...], tell: Callable[[str], object]
    ) -> None:
        self.office = office
        self.slots = slots
        self.capabilities = capabilities
        self.tell = tell
        self.stop = threading.Event()
        self.sites = SitesOfRuns()
        self.log = logs.get(__name__)

    def work(self, *, until_idle: bool) -> None:
        """Work until stopped; with `until_idle` until no run is open."""
        name, lock = _slot(self.office)
        try:
            with Presence(self.office.home, name, kind="worker", capabilities=self.capabilities) as presence:
                sweep(self.office)
                burying.release_dead(self.office, by=presence.id, now=time.time())  # before we get their pieces
                durable = Durable(
                    self.office.home.engine_db,
                    name,
                    slots=self.slots,
                    perform=partial(self._do, presence),
                )
                try:
                    self._loop(presence, durable, until_idle=until_idle)
                finally:
                    durable.close()
                    self.sites.close_all()
        finally:
            lock.close()

    def _loop(self, presence: Presence, durable: Durable, *, until_idle: bool) -> None:
        reconciler = Reconciler(self.office, durable, presence.id, self.capabilities)
        self.tell(f"worker {presence.id}")
        logs.always(worker=presence.id)
        self.log.info("worker-began", slots=self.slots)
        firing = Firing(self.office, Folders())
        notices = Notices(self.office)
        notices.start()
        try:
            self._go_round(presence, durable, reconciler, firing, until_idle=until_idle)
        finally:
            notices.end()

    def _go_round(
        self, presence: Presence, durable: Durable, reconciler: Reconciler, firing: Firing, *, until_idle: bool
    ) -> None:
        looked, idle_since = 0.0, 0.0
        while not self.stop.is_set() and not presence.fenced.is_set():
            try:
                if time.time() - looked > LOOK_FOR_DEAD_S:
                    looked = self._look_for_dead(presence, durable, looked)
                    firing.look()
                is_idle = not reconciler.look()
                idle_since = (idle_since or time.monotonic()) if is_idle else 0.0
                if until_idle and is_idle and (reconciler.is_tidy() or time.monotonic() - idle_since > TIDY_WITHIN_S):
                    return
                self.sites.close_rested()
                pulse.beat()
            except (RecordsBusy, Fenced) as error:
                self.log.failure("look-cut-short", error)
            self.stop.wait(TICK_S)

    def _look_for_dead(self, presence: Presence, durable: Durable, looked: float) -> float:
        """Take over what the dead have left, unless we slept ourselves: then the others may have slept, too."""
        now = time.time()
        if now - looked < ASLEEP_S or not looked:
            burying.release_dead(self.office, by=presence.id, now=now)
            durable.take_over({each.id.partition(":")[0] for each in executors.alive()})
        return now

    def _do(self, presence: Presence, run: str, stage: str, start: int, attempt: int) -> None:
        """Perform one piece in a thread of the library's; whatever happens is written in the records.

        A pointer of an earlier attempt is nothing to do: the piece has a newer one.
        """
        database.fresh_connection()
        try:
            with self.sites.using(run) as sites:
                self._piece(Active.of(self.office, run, presence.id, sites=sites), presence, stage, start, attempt)
        except (Stopped, Fenced, RecordsBusy) as error:
            self.log.failure("piece-dropped", error, run=run, stage=stage)
        finally:
            database.close()

    def _piece(self, active: Active, presence: Presence, stage: str, start: int, attempt: int) -> None:
        active.is_stopping = lambda: self.stop.is_set() or presence.fenced.is_set()
        if active.row.stage is Stage(stage) and active.row.attempt == attempt and active.is_open():
            self._perform(active, Stage(stage), start)

    def _perform(self, active: Active, stage: Stage, start: int) -> None:
        try:
            drive.perform(active, stage, start)
        except InputError as error:  # of a run that is already on the records: it fails, nothing is forgotten
            with active.writing():
                active.end(State.FAILED, error=error.dumps())


def work(
    office: Office, *, slots: int, capabilities: tuple[str, ...], until_idle: bool, tell: Callable[[str], object]
) -> None:
    """Start a worker in this process; SIGTERM and SIGINT end it after the pieces in hand."""
    worker = Worker(office, slots=slots, capabilities=capabilities, tell=tell)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop.set())
    worker.work(until_idle=until_idle)


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
