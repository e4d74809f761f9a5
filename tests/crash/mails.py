"""A run of petitions that is killed while it sends its mail, and what the mail server's own record says."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.programs import WITHIN_S, Programs

from jikwon_practice.mailbox import PracticeMailbox

PROCESSES = Path(__file__).parents[2] / "src" / "jikwon" / "processes"
SAMPLE = PROCESSES / "petitions" / "sample"
TO = "kim@songpa.go.kr, lee@songpa.go.kr"
SETTINGS = """[mail]
server = "127.0.0.1"
port = {port}
security = "none"
sender = "robot@songpa.go.kr"
domains = ["songpa.go.kr"]
timeout_s = 5
"""


class Sender(Programs):
    """One home folder and its mail server, and the processes that are started on it and killed."""

    def __init__(self, folder: Path, peer: PracticeMailbox, *, seed: int) -> None:
        super().__init__(folder, seed=seed)
        self.peer = peer
        self.asked: list[str] = []
        self.home.mkdir(mode=0o700, parents=True)
        (self.home / "settings.toml").write_text(SETTINGS.format(port=peer.port), "utf-8")

    def environment(self) -> dict[str, str]:
        """Give the environment of our commands, with the process of petitions."""
        return {**super().environment(), "JIKWON_PROCESSES": str(PROCESSES)}

    def run(self) -> subprocess.Popen[bytes]:
        """Start a run in the foreground that sends one mail."""
        given = [part for path in sorted(SAMPLE.glob("petitions-*")) for part in ("--input", f"petitions={path}")]
        given += ["--input", f"departments={SAMPLE / 'departments.csv'}", "--set", "period=2021-10"]
        return self.start(
            "run", "petitions", *given, "--set", f"mail_to={TO}", "--as-of", "2021-11-08T09:00", "--approve",
            "--partial", "--json",
        )  # fmt: skip

    def wait_until_it_acts(self, program: subprocess.Popen[bytes]) -> None:
        """Wait until the mail is about to be sent, or the program has ended."""
        until = time.monotonic() + WITHIN_S
        while time.monotonic() < until and program.poll() is None:
            if self.read("SELECT 1 FROM effects"):
                return
            time.sleep(0.002)

    def kill_while_it_sends(self, program: subprocess.Popen[bytes], *, longest_s: float) -> None:
        """Kill a program at a random moment around its mail."""
        self.wait_until_it_acts(program)
        time.sleep(self.chance.uniform(0, longest_s))
        self.kill(program)

    def settle(self) -> None:
        """Go on until the mail has its receipt, with a person who looks into the mailbox where the robot asks."""
        for _ in range(12):
            self.start("resume", self.newest(), "--approve").wait(WITHIN_S)
            if self.is_sent():
                return
            self.answer_from_the_record()
        raise AssertionError(f"never sent: {self.state()}\n{self.said()}")

    def is_sent(self) -> bool:
        """Tell whether the ledger has the mail's receipt."""
        return self.read("SELECT COUNT(*) FROM effects WHERE receipt IS NULL") == [(0,)] and self.done() == 1

    def answer_from_the_record(self) -> None:
        """Answer a question about the mail as the server's own record has it."""
        for each in self.json("show", self.newest())["questions"]:
            if each["code"] == "act-in-doubt":
                word = "done" if self.peer.record() else "not-done"
                self.asked.append(word)
                assert self.start("answer", self.newest(), each["id"], "--choose", word).wait(WITHIN_S) in (0, 3), (
                    self.said()
                )

    def assert_sent_once(self) -> None:
        """Hold the server's own record against the ledger."""
        record = self.peer.record()
        assert len(record) == 1, [each.message_id for each in record]
        assert record[0].to == tuple(TO.split(", "))
        assert record[0].message_id.startswith("<petitions.mail.")
        released = sorted((self.home / "outputs").glob("petitions-*/mail.eml"))
        assert record[0].data.endswith(released[0].read_bytes())


@contextmanager
def sending(folder: Path, *, seed: int) -> Iterator[Sender]:
    """Give a home folder with a mail server, and leave nothing running."""
    with PracticeMailbox(folder / "mailbox") as peer:
        sender = Sender(folder, peer, seed=seed)
        try:
            yield sender
        finally:
            sender.clear()
            sys.stdout.write(f"\nkilled in: {dict(sender.hits)}\nasked: {json.dumps(sender.asked)}\n")
