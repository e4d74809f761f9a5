"""Run the product's command line as an office does, in a home folder of its own, and keep what it said."""

import csv
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.acting import commands

from .outputs import Outputs, read_outputs

SOURCES = Path(__file__).resolve().parents[2] / "src"
PROCESS = "hygiene-kits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one command did: its exit code, both streams, the folder it was told to release into."""

    code: int
    stdout: str
    stderr: str
    out: Path

    @property
    def report(self) -> dict[str, Any]:
        """Return the one JSON object on standard output."""
        found = json.loads(self.stdout)
        assert isinstance(found, dict)
        return found

    @property
    def run(self) -> str:
        """Return the run's id."""
        return str(self.report["run"])

    def outputs(self, *, supplement: bool = False) -> Outputs:
        """Read what this run released."""
        return read_outputs(self.out / (f"{self.run}-2" if supplement else self.run))

    def folders(self) -> list[str]:
        """Return the names of the folders that a person sees where outputs appear."""
        return sorted(path.name for path in self.out.glob("*") if not path.name.startswith("."))


class CommandLine:
    """`jikwon` with a home folder; every run of one instance belongs to the same office."""

    def __init__(self, home: Path) -> None:
        """Use `home` as JIKWON_HOME and release under its sibling folders."""
        self.home = home
        self.environment = {
            **os.environ,
            "JIKWON_HOME": str(home / "jikwon"),
            "PYTHONPATH": str(SOURCES),
            "PYTHONUTF8": "1",
            "LANG": "ko_KR.UTF-8",
            "NO_COLOR": "1",
        }
        self._runs = 0

    def command(self, *arguments: str, out: Path | None = None) -> Outcome:
        """Run one command to its end; ten minutes are the limit of everything in the exam."""
        done = commands.run(arguments, environment=self.environment, folder=self.home, within_s=600)
        return Outcome(code=done.exit, stdout=done.out.decode(), stderr=done.err.decode(), out=out or self.home)

    def run_kits(
        self,
        register: Sequence[Path],
        *,
        delivered: Sequence[Path] = (),
        settings: Mapping[str, str] | None = None,
        clock: datetime,
        partial: bool = False,
        approve: bool = True,
        extra: Sequence[str] = (),
    ) -> Outcome:
        """Run hygiene-kits over files into an output folder that only this run has."""
        self._runs += 1
        out = self.home / f"out-{self._runs}"
        arguments = ["run", PROCESS, "--as-of", f"{clock:%Y-%m-%dT%H:%M}", "--out", str(out), "--json", *extra]
        for name, paths in (("register", register), ("delivered", delivered)):
            arguments += [part for path in paths for part in ("--input", f"{name}={path}")]
        for name, value in (settings or {}).items():
            arguments += ["--set", f"{name}={value}"]
        arguments += ["--approve"] * approve + ["--partial"] * partial
        return self.command(*arguments, out=out)

    def answer(self, run: str, answers: Mapping[str, str], *, out: Path) -> Outcome:
        """Answer questions by a file and resume the run."""
        path = self.home / f"answers-{run}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as lines:
            csv.writer(lines).writerows([("질문ID", "답"), *answers.items()])
        stored = self.command("answer", run, "--file", str(path), "--json", out=out)
        assert stored.code in (0, 3), stored.stderr
        return self.resume(run, out=out)

    def exclude(self, run: str, question: str, reason: str, *, out: Path) -> Outcome:
        """Exclude the item that a question is about and resume the run."""
        stored = self.command("answer", run, question, "--exclude", reason, "--json", out=out)
        assert stored.code in (0, 3), stored.stderr
        return self.resume(run, out=out)

    def resume(self, run: str, *, out: Path) -> Outcome:
        """Resume a run and approve what it releases."""
        return self.command("resume", run, "--approve", "--json", out=out)


def sha256(path: Path) -> str:
    """Return a file's SHA-256 as the report writes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
