"""The inside of the fake printer: a few jobs in memory that answer IPP requests as a printer does."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.printer.errors import PrinterOff
from jikwon.tools.printer.facts import A4, JobState
from jikwon.tools.printer.wire import Answer, Attributes, Operation, Value

_OK, _NOT_POSSIBLE, _NOT_FOUND, _NOT_ACCEPTING = 0x0000, 0x0404, 0x0406, 0x0506
_UUID = "urn:uuid:00000000-0000-4000-8000-000000000001"


@fact
class FakePaper:
    """One job on paper."""

    title: str
    job: int
    copies: int
    sides: str
    pdf: bytes


@dataclass(kw_only=True)
class _Job:
    id: int
    title: str
    user: str
    copies: int
    sides: str
    state: JobState = JobState.HELD
    pdf: bytes | None = None
    begun: float | None = None
    ended: float | None = None


@dataclass(kw_only=True)
class FakeWire:
    """`jikwon.tools.printer.wire.Wire` to a printer that is not there."""

    name: str
    user: str
    duplex: bool
    up: timedelta
    stopped_for: str = ""
    aborts: bool = False
    cuts: bool = False
    accepting: bool = True
    is_on: bool = True
    slow_s: float = 0.0
    papers: list[FakePaper] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin a life of the printer."""
        self._started = time.monotonic() - self.up.total_seconds()
        self._jobs: dict[int, _Job] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        operation: Operation,
        about: Mapping[str, Value],
        *,
        job: Mapping[str, Value] | None = None,
        document: Path | None = None,
    ) -> Answer:
        """Answer one request (see `jikwon.tools.printer.wire.Wire.ask`)."""
        with self._lock:
            if not self.is_on:
                raise self._off()
            self._go_on()
            answers: dict[Operation, Callable[[], Answer]] = {
                Operation.GET_PRINTER_ATTRIBUTES: lambda: Answer(status=_OK, printer=self._printer(), jobs=()),
                Operation.CREATE_JOB: lambda: self._create(about, job or {}),
                Operation.SEND_DOCUMENT: lambda: self._take(about, document),
                Operation.GET_JOB_ATTRIBUTES: lambda: self._of_job(about),
                Operation.GET_JOBS: lambda: self._list(about),
                Operation.CANCEL_JOB: lambda: self._cancel(about),
            }
            return answers[operation]()

    def mend(self) -> None:
        """Switch every fault off."""
        self.stopped_for, self.aborts, self.cuts, self.accepting, self.slow_s = "", False, False, True, 0.0

    def switch_off(self) -> None:
        """Lose the power and every job."""
        with self._lock:
            self.is_on = False
            self._jobs.clear()
            self._started = time.monotonic()

    def _off(self) -> PrinterOff:
        return PrinterOff(printer=self.name, address="ipp://fake.invalid/print")

    def _go_on(self) -> None:
        """Print what is due, one job after the other."""
        for job in self._jobs.values():
            if job.pdf is None or job.state.is_over:
                continue
            job.begun = self._now() if job.begun is None else job.begun
            job.state = JobState.PROCESSING
            if self.stopped_for or self._now() - job.begun < self.slow_s:
                return
            job.state, job.ended = JobState.ABORTED if self.aborts else JobState.COMPLETED, self._now()
            if job.state is JobState.COMPLETED:
                paper = FakePaper(title=job.title, job=job.id, copies=job.copies, sides=job.sides, pdf=job.pdf)
                self.papers.append(paper)

    def _create(self, about: Mapping[str, Value], template: Mapping[str, Value]) -> Answer:
        if not self.accepting:
            return Answer(status=_NOT_ACCEPTING, printer={}, jobs=())
        copies, sides = template.get("copies", 1), template.get("sides", "one-sided")
        job = _Job(
            id=len(self._jobs) + 1,
            title=str(about["job-name"]),
            user=self.user,
            copies=copies if isinstance(copies, int) else 1,
            sides=str(sides),
        )
        self._jobs[job.id] = job
        return self._told(job)

    def _take(self, about: Mapping[str, Value], document: Path | None) -> Answer:
        job = self._named(about)
        if job is None or document is None:
            return Answer(status=_NOT_FOUND, printer={}, jobs=())
        if job.state.is_over or job.pdf is not None:
            return Answer(status=_NOT_POSSIBLE, printer={}, jobs=())
        if self.cuts:
            self.cuts = False
            raise self._off()
        job.state, job.pdf = JobState.PENDING, document.read_bytes()
        return self._told(job)

    def _of_job(self, about: Mapping[str, Value]) -> Answer:
        job = self._named(about)
        return self._told(job) if job else Answer(status=_NOT_FOUND, printer={}, jobs=())

    def _list(self, about: Mapping[str, Value]) -> Answer:
        over = about["which-jobs"] == "completed"
        jobs = tuple(self._shown(job) for job in self._jobs.values() if job.state.is_over is over)
        return Answer(status=_OK, printer={}, jobs=jobs)

    def _cancel(self, about: Mapping[str, Value]) -> Answer:
        job = self._named(about)
        if job is None or job.state.is_over:
            return Answer(status=_NOT_FOUND if job is None else _NOT_POSSIBLE, printer={}, jobs=())
        job.state, job.ended = JobState.CANCELED, self._now()
        return self._told(job)

    def _named(self, about: Mapping[str, Value]) -> _Job | None:
        number = about["job-id"]
        return self._jobs.get(number) if isinstance(number, int) else None

    def _told(self, job: _Job) -> Answer:
        return Answer(status=_OK, printer={}, jobs=(self._shown(job),))

    def _shown(self, job: _Job) -> Attributes:
        return {
            "job-id": job.id,
            "job-name": job.title,
            "job-state": job.state.value,
            "job-state-reasons": "job-incoming" if job.state is JobState.HELD else "none",
            "job-originating-user-name": job.user,
            "number-of-documents": 0 if job.pdf is None else 1,
            "time-at-processing": "" if job.begun is None else int(job.begun),
            "time-at-completed": "" if job.ended is None else int(job.ended),
        }

    def _printer(self) -> Attributes:
        stops = bool(self.stopped_for) and any(job.state is JobState.PROCESSING for job in self._jobs.values())
        return {
            "printer-info": self.name,
            "printer-make-and-model": "Fake",
            "printer-uuid": _UUID,
            "printer-state": 5 if stops else 3,
            "printer-state-reasons": f"{self.stopped_for}-error" if stops else "none",
            "printer-is-accepting-jobs": self.accepting,
            "printer-up-time": int(self._now()),
            "document-format-supported": ["application/pdf"],
            "sides-supported": ["one-sided", "two-sided-long-edge"] if self.duplex else "one-sided",
            "copies-supported": [1, 99],
            "media-supported": A4,
            "media-source-supported": ["main", "manual"],
            "printer-supply": "type=toner;maxcapacity=100;level=75;colorantname=black;",
            "printer-supply-description": "Black Toner",
        }

    def _now(self) -> float:
        return time.monotonic() - self._started
