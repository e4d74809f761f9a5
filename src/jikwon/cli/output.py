"""What the command line prints: plain lines, one JSON object, or progress on a terminal."""

import json
import sys
import time
from typing import Any

from jikwon.engine.runs.drive import Progress
from jikwon.model import Exit, JikwonError, Stage, strings

SAYS = strings.of(__name__)


def line(text: str = "") -> None:
    """Print one line for people."""
    sys.stdout.write(f"{text}\n")


def at_once(text: str) -> None:
    """Print one line for whoever reads along."""
    line(text)
    sys.stdout.flush()


def say(code: str, **fields: object) -> None:
    """Print a sentence of the strings."""
    line(SAYS.text("lines", code, language=None, **fields))


def as_json(data: object) -> None:
    """Print one object and nothing else."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def failed(error: JikwonError, code: Exit, *, as_json: bool) -> int:
    """Say in one line on standard error what is wrong, and in JSON where that was asked for."""
    text = warn(error)
    if as_json:
        json.dump({"state": "failed", "error": text}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    return int(code)


def warn(error: JikwonError) -> str:
    """Say in one line on standard error what is wrong; return that line."""
    text = " ".join(error.text().split())
    sys.stderr.write(f"{text}\n")
    return text


def interrupted() -> int:
    """Say what an interrupt leaves behind."""
    sys.stderr.write(SAYS.text("lines", "interrupted") + "\n")
    return 130


def progress(*, quiet: bool) -> Progress:
    """Give the watcher that fits: a bar with the time left on a terminal, plain lines in a log."""
    if quiet:
        return _nobody
    return Bar() if sys.stderr.isatty() else _Lines()


def _nobody(stage: Stage, done: int, total: int) -> None:
    """Watch nothing."""


class _Lines:
    """One line when a stage begins, and every ten seconds in a long one."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._said = 0.0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Say that a stage began, or how far a long one is."""
        now = time.monotonic()
        if stage is self._stage and now - self._said < 10:
            return
        self._stage, self._said = stage, now
        share = f" {done * 100 // total}%" if total > 1 else ""
        sys.stderr.write(f"{strings.word('stages', stage.value)}{share}\n")

    def waits_for(self, sentence: str) -> None:
        """Say what the run waits for outside, once."""
        if sentence:
            sys.stderr.write(SAYS.text("lines", "waiting-for", sentence=sentence) + "\n")
            sys.stderr.flush()


class Bar:
    """A bar with the time left, drawn by rich."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar: Any = Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(), transient=True,
        )  # fmt: skip
        self._stage: Stage | None = None
        self._task: Any = None

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Draw how far the stage is."""
        if stage is not self._stage:
            self._close()
            self._stage = stage
            self._bar.start()
            self._task = self._bar.add_task(strings.word("stages", stage.value), total=total)
        self._bar.update(self._task, completed=done, total=total)
        if done >= total:
            self._close()

    def waits_for(self, sentence: str) -> None:
        """Show what the run waits for outside in the bar's line, for as long as it does."""
        if self._task is not None and self._stage is not None:
            stage = strings.word("stages", self._stage.value)
            said = SAYS.text("lines", "waiting-for", sentence=sentence) if sentence else ""
            self._bar.update(self._task, description=f"{stage}  {said}".rstrip())

    def _close(self) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
            self._bar.stop()
            self._task, self._stage = None, None
