"""Commands of ours as processes of their own on one home folder, killed at will, and its records to look into."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests import looking
from tests.acting import commands

SOURCES = Path(__file__).parents[2] / "src"
ENDED = ("released", "refuted", "cancelled", "failed")
WITHIN_S = 120.0


class Programs:
    """One home folder, and the processes that are started on it and killed."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.hits: Counter[str] = Counter()
        self.programs: list[subprocess.Popen[bytes]] = []

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.folder / "home"

    def environment(self) -> dict[str, str]:
        """Give the environment of our commands."""
        paths = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH", "")]))
        return {**os.environ, "JIKWON_HOME": str(self.home), "PYTHONPATH": paths}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command of ours."""
        log = (self.folder / "said.log").open("ab")
        with log:
            program = subprocess.Popen(
                [sys.executable, "-m", "jikwon", *words], env=self.environment(), stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.programs.append(program)
        return program

    def kill(self, program: subprocess.Popen[bytes]) -> str:
        """Kill a program this instant and tell the stage in which the newest run then stood."""
        program.kill()
        program.wait()
        stage = self.stage()
        self.hits[stage] += 1
        return stage

    def stage(self) -> str:
        """Read the stage of the newest run ("none" before there is one)."""
        found = self.read("SELECT stage FROM runs ORDER BY created_at DESC LIMIT 1")
        return str(found[0][0]).replace("approve", "release") if found else "none"

    def state(self) -> str:
        """Read the state of the newest run."""
        found = self.read("SELECT state FROM runs ORDER BY created_at DESC LIMIT 1")
        return str(found[0][0]) if found else "none"

    def done(self) -> int:
        """Count the acts that are done."""
        found = self.read("SELECT COUNT(*) FROM acts WHERE state = 'done'")
        return int(found[0][0]) if found else 0

    def read(self, sql: str) -> list[Any]:
        """Look into the records without touching them."""
        return looking.look(self.home, sql)

    def newest(self) -> str:
        """Give the id of the newest run."""
        return str(self.read("SELECT id FROM runs ORDER BY created_at DESC LIMIT 1")[0][0])

    def json(self, *words: str) -> Any:
        """Give what a command prints as JSON."""
        return json.loads(commands.run((*words, "--json"), environment=self.environment(), within_s=WITHIN_S).out)

    def said(self) -> str:
        """Give the end of what all programs have said."""
        return (self.folder / "said.log").read_text("utf-8", "replace")[-3000:]

    def clear(self) -> None:
        """End what is still running of our own programs."""
        for program in self.programs:
            if program.poll() is None:
                program.send_signal(signal.SIGCONT)
                program.kill()
                program.wait()
