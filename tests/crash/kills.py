"""A run of two thousand letters that is killed again and again, and what the outside saw of it."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.acting.receiving import PROCESSES, RunningReceiver

SOURCES = Path(__file__).parents[2] / "src"
STAGES = ("collect", "handle", "deliver", "verify", "release", "act", "account")
ENDED = ("released", "refuted", "cancelled", "failed")
WITHIN_S = 120.0


class Killer:
    """One home folder, its receiver, and the processes that are started on it and killed."""

    def __init__(self, folder: Path, receiver: RunningReceiver, *, seed: int) -> None:
        self.folder = folder
        self.receiver = receiver
        self.chance = random.Random(seed)
        self.hits: Counter[str] = Counter()
        self.programs: list[subprocess.Popen[bytes]] = []

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.folder / "home"

    def file(self, name: str, count: int, *, first: int = 0, lanes: int = 4) -> Path:
        """Write `count` letters."""
        path = self.folder / f"{name}.csv"
        numbers = range(first, first + count)
        lines = [f"L{number:05},받는이{number},,창구{number % lanes}" for number in numbers]
        path.write_text("\n".join(["번호,받는분,상태,창구", *lines]), "utf-8")
        return path

    def environment(self) -> dict[str, str]:
        """Give the environment of our commands; all share one cache of compiled code, or each would compile."""
        return {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "JIKWON_HOME": str(self.home), "JIKWON_PROCESSES": str(PROCESSES), "PYTHONPATH": str(SOURCES),
            "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "jikwon-tests-pycache"),
        }  # fmt: skip

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

    def run(self, path: Path) -> subprocess.Popen[bytes]:
        """Start a run in the foreground."""
        return self.start(
            "run", "test-letters", "--input", f"letters={path}", "--set", f"receiver={self.receiver.url}",
            "--approve", "--json",
        )  # fmt: skip

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that ends when nothing is left to do."""
        return self.start("worker", "--until-idle")

    def kill(self, program: subprocess.Popen[bytes]) -> str:
        """Kill a program this instant and tell the stage in which the newest run then stood."""
        program.kill()
        program.wait()
        stage = self.stage()
        self.hits[stage] += 1
        return stage

    def kill_in(self, program: subprocess.Popen[bytes], stage: str, *, longest_s: float) -> str:
        """Kill a program at a random moment of a stage; at once where the stage has passed already."""
        self.wait_for_stage(program, stage)
        time.sleep(self.chance.uniform(0, longest_s))
        return self.kill(program)

    def wait_for_stage(self, program: subprocess.Popen[bytes], stage: str) -> None:
        """Wait until the newest run stands at a stage or past it, or the program has ended."""
        order = [*STAGES, "end"]
        until = time.monotonic() + WITHIN_S
        while time.monotonic() < until and program.poll() is None:
            now = self.stage()
            if now in order and order.index(now) >= order.index(stage):
                return
            time.sleep(0.001)

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
        path = self.home / "records.sqlite"
        if not path.exists():
            return []
        try:
            connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
            try:
                return connection.execute(sql).fetchall()
            finally:
                connection.close()
        except sqlite3.OperationalError:
            return []  # the tables are being made

    def go_on(self) -> subprocess.Popen[bytes]:
        """Let a worker, or a person at the keyboard, go on with the newest run."""
        return self.worker() if self.chance.random() < 0.5 else self.start("resume", self.newest())

    def newest(self) -> str:
        """Give the id of the newest run."""
        return str(self.read("SELECT id FROM runs ORDER BY created_at DESC LIMIT 1")[0][0])

    def settle(self) -> None:
        """Let workers go on, and answer from the receiver's record, until the newest run has ended."""
        for _ in range(20):
            self.finish()
            if self.state() in ENDED:
                return
            self.answer_from_the_record()
            self.start("resume", self.newest()).wait(WITHIN_S)
        raise AssertionError(f"never ended: {self.state()}\n{self.said()}")

    def answer_from_the_record(self) -> int:
        """Answer every question about an act in doubt as the receiver's own record has it; return how many."""
        arrived = set(self.receiver.sent_to())
        asked = [each for each in self.json("show", self.newest())["questions"] if each["code"] == "act-in-doubt"]
        lines = [f"{each['id']},{'done' if each['key'] in arrived else 'not-done'}" for each in asked]
        answers = self.folder / "answers.csv"
        answers.write_text("\n".join(["질문ID,답", *lines]), "utf-8")
        if asked:
            program = self.start("answer", self.newest(), "--file", str(answers))
            assert program.wait(WITHIN_S) == 3, self.said()
        return len(asked)

    def finish(self) -> None:
        """Let a worker do what is left, and see that it ends by itself."""
        worker = self.worker()
        assert worker.wait(WITHIN_S) == 0, self.said()

    def json(self, *words: str) -> Any:
        """Give what a command prints as JSON."""
        command = [sys.executable, "-m", "jikwon", *words, "--json"]
        said = subprocess.run(command, env=self.environment(), capture_output=True, check=False)
        return json.loads(said.stdout)

    def said(self) -> str:
        """Give the end of what all programs have said."""
        return (self.folder / "said.log").read_text("utf-8", "replace")[-3000:]

    def assert_each_letter_once(self, count: int, *, first: int = 0) -> None:
        """Hold the receiver's own record against what was asked for."""
        wanted = [f"L{number:05}" for number in range(first, first + count)]
        arrived = Counter(self.receiver.sent_to())
        doubled = {to: times for to, times in arrived.items() if times > 1}
        assert not doubled, f"doubled: {doubled}"
        missing = [to for to in wanted if to not in arrived]
        assert not missing, f"lost: {missing}\n{self.said()}"

    def clear(self) -> None:
        """End what is still running of our own programs."""
        for program in self.programs:
            if program.poll() is None:
                program.send_signal(signal.SIGCONT)
                program.kill()
                program.wait()


@contextmanager
def killing(folder: Path, *, seed: int, delay_ms: int = 0) -> Iterator[Killer]:
    """Give a killer with a receiver of its own, and leave nothing running."""
    receiver = RunningReceiver(folder / "record.jsonl", delay_ms=delay_ms)
    receiver.start()
    killer = Killer(folder, receiver, seed=seed)
    try:
        yield killer
    finally:
        killer.clear()
        receiver.stop()
        sys.stdout.write(f"\nkilled in: {dict(killer.hits)}\n")
