"""A run being worked on: what the stages and the process's functions see of it."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jikwon.engine.office import Office
from jikwon.engine.options import Input, Options
from jikwon.engine.sealing import Seal
from jikwon.model import Act, Answer, InputError, JikwonError, Note, Result, Stage, State, Subject, declared
from jikwon.model.catalog import Process, find
from jikwon.model.declared import output_file
from jikwon.model.manifest import Manifest
from jikwon.model.planning import make_act
from jikwon.model.states import OPEN
from jikwon.records import executors, questions, runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow
from jikwon.tools.tables import unlocked
from jikwon.trust.seal import about

if TYPE_CHECKING:
    from jikwon.engine.second import Second

IN_BATCHES = frozenset({Stage.HANDLE, Stage.ACT})
"""Stages of many pieces, which several executors may do at the same time."""


class Stopped(JikwonError):
    """The run was paused or cancelled; the work at hand ends without writing."""

    code = "stopped"


class RunUnknown(InputError):
    """No run has this id."""

    code = "run-unknown"


class SealedSource:
    """An input file, opened from its sealed copy when it is read."""

    def __init__(self, active: "Active", given: Input) -> None:
        self.input = given.input
        self.name = given.name
        self.sha256 = given.sha256
        self._given = given
        self._active = active

    def read(self) -> bytes:
        """Give the content as it was when the run began; a locked workbook opened with the vault's password."""
        data = self._active.read_spooled(self._given.spooled)
        return unlocked(data, file=self.name, passwords=self._active.office.table_password)


class Active:
    """One run in the hands of one executor. Implements `jikwon.model.Run` for the process."""

    def __init__(self, office: Office, row: RunRow, executor: str) -> None:
        self.office = office
        self.id = row.id
        self.row = row
        self.executor = executor
        self.process_: Process = find(row.process)
        self.seal = Seal(row.id, office.keys.unwrap(row.key or b""))
        self.options = self.seal.unpack(row.options, Options, "runs", "options")
        self.progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None
        self.notes: list[Note] = []
        self.rows_ = {"read": 0, "used": 0, "merged": 0, "skipped": 0}
        self.results: list[Result[Any, Any]] | None = None
        self.second: Second | None = None
        self.sites: dict[str, Any] = {}
        self.doing: Stage | None = None
        self._holder, self._attempt = row.holder, row.attempt

    @classmethod
    def of(cls, office: Office, run: str, executor: str) -> "Active":
        """Take up a run by its id."""
        row = runs.get(run)
        if row is None:
            raise RunUnknown(run=run)
        return cls(office, row, executor)

    def refresh(self) -> RunRow:
        """Read the run's row again."""
        found = runs.get(self.id)
        if found is None:
            raise RunUnknown(run=self.id)
        self.row = found
        return found

    @contextmanager
    def writing(self, *, ended_too: bool = False) -> Iterator[None]:
        """Write to the records in one transaction, unless this executor is fenced or the run stopped.

        `ended_too` still writes after a pause or cancel: what was done outside must be recorded.
        """
        with together():
            executors.assert_alive(self.executor)
            if not ended_too and not self.is_open():
                raise Stopped(run=self.id)
            yield

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

    # What the process's functions see (jikwon.model.Run)

    @property
    def process(self) -> str:
        """The process's slug."""
        return self.process_.slug

    @property
    def manifest(self) -> Manifest:
        """The process's manifest."""
        return self.process_.manifest

    @cached_property
    def clock(self) -> datetime:
        """The run's moment."""
        return datetime.fromisoformat(self.row.clock)

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        return self.options.settings[name]

    def sources(self, name: str) -> Sequence[SealedSource]:
        """Give an input's files in name order."""
        found = sorted((each for each in self.options.inputs if each.input == name), key=lambda each: each.name)
        return [SealedSource(self, each) for each in found]

    def output(self, name: str) -> Path:
        """Give the path of an output: private until it is released, then where people find it."""
        file = output_file(self.manifest, name)
        if self.doing in (Stage.ACT, Stage.ACCOUNT) and not self.manifest.outputs[name].after:
            return self.released_folder / file
        path = self.staging / file
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def tell(self, note: Note) -> None:
        """List something in the proof."""
        self.notes.append(note)

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Add to the rows of the main input."""
        rows = self.rows_
        rows["read"] += read
        rows["used"] += used
        rows["merged"] += merged
        rows["skipped"] += skipped

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

    def act(self, kind: str, item: str, *, version: str = "1", lane: str = "", files: Sequence[str] = ()) -> Act:
        """Make an act with a permanent key that names nobody."""
        return make_act(self.process, kind, item, version=version, lane=lane, files=files, hash=self.hash)

    def text(self, table: str, code: str, **fields: object) -> str:
        """Give a sentence of the process's strings in Korean, the office's language."""
        return self.process_.strings.text(table, code, language="ko", **fields)

    def site(self, name: str) -> object:
        """Open a resource of the outside once for this executor and run."""
        if name not in self.sites:
            self.sites[name] = self.process_.function("open_site")(self, name)
        return self.sites[name]

    def credential(self, name: str) -> str:
        """Give a secret from the vault that the manifest names."""
        declared.credential(self.manifest, name)
        self.office.note("credential used", run=self.id, subject=name, actor=self.executor)
        return self.office.vault().use(name)

    # Where the run's files are

    @property
    def folder_name(self) -> str:
        """The name under which this part's outputs appear: the run's id, then `-2`, `-3`, …"""
        return self.id if self.row.part == 1 else f"{self.id}-{self.row.part}"

    @property
    def staging(self) -> Path:
        """The private folder in which outputs are made."""
        return Path(self.options.out) / f".{self.folder_name}"

    @property
    def released_folder(self) -> Path:
        """Where this part's outputs appear in one move."""
        return Path(self.options.out) / self.folder_name

    @property
    def evidence(self) -> Path:
        """Where the run's proofs stay, refuted ones too."""
        return self.office.home.evidence / self.id

    @property
    def spool(self) -> Path:
        """Where the sealed copies of the inputs are, while the run needs them."""
        return self.office.home.spool / self.id

    def read_spooled(self, name: str) -> bytes:
        """Open a sealed working copy."""
        return self.seal.sealer.read_file(self.spool / name, about(self.id, "spool", name))

    def fresh_staging(self) -> Path:
        """Empty the private folder."""
        self.drop_staging()
        self.staging.mkdir(mode=0o700, parents=True)
        return self.staging

    def drop_staging(self) -> None:
        """Remove the private folder with all that is in it."""
        shutil.rmtree(self.staging, ignore_errors=True)

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
        for site in self.sites.values():
            if close := getattr(site, "close", None):
                close()
        self.sites.clear()

    @staticmethod
    def now() -> float:
        """Give the present moment, for records (never for a rule: rules use the run's clock)."""
        return time.time()
