"""An office's home folder with its settings and its vault, and `jikwon` as people run it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests import browsers
from tests.acting import commands
from tests.acting.homes import open_office

from jikwon.engine.office import Office
from jikwon.records import database
from jikwon_practice.office import Practice

WITHIN_S = 540


def _aside(work: Callable[[], object]) -> None:
    """Do something with the records in a thread of its own: a browser's loop in this one would forbid it."""

    def done() -> None:
        try:
            work()
        finally:
            database.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(done).result()


class Home:
    """One office. Every command of a run is a process of its own."""

    def __init__(self, folder: Path, settings: str, *, like: Path | None = None) -> None:
        """Make an empty office in a folder, or one like another, which nobody uses at the time."""
        self.folder = folder
        self.home = folder / "home"
        if like is not None:
            shutil.copytree(like, self.home)
        else:
            self.home.mkdir(mode=0o700)
        (self.home / "settings.toml").write_text(settings + browsers.setting(), "utf-8")
        if like is None:
            _aside(lambda: open_office(self.home))

    def keep_account(self, credential: str, portal: Practice) -> None:
        """Put the account of a portal into the vault."""
        secrets = {"account": portal.account, "password": portal.password, "otp": portal.otp_secret}
        for name, secret in secrets.items():
            self.keep_secret(f"{credential}.{name}", secret)

    def keep_secret(self, name: str, secret: str) -> None:
        """Put a secret into the vault as `jikwon vault set` does, without a process for each."""

        def keep() -> None:
            office = Office.open(self.home)
            office.vault().set(name, secret, office.account)

        _aside(keep)

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

    def jikwon(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `jikwon` and wait for it."""
        done = commands.run(words, environment=self.environment, within_s=WITHIN_S)
        return subprocess.CompletedProcess(words, done.exit, done.out.decode(), done.err.decode())

    def told(self, *words: str) -> dict[str, Any]:
        """Run `jikwon` and give what `--json` says, with the exit code as `exit`."""
        done = self.jikwon(*words, "--json")
        try:
            said: dict[str, Any] = json.loads(done.stdout)
        except ValueError:
            raise AssertionError(f"{words[0]} said no JSON: {done.stdout[-500:]}{done.stderr[-1500:]}") from None
        return {**said, "exit": done.returncode}
