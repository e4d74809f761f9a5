"""Commands of ours, each in a process of its own that is forked from one where their imports are done already.

Importing takes nine tenths of a short command. The first of each command that a test process gives is started from
nothing all the same, as a user's is: what is missing among the imports, or happens at them, is seen there.
"""

import atexit
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import postgres

from jikwon.model import fact

IMPORTED = (
    "jikwon.cli.arguments", "jikwon.cli.output", "jikwon.cli.answering", "jikwon.cli.hours", "jikwon.cli.learning",
    "jikwon.cli.looking", "jikwon.cli.office", "jikwon.cli.running", "jikwon.cli.telling", "jikwon.cli.triggers",
    "jikwon.tools.tables", "django.db.backends.sqlite3.base", "django.db.models.sql.compiler", "tests.acting.commands",
)  # fmt: skip
_started = set[str]()


@fact
class Done:
    """What a command left behind."""

    exit: int
    out: bytes
    err: bytes


def run(
    words: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path | None = None,
    given: bytes = b"",
    within_s: float,
) -> Done:
    """Run `jikwon` with these words in a folder (else the current one) and wait for its end.

    Raises `subprocess.TimeoutExpired` when it takes longer; it is killed then.
    """
    if postgres.wanted is not None:
        environment = postgres.wanted.environment(environment)
    command = words[0] if words else ""
    if command not in _started:
        _started.add(command)
        return _from_nothing(words, environment, folder, given, within_s)
    return _forked(words, environment, folder, given, within_s)


def _from_nothing(
    words: Sequence[str], environment: Mapping[str, str], folder: Path | None, given: bytes, within_s: float
) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "jikwon", *words], env=environment, cwd=folder, input=given, capture_output=True,
        check=False, timeout=within_s,
    )  # fmt: skip
    return Done(exit=done.returncode, out=done.stdout, err=done.stderr)


def _forked(
    words: Sequence[str], environment: Mapping[str, str], folder: Path | None, given: bytes, within_s: float
) -> Done:
    with TemporaryDirectory() as kept:
        streams = [Path(kept) / name for name in ("in", "out", "err")]
        streams[0].write_bytes(given)
        process = _server().Process(
            target=_command, args=(list(words), dict(environment), str(folder or Path.cwd()), [*map(str, streams)])
        )
        process.start()
        process.join(within_s)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["jikwon", *words], within_s)
        return Done(exit=process.exitcode, out=streams[1].read_bytes(), err=streams[2].read_bytes())


@cache
def _server() -> ForkServerContext:
    """Give the process that forks; it starts with the first command and ends with the tests."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(list(IMPORTED))
    return server


def _command(words: list[str], environment: dict[str, str], folder: str, streams: list[str]) -> None:
    """Be the command, in the forked process."""
    from jikwon.cli import main

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, (path, how) in enumerate(zip(streams, ("r", "w", "w"), strict=True)):
        with Path(path).open(f"{how}b") as stream:
            os.dup2(stream.fileno(), number)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115 - they are open as long as the process
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["jikwon", *words]
    try:
        sys.exit(main())
    finally:
        atexit._run_exitfuncs()  # a forked process skips them
