"""The metrics of an office at this moment, in the text that Prometheus reads."""

import math
import os
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeAlias

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from jikwon import __version__
from jikwon.engine.backup.making import SUFFIX
from jikwon.engine.health.checks import Readiness
from jikwon.engine.metrics import names
from jikwon.engine.metrics.counting import Counted, Counting
from jikwon.engine.metrics.labels import OTHER, bounded, word
from jikwon.engine.metrics.names import Metric
from jikwon.engine.office import Office
from jikwon.engine.workers import attendance
from jikwon.model import State
from jikwon.model.catalog import every
from jikwon.model.errors import ManifestInvalid
from jikwon.model.manifest import Manifest
from jikwon.model.states import ENDED
from jikwon.records import database, executors
from jikwon.records.tallies import RunTally

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_GRACE: Final = timedelta(hours=1)
"""What is due is destroyed by the next run or worker; so long nobody need be told."""
_ACT_STATES: Final = frozenset({"planned", "done", "in-doubt", "failed"})
_OUTCOMES: Final = frozenset({"open", "done", "excluded", "waiting", "failed"})
Values: TypeAlias = Mapping[tuple[str, ...], float]


class Metrics:
    """The metrics of one office; one object answers all who ask in this process."""

    def __init__(self, office: Office, readiness: Readiness) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_OfOffice(office, readiness))

    def told(self) -> bytes:
        """Give all metrics as text (`CONTENT_TYPE`). Raises what the records raise when they do not answer."""
        return generate_latest(self._registry)


class _OfOffice(Collector):
    def __init__(self, office: Office, readiness: Readiness) -> None:
        self._office = office
        self._readiness = readiness
        self._counting = Counting()
        self._manifests = dict(_manifests())

    def describe(self) -> Sequence[GaugeMetricFamily]:
        """Name nothing beforehand: registering must not read the records."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Count, and give each metric."""
        began = time.perf_counter()
        counted = self._counting.count()
        now = database.now()
        yield from self._of_runs(counted, now)
        yield from _of_questions(counted, self._known, now)
        yield from self._of_workers()
        yield from self._of_machine()
        yield _family(names.CHECK, {(each.name,): float(each.is_ok) for each in self._readiness.look()})
        yield _family(names.VERSION, {(__version__,): 1.0})
        yield _family(names.COUNTED_IN, {(): time.perf_counter() - began})

    def _known(self, process: str) -> str:
        return word(process, self._manifests)

    def _of_runs(self, counted: Counted, now: float) -> Iterator[GaugeMetricFamily]:
        states: Counter[tuple[str, ...]] = Counter()
        items: Counter[tuple[str, ...]] = Counter()
        acts: Counter[tuple[str, ...]] = Counter()
        robot: defaultdict[tuple[str, ...], float] = defaultdict(float)
        people: defaultdict[tuple[str, ...], float] = defaultdict(float)
        for run in counted.runs:
            process, counts = self._known(run.process), counted.counts[run.id]
            states[process, run.state.value] += 1
            robot[process,] += run.robot_s
            people[process,] += run.people_s
            items.update({(process, word(each, _OUTCOMES)): count for each, count in counts.items.items()})
            for (kind, state), count in counts.acts.items():
                acts[process, self._kind(run.process, kind), word(state, _ACT_STATES)] += count
        yield from self._of_states(states)
        yield _family(names.ITEMS, items)
        yield _family(names.ACTS, acts)
        yield _family(names.IN_DOUBT, {(): sum(n for (_, _, state), n in acts.items() if state == "in-doubt")})
        yield _family(names.ROBOT, robot)
        yield _family(names.PEOPLE, people)
        queued = [run.changed_at for run in counted.runs if run.state is State.QUEUED]
        yield _family(names.QUEUED, {(): len(queued)})
        yield _family(names.QUEUE_AGE, {(): max(0.0, now - min(queued, default=now))})
        yield _family(names.OVERDUE, self._overdue(counted.runs, now))

    def _of_states(self, states: Counter[tuple[str, ...]]) -> Iterator[GaugeMetricFamily]:
        """Tell also the states that no run is in: to Prometheus a number that was not there before has not risen."""
        processes = (*self._manifests, OTHER)
        yield _family(
            names.RUNS, {(each, state.value): states[each, state.value] for each in processes for state in State}
        )
        yield _family(names.REFUTED, {(each,): states[each, State.REFUTED.value] for each in processes})

    def _kind(self, process: str, kind: str) -> str:
        manifest = self._manifests.get(process)
        return word(kind, manifest.acts if manifest else ())

    def _overdue(self, runs: Sequence[RunTally], now: float) -> Values:
        left = {path.name for path in self._office.home.spool.iterdir()}
        found = {"working-copies": 0, "records": 0}
        for run in runs:
            manifest = self._manifests.get(run.process)
            if run.state not in ENDED or run.ended_at is None or manifest is None:
                continue
            since = now - run.ended_at - _GRACE.total_seconds()
            kept = manifest.retention
            found["working-copies"] += run.id in left and since > timedelta(kept.working_copies_days).total_seconds()
            found["records"] += not run.is_destroyed and since > timedelta(kept.records_days).total_seconds()
        return {(what,): count for what, count in found.items()}

    def _of_workers(self) -> Iterator[GaugeMetricFamily]:
        now = database.now()
        alive = [each for each in executors.alive() if each.kind == "worker"]
        living = [each for each in alive if not attendance.is_silent(self._office, each, now)]
        capable = Counter(word(can) for each in living for can in set(each.capabilities))
        yield _family(names.WORKERS, {(): len(living)})
        yield _family(names.CAPABLE, {(can,): count for can, count in bounded(capable).items()})
        heard = executors.last_beat("worker")
        yield _family(names.HEARD, {(): max(0.0, now - heard)} if heard else {})

    def _of_machine(self) -> Iterator[GaugeMetricFamily]:
        home = self._office.home
        queue = sum(each.stat().st_size for each in home.root.glob(f"{home.engine_db.name}*"))
        yield _family(names.DATABASE, {(): database.size_bytes() + queue})
        disk = shutil.disk_usage(home.root)
        yield _family(names.DISK_FREE, {(): disk.free})
        yield _family(names.DISK, {(): disk.total})
        if folder := self._office.settings.metrics.backups:
            yield _family(names.BACKUP, {(): _age_of_newest(Path(folder))})


def _of_questions(counted: Counted, known: Callable[[str], str], now: float) -> Iterator[GaugeMetricFamily]:
    of = {run.id: known(run.process) for run in counted.runs}
    waiting: Counter[tuple[str, ...]] = Counter()
    oldest: dict[tuple[str, ...], float] = {}
    for run, found in counted.questions.items():
        process = (of[run],)
        waiting[process] += found.count
        oldest[process] = max(oldest.get(process, 0.0), now - found.oldest_at)
    yield _family(names.QUESTIONS, waiting)
    yield _family(names.OLDEST_QUESTION, oldest)


def _age_of_newest(folder: Path) -> float:
    """Give the seconds since the newest whole backup came: logs are copied beside it more often, halves are hidden."""
    try:
        with os.scandir(folder) as found:
            backups = [each for each in found if each.name.endswith(SUFFIX) and not each.name.startswith(".")]
            moments = [each.stat().st_mtime for each in backups if each.is_file()]
    except OSError:
        moments = []
    return max(0.0, time.time() - max(moments)) if moments else math.inf


def _family(metric: Metric, values: Values) -> GaugeMetricFamily:
    family = GaugeMetricFamily(metric.name, metric.says, labels=metric.labels)
    for labels, value in sorted(values.items()):
        family.add_metric(labels, value)
    return family


def _manifests() -> Iterator[tuple[str, Manifest]]:
    for process in every():
        try:
            yield process.slug, process.manifest
        except ManifestInvalid:
            continue  # its runs are counted as another's; `jikwon check` tells it
