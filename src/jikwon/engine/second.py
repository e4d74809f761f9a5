"""The second process of a large run in the foreground: it judges batches and reads the sources for the proof.

It is asked, and what it gives is taken or not: the first process alone writes. So whatever befalls the second one
costs the time that it would have saved, and nothing else. See `docs/adr/0013`.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.options import Input
from jikwon.engine.retrying import waits
from jikwon.engine.stages.judging import Judged, judge, opened
from jikwon.model import JikwonError, Stage
from jikwon.model.manifest import Manifest
from jikwon.proof.readers import Sheet, read_book

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WORTH_BYTES = 1_000_000
"""Sources smaller than this (some eight thousand rows) are done about when a second process has started."""
AHEAD: Final = 2
"""Batches that the second process is asked for at a time, so that it never waits for the first."""
PATIENCE_S = 60.0
"""A second process that has not answered for so long is given up."""
_GONE: Final = (OSError, EOFError)


class Second:
    """The second process as the first one sees it; a request that it cannot meet any more gives None."""

    def __init__(self, active: Active) -> None:
        from multiprocessing import Pipe  # takes time to import

        self._line, theirs = Pipe()
        with theirs:
            self._program = _start(theirs.fileno())
        self._send(active.office.home.root, active.id, active.executor, gc.get_threshold())
        self._judges = _may_judge(active.manifest)
        self._asked: list[int] = []
        self._judged: dict[int, Judged] = {}

    def in_turn(self, starts: Sequence[int]) -> Iterator[int]:
        """Give the first positions of batches in the order to perform them: those that are judged here come between.

        The second process begins at the end, the first at the beginning, until they meet.
        """
        left = list(starts)
        while left or self._asked:
            while self._judges and left and len(self._asked) < AHEAD:
                self._ask_for(left.pop())
            if self._asked and (not left or self._has_answered()):
                start = self._asked.pop(0)
                if (judged := self._take()) is not None:
                    self._judged[start] = judged
                yield start
            else:
                yield left.pop(0)

    def judged(self, start: int) -> Judged | None:
        """Give what became of the batch that begins at `start`, if it was judged here; once."""
        return self._judged.pop(start, None)

    def read(self, path: Path) -> None:
        """Begin to read a finished file of the outputs for the proof; `sheets` gives it under the name ""."""
        self._send("read", path)

    def sheets(self, name: str, file: str) -> list[Sheet] | None:
        """Give the sheets of an input's file, or of one that was asked for, if they were read here; once."""
        for _ in self._asked:  # of a stage that was left
            self._take()
        self._asked.clear()
        self._send("sheets", (name, file))
        packed = self._take()
        return None if packed is None else pickle.loads(packed)  # noqa: S301 - our own, through a pipe that only we hold

    def end(self) -> None:
        """End the second process, and with it what it has in memory."""
        self._judges = False
        self._line.close()
        self._program.kill()
        self._program.communicate()

    def _ask_for(self, start: int) -> None:
        self._asked.append(start)
        self._send("judge", start)

    def _send(self, *request: object) -> None:
        with suppress(*_GONE):
            self._line.send(request)

    def _has_answered(self) -> bool:
        try:
            return self._line.poll()
        except _GONE:
            return True

    def _take(self) -> Any:  # noqa: ANN401 - what was asked for
        try:
            if self._line.poll(PATIENCE_S):
                return self._line.recv()
        except _GONE:
            pass
        self.end()
        return None


def beside(active: Active) -> Second | None:
    """Start a second process for a run that is worth one."""
    size = sum(each.size for each in _of_main_input(active))
    if size < WORTH_BYTES or (os.cpu_count() or 1) < 2:
        return None
    try:
        return Second(active)
    except OSError:  # no memory, or no process more for this user
        return None


def _of_main_input(active: Active) -> Iterator[Input]:
    return (each for each in active.options.inputs if each.input == active.manifest.main_input)


def _may_judge(manifest: Manifest) -> bool:
    """Tell whether `handle` looks at nothing but the item and the office's own records, in one thread."""
    return not (manifest.sites or manifest.credentials or manifest.kept or manifest.parallel > 1)


def _start(line: int) -> "subprocess.Popen[bytes]":
    """Start a program of our own, not a fork: that would hold our lock and share the records' connection.

    Its standard input is a pipe that nobody writes to: it ends when we do, however that comes.
    """
    code = f"from jikwon.engine import second; second.serve({line})"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-c", code]
    return subprocess.Popen(command, pass_fds=[line], stdin=subprocess.PIPE, env=env)  # noqa: S603 - ourselves


# What the second process does


def serve(line: int) -> None:
    """Read the sources for the proof, then meet requests, until the first process ends, or ends us."""
    from multiprocessing.connection import Connection

    threading.Thread(target=_end_with_first, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what an interrupt means
    with Connection(line) as opened, suppress(Exception):  # what goes wrong does so again where it is told
        _meet_requests(opened)


def _end_with_first() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _meet_requests(line: "Connection") -> None:
    home, run, executor, gc_threshold = line.recv()
    gc.set_threshold(*gc_threshold)
    active = Active.of(Office.open(home), run, executor)
    active.doing = Stage.HANDLE
    packed = {
        (source.input, source.name): _packed(source.name, source.read)
        for source in active.sources(active.manifest.main_input)
    }
    while True:
        match line.recv():
            case "judge", start:
                line.send(judge(active, opened(active, start), last=not waits(active.manifest.retry)))
            case "read", path:
                packed["", str(path)] = _packed(path.name, path.read_bytes)
            case "sheets", file:
                line.send(packed.pop(file, None))


def _packed(name: str, read: Callable[[], bytes]) -> bytes | None:
    """Read a file and pack its sheets, which takes a tenth of the memory; None where it cannot be read."""
    try:
        return pickle.dumps(read_book(name, read()))
    except JikwonError:
        return None  # the first process meets the same error, and says so
