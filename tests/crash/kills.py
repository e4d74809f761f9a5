"""A run of two thousand letters that is killed again and again, and what the outside saw of it."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.acting.receiving import PROCESSES, RunningReceiver
from tests.crash.programs import ENDED, WITHIN_S, Programs

STAGES = ("collect", "handle", "deliver", "verify", "release", "act", "account")


class Killer(Programs):
    """One home folder, its receiver, and the processes that are started on it and killed."""

    def __init__(self, folder: Path, receiver: RunningReceiver, *, seed: int) -> None:
        super().__init__(folder, seed=seed)
        self.receiver = receiver

    def environment(self) -> dict[str, str]:
        """Give the environment of our commands, with the process that sends letters."""
        return {**super().environment(), "JIKWON_PROCESSES": str(PROCESSES)}

    def file(self, name: str, count: int, *, first: int = 0, lanes: int = 4) -> Path:
        """Write `count` letters."""
        path = self.folder / f"{name}.csv"
        numbers = range(first, first + count)
        lines = [f"L{number:05},받는이{number},,창구{number % lanes}" for number in numbers]
        path.write_text("\n".join(["번호,받는분,상태,창구", *lines]), "utf-8")
        return path

    def run(self, path: Path) -> subprocess.Popen[bytes]:
        """Start a run in the foreground."""
        return self.start(
            "run", "test-letters", "--input", f"letters={path}", "--set", f"receiver={self.receiver.url}",
            "--approve", "--json",
        )  # fmt: skip

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that ends when nothing is left to do."""
        return self.start("worker", "--until-idle")

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

    def go_on(self) -> subprocess.Popen[bytes]:
        """Let a worker, or a person at the keyboard, go on with the newest run."""
        return self.worker() if self.chance.random() < 0.5 else self.start("resume", self.newest())

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

    def assert_each_letter_once(self, count: int, *, first: int = 0) -> None:
        """Hold the receiver's own record against what was asked for."""
        wanted = [f"L{number:05}" for number in range(first, first + count)]
        arrived = Counter(self.receiver.sent_to())
        doubled = {to: times for to, times in arrived.items() if times > 1}
        assert not doubled, f"doubled: {doubled}"
        missing = [to for to in wanted if to not in arrived]
        assert not missing, f"lost: {missing}\n{self.said()}"


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
