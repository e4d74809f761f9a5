"""Timing whole processes in turn: one run of each contender after the other, round by round.

Whatever slows the machine down for a while then slows all of them, and the ratios stay fair.
"""

import json
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROUNDS = 5
TOLD = "told.json"
"""What a contender's programs may write into its folder: a line of {"work_s": …} or lines of {"marks": {…}}.

Of marks with one name the least counts: several processes may each say when they began.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A command to be timed; what it needs was made before."""

    argv: Sequence[str | Path]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One side of a contest. `prepare` is not timed; `check` raises if the work was not done."""

    name: str
    size: int
    prepare: Callable[[Path], Start]
    check: Callable[[Path], None] = lambda _folder: None
    work_s: Callable[[Mapping[str, float]], float] | None = None
    note: str = ""
    tells: Sequence[str] = ()
    """Which of the marks that its program writes are figures to be shown beside its times."""
    is_slow: bool = False
    """It takes minutes: it is run in the first round alone, and not to warm up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Contenders that do the same work; the first is ours. One that is not timed compares what its programs tell."""

    code: str
    title: str
    unit: str
    size: int
    contenders: Sequence[Contender]
    rounds: int = ROUNDS
    is_warmed_up: bool = True
    is_timed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One timed process. `work_s` is the part that its program timed itself, if it did."""

    seconds: float
    cpu_s: float
    peak_mib: float
    work_s: float | None
    told: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Least, middle and greatest of the rounds."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Take the spread of some values."""
        return cls(low=min(values), middle=statistics.median(values), high=max(values))


@dataclass(slots=True, kw_only=True)
class Result:
    """A contender's samples; `error` says why there are none."""

    contender: Contender
    samples: list[Sample] = field(default_factory=list)
    error: str = ""


def hold(contest: Contest, folder: Path) -> list[Result]:
    """Run every contender once to warm up, then once a round; a slow one once. Absolute seconds are printed."""
    results = [Result(contender=each) for each in contest.contenders]
    for number in range(0 if contest.is_warmed_up else 1, contest.rounds + 1):
        for result in results:
            if not result.error and (number == 1 or not result.contender.is_slow):
                _once(contest, result, folder, number)
    return results


def _once(contest: Contest, result: Result, folder: Path, number: int) -> None:
    scratch = folder / contest.code / result.contender.name.replace(" ", "-").replace("/", "-")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        sample = _timed(result.contender, scratch)
    except Exception as error:  # noqa: BLE001 - one contender that fails leaves the others their contest
        result.error = f"{type(error).__name__}: {error}".strip()
        print(f"  {contest.code} {result.contender.name}: {result.error}", flush=True)
        return
    if number:
        result.samples.append(sample)
    label = f"round {number}" if number else "warm-up"
    print(
        f"  {contest.code} {label} {result.contender.name}: {sample.seconds:.2f} s, {sample.peak_mib:.0f} MiB",
        flush=True,
    )
    shutil.rmtree(scratch)


def _timed(contender: Contender, scratch: Path) -> Sample:
    start = contender.prepare(scratch)
    env = {**_quiet_env(), **start.env}
    with (scratch / "output.txt").open("wb") as output:
        began = time.perf_counter()
        # A child's peak counts what its parent held when it was started: keep this program small.
        child = subprocess.Popen([str(each) for each in start.argv], cwd=scratch, env=env, stdout=output, stderr=output)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise ContenderFailed(_tail(scratch / "output.txt"))
    contender.check(scratch)
    return Sample(
        seconds=seconds, cpu_s=used.ru_utime + used.ru_stime, peak_mib=used.ru_maxrss / 1024,
        work_s=_work_s(contender, scratch), told=_told(contender, scratch),
    )  # fmt: skip


class ContenderFailed(Exception):
    """A contender's program ended badly; the message is the last line that it wrote."""


def _quiet_env() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIKWON", "PYTHON", "RC_"))}
    return {**kept, "PYTHONUTF8": "1", "DO_NOT_TRACK": "1"}


def _tail(path: Path) -> str:
    lines = [line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "no output"


def _told(contender: Contender, scratch: Path) -> dict[str, float]:
    marks = said(scratch)[1]
    return {name: marks[name] for name in contender.tells}


def _work_s(contender: Contender, scratch: Path) -> float | None:
    seconds, marks = said(scratch)
    return contender.work_s(marks) if contender.work_s and marks else seconds


def said(scratch: Path) -> tuple[float | None, dict[str, float]]:
    """Read what programs wrote into `TOLD`: the seconds of the work alone, and marks."""
    seconds, marks = None, dict[str, float]()
    told = scratch / TOLD
    for line in told.read_text(encoding="utf-8").splitlines() if told.exists() else ():
        data = json.loads(line)
        seconds = data.get("work_s", seconds)
        for name, value in data.get("marks", {}).items():
            marks[name] = min(value, marks.get(name, value))
    return seconds, marks
