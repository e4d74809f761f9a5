"""An office in memory: it runs a process from inputs to released outputs, answers, and goes on."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jikwon.model import Answer, Run, Site, declared
from jikwon.model.catalog import Process
from jikwon.model.dates import SEOUL
from jikwon.model.learned import Approved
from jikwon.model.mail import MailServer
from jikwon.testing.course import Course, Excluded
from jikwon.testing.driving import go_on
from jikwon.testing.effects import MemoryEffects
from jikwon.testing.findings import found
from jikwon.testing.memory import MemoryRun, MemorySource, Surroundings
from jikwon.testing.results import RunResult

__all__ = ["Answers", "Excluded", "Given", "Office"]

Given = Path | tuple[str, str | bytes]
"""An input file: where it lies, or its name and content (text is written in UTF-8)."""
Answers = Mapping[tuple[str, str], str | Answer | Excluded]
"""Answers by (key, code) of the question: text, an answer, or that the person leaves the item out."""


class Office:
    """One office: a process, a clock, what it remembers and what it has done outside.

    `folder` is where outputs go (a fresh temporary folder by default). Runs of one office share its
    remembered answers and its ledger of effects. `sites`, `mail`, `office_settings` (those of the process)
    and `browser_path` are what `settings.toml` says of an office; `open_site` takes the place of the
    process's own (`fakes.open_site`). `models` are the approved models by kind.
    """

    def __init__(
        self,
        *,
        process: str | Path | Process,
        as_of: str | datetime = "2021-10-06T09:00",
        folder: Path | None = None,
        effects: MemoryEffects | None = None,
        credentials: Mapping[str, str] | None = None,
        sites: Sequence[Site] = (),
        mail: MailServer | None = None,
        office_settings: Mapping[str, str] | None = None,
        open_site: Callable[[Run, str], object] | None = None,
        started_by: str = "tester",
        browser_path: str = "",
        models: Mapping[str, Approved] | None = None,
    ) -> None:
        self.process = found(process)
        self.clock = _moment(as_of)
        self.effects = effects or MemoryEffects()
        self.remembered: dict[tuple[str, str], Answer] = {}
        self._office_settings = dict(office_settings or {})
        self._around = Surroundings(
            remembered=self.remembered, effects=self.effects, credentials=dict(credentials or {}),
            sites={site.name: site for site in sites}, mail=mail, open_site=open_site, started_by=started_by,
            browser_path=browser_path, published=[], models=dict(models or {}),
        )  # fmt: skip
        self._folder = folder or self._own_folder()
        self._runs = 0

    def run(
        self,
        *,
        inputs: Mapping[str, Sequence[Given]],
        settings: Mapping[str, str] | None = None,
        answers: Answers | None = None,
        partial: bool = False,
        approve: bool = False,
        plan: bool = False,
    ) -> RunResult:
        """Run the process as far as it goes, as the engine would; with `plan` no further than the proof.

        `answers` are given as soon as their questions are asked. Raises `InputError` where the command
        line would exit with 2, and `QuestionUnknown` for an answer to a question that nobody asked.
        A failure is a result whose `state` is failed, with its `error`.
        """
        manifest = self.process.manifest
        chosen = declared.settings(manifest, settings or {}, self._office_settings)
        declared.inputs(manifest, [name for name, files in inputs.items() if files])
        self._runs += 1
        run = MemoryRun(
            self.process,
            clock=self.clock,
            settings=chosen,
            sources=[_source(name, each) for name, files in inputs.items() for each in files],
            folder=self._folder / f"run-{self._runs}",
            around=self._around,
        )
        run.kept_alive = self  # a result needs the office's folder for as long as somebody looks at it
        course = Course(run, self.effects, self.remembered, partial=partial, plan_only=plan)
        return go_on(course, answers or {}, approve=approve)

    def answer(self, result: RunResult, answers: Answers, *, approve: bool = False) -> RunResult:
        """Answer open questions of a run and go on with it; the same errors as `run`."""
        return go_on(_course(result), answers, approve=approve)

    def approve(self, result: RunResult) -> RunResult:
        """Approve what the run would release, and go on with it."""
        return go_on(_course(result), {}, approve=True)

    def resume(self, result: RunResult, *, approve: bool = False) -> RunResult:
        """Go on with a run that has failed or waits for the outside: what has no end is tried again."""
        return go_on(_course(result), {}, approve=approve)

    def _own_folder(self) -> Path:
        """Make a folder that is removed when nobody looks at the office or its results any more."""
        folder = Path(tempfile.mkdtemp(prefix="jikwon-test-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder


def _course(result: RunResult) -> Course:
    course = result.course
    assert isinstance(course, Course)
    return course


def _moment(as_of: str | datetime) -> datetime:
    moment = datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return moment if moment.tzinfo else moment.replace(tzinfo=SEOUL)


def _source(input_name: str, given: Given) -> MemorySource:
    if isinstance(given, Path):
        return MemorySource(input_name, given.name, given.read_bytes())
    name, content = given
    return MemorySource(input_name, name, content.encode("utf-8") if isinstance(content, str) else content)
