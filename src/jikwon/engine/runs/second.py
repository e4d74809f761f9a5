"""The second process of a large run in the foreground: it judges batches, and reads and checks for the proof.

It is asked, and what it gives is taken or not: the first process alone writes. So whatever befalls the second one
costs the time that it would have saved, and nothing else. See `docs/adr/0013`.
"""

import gc
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from jikwon.engine.active import Active
from jikwon.engine.stages.judging import Judged
from jikwon.model import Check, JikwonError
from jikwon.model.manifest import Manifest
from jikwon.proof import Proof
from jikwon.proof.parts import Part
from jikwon.proof.readers import Sheet

WORTH_BYTES = 700_000
"""Sources smaller than this (some five thousand rows) are done about when a second process has started."""
AHEAD: Final = 2
"""Batches that the second process is asked for at a time, so that it never waits for the first."""
PATIENCE_S = 300.0
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
        self._read: dict[tuple[str, str], bytes | None] | None = None
        self._reading: Path | None = None
        self._sending: threading.Thread | None = None
        self._doing: Callable[[], object] | None = None

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
                else:  # `handle` needs the outside, which one process alone touches
                    self._judges = False
                yield start
            else:
                yield left.pop(0)

    def judged(self, start: int) -> Judged | None:
        """Give what became of the batch that begins at `start`, if it was judged here; once."""
        return self._judged.pop(start, None)

    def do(self, work: Callable[..., object], given: Sequence[object], named: Mapping[str, object]) -> bool:
        """Begin to do something for `deliver`; False, and nothing, while something else is being done."""
        if self._doing is not None:
            return False
        self._drain()
        self._doing = partial(work, *given, **named)
        self._send_aside("do", pickle.dumps(self._doing))
        return True

    def finish(self) -> None:
        """Wait for what is being done; do it here where it has failed there."""
        if self._doing is not None and self._take() is not True:
            self._doing()
        self._doing = None

    def read(self, path: Path) -> None:
        """Begin to read a finished file of the outputs for the proof; `sheets` gives it under the name ""."""
        self._reading = path
        self._send("read", path)

    def sheets(self, name: str, file: str) -> list[Sheet] | None:
        """Give the sheets of an input's file, or of one that was asked for, if they were read here; once."""
        packed = self._handed_over().pop((name, file), None)
        return None if packed is None else pickle.loads(packed)  # noqa: S301 - our own, through a pipe that only we hold

    def prove(self, proof: Proof, parts: Sequence[Part]) -> Iterator[Check]:
        """Do all parts of a proof and give their checks in order.

        The first process begins with the first part, the second one with the last, until they meet.
        """
        others = {
            ("", str(path)): _packed(proof, name) for name, path in proof.outputs.items() if path != self._reading
        }
        self._handed_over()
        self._send_aside("prove", msgspec.msgpack.encode(proof.fates), others)
        del others
        done: list[list[Check]] = []
        done_there: list[list[Check]] = []
        while (left := len(parts) - len(done) - len(done_there)) > 0:
            if left > 1 and not self._has_answered():
                done.append(list(parts[len(done)](proof)))
            elif (checks := self._take()) is not None:
                done_there.insert(0, checks)
            else:
                done_there.insert(0, list(parts[len(done) + left - 1](proof)))
        return chain.from_iterable(done + done_there)

    def end(self) -> None:
        """End the second process, and with it what it has in memory."""
        self._judges = False
        self._program.kill()
        self._program.communicate()
        if self._sending:
            self._sending.join()
        self._line.close()

    def _handed_over(self) -> dict[tuple[str, str], bytes | None]:
        if self._read is None:
            self._drain()
            self._send("hand over")
            self._read = self._take() or {}
        return self._read

    def _drain(self) -> None:
        """Take what was asked of a stage that was left."""
        for _ in self._asked:
            self._take()
        self._asked.clear()

    def _ask_for(self, start: int) -> None:
        self._asked.append(start)
        self._send("judge", start)

    def _send(self, *request: object) -> None:
        with suppress(*_GONE):
            self._line.send(request)

    def _send_aside(self, *request: object) -> None:
        """Send what is larger than the pipe in a thread: if the second process hangs, `_take` gives it up."""
        self._sending = threading.Thread(target=self._send, args=request, daemon=True)
        self._sending.start()

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
    size = sum(each.size for each in active.options.inputs)
    if size < WORTH_BYTES or (os.cpu_count() or 1) < 2:
        return None
    try:
        return Second(active)
    except OSError:  # no memory, or no process more for this user
        return None


def _packed(proof: Proof, output: str) -> bytes | None:
    """Pack the sheets of an output; None if it has none, which whatever part needs them tells."""
    try:
        return pickle.dumps(proof.sheets(output))
    except JikwonError:
        return None


def _may_judge(manifest: Manifest) -> bool:
    """Tell whether `handle` runs in one thread; one that reaches for the outside over there gives no answer."""
    return manifest.parallel == 1


def _start(line: int) -> "subprocess.Popen[bytes]":
    """Start a program of our own, not a fork: that would hold our lock and share the records' connection.

    Its standard input is a pipe that nobody writes to: it ends when we do, however that comes.
    """
    code = f"from jikwon.engine.runs import second_program; second_program.serve({line})"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-c", code]
    return subprocess.Popen(command, pass_fds=[line], stdin=subprocess.PIPE, env=env)  # noqa: S603 - ourselves
