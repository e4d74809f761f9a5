"""The command as a user has it: a process of its own, a home of its own."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import postgres
from tests.acting import commands
from tests.acting.receiving import PROCESSES, RunningReceiver, running

from jikwon.model import fact

SOURCES = Path(__file__).parents[2] / "src"


@fact
class Said:
    """What a command left behind."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read standard output, which must be one JSON value and nothing else."""
        return json.loads(self.out)


class Shell:
    """Types commands into a home folder of its own."""

    def __init__(self, folder: Path, receiver: RunningReceiver) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.receiver = receiver

    def environment(self, **more: str) -> dict[str, str]:
        """Give the environment of a Korean office; `more` changes it."""
        unwanted = {"LC_ALL", "LC_MESSAGES", "JIKWON_LANG"}
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        told = {
            **kept, "JIKWON_HOME": str(self.home), "JIKWON_PROCESSES": str(PROCESSES), "LANG": "ko_KR.UTF-8",
            "PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": "utf-8", **more,
        }  # fmt: skip
        return dict(postgres.wanted.environment(told)) if postgres.wanted else told

    def __call__(self, *words: str, given: str = "", **environment: str) -> Said:
        """Type one command."""
        done = commands.run(
            words, environment=self.environment(**environment), folder=self.folder, given=given.encode(), within_s=60
        )
        return Said(exit=done.exit, out=done.out.decode(), err=done.err.decode())

    def letters(self, *rows: str, name: str = "편지.csv", encoding: str = "utf-8") -> Path:
        """Write a file of letters; a row is its first cells."""
        path = self.folder / name
        width = 6
        lines = [row + "," * (width - 1 - row.count(",")) for row in ("번호,받는분,상태,창구,함께,판", *rows)]
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return path

    def run(self, *rows: str, words: tuple[str, ...] = (), command: str = "run") -> Said:
        """Run letters with `--json`."""
        return self(
            command, "test-letters", "--input", f"letters={self.letters(*rows)}", "--set",
            f"receiver={self.receiver.url}", "--json", *words,
        )  # fmt: skip


@pytest.fixture(scope="session")
def shared_receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningReceiver]:
    """One receiver for all commands of these tests; each office has its own keys, so that their acts differ."""
    with running(tmp_path_factory.mktemp("receiver") / "record.jsonl") as receiver:
        yield receiver


@pytest.fixture
def shell(tmp_path: Path, shared_receiver: RunningReceiver) -> Shell:
    """Sit at a terminal."""
    return Shell(tmp_path, shared_receiver)


Type = Callable[..., Said]
