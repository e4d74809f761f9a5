"""A run being worked on: what the stages and the process's functions see of it."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jikwon.engine import observing
from jikwon.engine.acts import ledger
from jikwon.engine.acts.outside import Outside
from jikwon.engine.files import kept_sources, pictures, sources
from jikwon.engine.files.folders import Folders
from jikwon.engine.files.sources import SealedSource
from jikwon.engine.learned import learning
from jikwon.engine.office import Office
from jikwon.engine.runs import publishing
from jikwon.engine.runs.options import Options
from jikwon.engine.sealing import Seal
from jikwon.model import (
    Answer,
    DoneBefore,
    Evidence,
    InputError,
    JikwonError,
    Note,
    Place,
    Published,
    Result,
    Stage,
    State,
    Subject,
    declared,
)
from jikwon.model.catalog import Process, find
from jikwon.model.keeping import Untried
from jikwon.model.learned import Approved
from jikwon.model.manifest import Manifest
from jikwon.model.opening import OpenSites
from jikwon.model.outputs import file_of
from jikwon.model.process_run import ProcessRun
from jikwon.model.states import OPEN
from jikwon.records import database, executors, questions, runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow
from jikwon.trust import logs

if TYPE_CHECKING:
    from jikwon.engine.runs.second import Second

IN_BATCHES = frozenset({Stage.HANDLE, Stage.ACT})
"""Stages of many pieces, which several executors may do at the same time."""


class Stopped(JikwonError):
    """The run was paused or cancelled; the work at hand ends without writing."""

    code = "stopped"


class RunUnknown(InputError):
    """No run has this id."""

    code = "run-unknown"


class Active(Folders, Outside, ProcessRun):
    """One run in the hands of one executor. Implements `jikwon.model.Run` for the process.

    `sites` are shared by all that one worker does of the run; without them it opens its own, which
    `close` closes. `is_trial` tells that an answer is only tried out.
    """

    def __init__(self, office: Office, row: RunRow, executor: str, *, sites: OpenSites | None = None) -> None:
        self.office = office
        self.id = row.id
        self.row = row
        self.executor = executor
        self.seal = Seal(row.id, office.keys.unwrap(row.key or b""))
        self.options = self.seal.unpack(row.options, Options, "runs", "options")
        self.tell_waiting: Callable[[str], None] = lambda _sentence: None
        self.tell_act: Callable[[], None] = lambda: None
        self.is_stopping: Callable[[], bool] = lambda: False
        """Whether nothing new is to be begun: the worker is drained, stopped or fenced."""
        self.must_stop: Callable[[], bool] = lambda: False
        """Whether what is in hand is to be dropped, too: the worker is stopped or fenced."""
        self.is_trial = False
        self.notes: list[Note] = []
        self.publishing: dict[tuple[str, str], Mapping[str, str]] = {}
        self.rows_ = {"read": 0, "used": 0, "merged": 0, "skipped": 0}
        self.results: list[Result[Any, Any]] | None = None
        self.second: Second | None = None
        self._sites = OpenSites() if sites is None else sites
        self._counting = threading.Lock()
        self.doing: Stage | None = None
        self._holder, self._attempt = row.holder, row.attempt

    @cached_property
    def process_(self) -> Process:  # type: ignore[override]
        """The version of its process that the run has begun with, looked for when it is needed: to cancel takes none.

        Raises `ProcessVersionMissing`.
        """
        return find(self.row.process, self.row.version)

    @property
    def process(self) -> str:
        """The process's slug."""
        return self.row.process

    @classmethod
    def of(cls, office: Office, run: str, executor: str, *, sites: OpenSites | None = None) -> "Active":
        """Take up a run by its id."""
        row = runs.get(run)
        if row is None:
            raise RunUnknown(run=run)
        return cls(office, row, executor, sites=sites)

    def refresh(self) -> RunRow:
        """Read the run's row again."""
        found = runs.get(self.id)
        if found is None:
            raise RunUnknown(run=self.id)
        self.row = found
        return found

    @contextmanager
    def writing(self, *, ended_too: bool = False, shared: bool = False) -> Iterator[None]:
        """Write to the records in one transaction, unless this executor is fenced or the run stopped.

        `ended_too` still writes after a pause or cancel: what was done outside must be recorded. `shared` writes
        beside others that do so, and never beside what changes a run's state or buries an executor: what is looked
        at here holds until the end of the transaction (see `records.database.together`).
        """
        with together(shared=shared):
            executors.assert_alive(self.executor)
            if not ended_too:
                self.assert_open()
            yield

    def assert_open(self) -> None:
        """Raise `Stopped` unless `is_open`."""
        if not self.is_open():
            raise Stopped(run=self.id)

    def is_open(self) -> bool:
        """Tell whether this executor may go on with what it does of the run at this moment.

        It may not when the run was paused and then resumed elsewhere, or when the stage it works on
        was begun again or is over: two writers of one stage could each undo what the other proved.
        """
        state, stage, attempt, holder = runs.standing(self.id)
        if state not in OPEN or holder != self._holder:
            return False
        return self.doing is None or (stage == self.doing and (stage in IN_BATCHES or attempt == self._attempt))

    def end(self, state: State, *, error: str = "") -> None:
        """Let the run rest in `state`; an approval was for what the command released, and lapses."""
        kept = {} if state is State.RELEASED else {"approved_by": ""}
        runs.change(self.id, self.now(), error=error, **kept)
        runs.end(self.id, self.now(), state)
        self.office.note(f"run {state.value}", run=self.id, actor=self.executor)
        observing.rests(self.id, self.row.process, state)

    # What the process's functions see (jikwon.model.Run)

    @property
    def manifest(self) -> Manifest:
        """The process's manifest."""
        return self.process_.manifest

    @cached_property
    def clock(self) -> datetime:
        """The run's moment."""
        return datetime.fromisoformat(self.row.clock)

    @property
    def started_by(self) -> str:
        """The account that started the run."""
        return self.row.account

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        return self.options.settings[name]

    def sources(self, name: str) -> Sequence[SealedSource]:
        """Give an input's files in name order."""
        found = sorted((each for each in self.options.files if each.input == name), key=lambda each: each.name)
        return [SealedSource(self, each) for each in found]

    def beside(self, work: Callable[..., object], *given: object, **named: object) -> None:
        """Do something in the second process, where there is one that is idle, else at once."""
        if self.second is None or self.doing is not Stage.DELIVER or not self.second.do(work, given, named):
            work(*given, **named)

    def earlier(self, name: str) -> Sequence[bytes]:
        """Give an output as every earlier part of this run released it."""
        from jikwon.engine.files import outputs  # it knows a run itself

        return outputs.earlier(self).get(name, [])

    def output(self, name: str, *, part: str = "") -> Path:
        """Give the path of an output: private until it is released, then where people find it."""
        file = file_of(self.manifest, name, part=part)
        if self.doing in (Stage.ACT, Stage.ACCOUNT) and not self.manifest.outputs[name].after:
            return self.acted_folder / file
        path = (self.making if self.doing in (Stage.DELIVER, Stage.ACCOUNT) else self.staging) / file
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def keep(self, kind: str, key: str, data: bytes, *, suffix: str = ".html") -> Place:
        """Keep what was read from outside."""
        if self.is_trial:
            raise Untried
        return kept_sources.keep(self, kind, key, data, suffix)

    @cached_property
    def evidence(self) -> Evidence:
        """Where a tool keeps pictures of a failure."""
        return pictures.keeper(self, self.manifest)

    def add_source(self, input: str, name: str, data: bytes) -> SealedSource:  # noqa: A002 - the name it has in Run
        """Take in a file that the process has fetched."""
        return sources.add(self, input, name, data)

    def publish(self, kind: str, key: str, data: Mapping[str, str]) -> None:
        """Keep something for later runs of this process."""
        publishing.publish(self, kind, key, data)

    def published(self, kind: str, *, key: str = "") -> Sequence[Published]:
        """Give what earlier runs have published."""
        return publishing.earlier(self, kind, key)

    def model(self, kind: str) -> Approved | None:
        """Give the model that was approved when the run began."""
        declared.model(self.manifest, kind)
        return self._models.get(kind)

    @cached_property
    def _models(self) -> Mapping[str, Approved]:
        return {each.kind: learning.load(self.office.home, each.sha256) for each in self.options.models}

    def tell(self, note: Note) -> None:
        """List something in the proof."""
        self.notes.append(note)

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Add to the rows of the main input."""
        with self._counting:
            for name, more in (("read", read), ("used", used), ("merged", merged), ("skipped", skipped)):
                if more:
                    self.rows_[name] += more

    def answer(self, code: str, about: Subject) -> Answer | None:
        """Give a person's answer about a file, a column or the run."""
        found = questions.get(self.question_id(code, about.kind.value, about.key))
        if found is None or found.state != "answered" or found.answer is None:
            return None
        return self.seal.unpack(found.answer, Answer, "questions", found.id, "answer")

    def remembered(self, code: str, key: str) -> Answer | None:
        """Give the answer that the office keeps."""
        hashed = self.office.hash("remember", key)
        sealed = questions.kept(self.process, code, hashed)
        return self.office.seal.unpack(sealed, Answer, "remembered", self.process, code, hashed) if sealed else None

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash."""
        return self.office.hash(*parts)

    def done_before(self, kind: str, item: str) -> tuple[DoneBefore, ...]:
        """Give what any run of this office has completed on an item."""
        return ledger.completed(self.office, self.act(kind, item).key)

    def question_id(self, code: str, about: str, key: str) -> str:
        """Give a question's id: the same question of the same run has the same one, and it names nobody.

        12 digits: among a hundred thousand questions of an office two share an id with a chance of 2e-5.
        """
        return f"q-{self.office.hash('question', self.id, code, about, key)[:12]}"

    def end_second(self) -> None:
        """End the second process, if there is one."""
        if self.second:
            self.second.end()
            self.second = None

    def close(self) -> None:
        """Close what was opened outside, and end the second process."""
        self.end_second()
        for error in self._sites.close():
            logs.get(__name__).failure("site-not-closed", error, run=self.id)

    @staticmethod
    def now() -> float:
        """Give the present moment, for records (never for a rule: rules use the run's clock)."""
        return database.now()
