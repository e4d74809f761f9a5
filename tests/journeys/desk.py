"""A real office for a journey: the practice portal, a browser, a printer, and `jikwon` as people run it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter

DAY = date(2021, 10, 6)
AS_OF = "2021-10-06T20:00"
WITHIN_S = 540


class Desk:
    """One office with one portal and one printer. Every command is a process of its own."""

    def __init__(self, folder: Path, portal: Practice, printer: PracticePrinter, *, timeout_s: int = 20) -> None:
        self.folder = folder
        self.portal = portal
        self.printer = printer
        self.home = folder / "home"
        self.home.mkdir(mode=0o700)
        (self.home / "settings.toml").write_text(
            f'[sites.epidemic]\naddress = "{portal.address}"\ncredential = "epidemic"\ntimeout_s = {timeout_s}\n'
            f'pages = 4\n\n[processes.epi-forms]\nprinter = "{printer.address}"\n',
            "utf-8",
        )
        secrets = {"account": portal.account, "password": portal.password, "otp": portal.otp_secret}
        for name, secret in secrets.items():
            self.keep_secret(name, secret)

    def keep_secret(self, name: str, secret: str) -> None:
        """Put one of the portal's secrets into the vault."""
        self.jikwon("vault", "set", f"epidemic.{name}", typed=f"{secret}\n")

    @property
    def environment(self) -> dict[str, str]:
        """What every command of this office sees."""
        return {**os.environ, "JIKWON_HOME": str(self.home), "JIKWON_LANG": "ko"}

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """Start `jikwon` and leave it to itself, for tests that end it."""
        return subprocess.Popen(
            [sys.executable, "-m", "jikwon", *words], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def jikwon(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run `jikwon` and wait for it."""
        return subprocess.run(
            [sys.executable, "-m", "jikwon", *words], input=typed, env=self.environment, capture_output=True,
            text=True, timeout=WITHIN_S, check=False,
        )  # fmt: skip

    def run(self, *words: str, approve: bool = True) -> dict[str, Any]:
        """Run epi-forms and give what `--json` says, with the exit code as `exit`."""
        return self._told("run", "epi-forms", "--as-of", AS_OF, *(["--approve"] if approve else []), *words)

    def resume(self, run: str) -> dict[str, Any]:
        """Resume a run."""
        return self._told("resume", run, "--approve")

    def answer(self, run: str, question: str, *words: str) -> dict[str, Any]:
        """Answer one question."""
        return self._told("answer", run, question, *words)

    @property
    def is_begun(self) -> bool:
        """Whether there is a run."""
        return bool(self.jikwon("runs").stdout.split())

    def show(self) -> dict[str, Any]:
        """Give what `--json` says of the newest run."""
        return self._told("show", self.jikwon("runs").stdout.split()[0])

    def _told(self, *words: str) -> dict[str, Any]:
        done = self.jikwon(*words, "--json")
        try:
            said: dict[str, Any] = json.loads(done.stdout)
        except ValueError:
            raise AssertionError(f"{words[0]} said no JSON: {done.stdout[-500:]}{done.stderr[-1500:]}") from None
        return {**said, "exit": done.returncode}

    @property
    def papers(self) -> Sequence[str]:
        """The titles of the papers in the printer's tray, in order."""
        return [paper.title for paper in self.printer.papers() for _ in range(paper.copies)]

    @property
    def marked(self) -> Mapping[str, int]:
        """How often each case is marked, by the portal's own record."""
        found: dict[str, int] = {}
        for mark in self.portal.record():
            found[mark.case_id] = found.get(mark.case_id, 0) + 1
        return found

    @property
    def cases(self) -> Sequence[str]:
        """The cases that the portal reports for the district on the day."""
        return [case.case_id for case in self.portal.cases() if (case.district, case.reported_on) == ("송파구", DAY)]
