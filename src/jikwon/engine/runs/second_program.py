"""What the second process of a large run does (see `second`): it meets requests and writes no record."""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

import msgspec

from jikwon.engine.active import Active
from jikwon.engine.files.kept_sources import KeptSources
from jikwon.engine.office import Office
from jikwon.engine.parent_death import end_with_parent
from jikwon.engine.runs.retrying import waits
from jikwon.engine.stages import verify
from jikwon.engine.stages.judging import Judged, judge, opened
from jikwon.model import Check, JikwonError, Stage
from jikwon.model.doors import behind_shut_doors
from jikwon.model.keeping import Untried
from jikwon.model.outputs import found_in
from jikwon.proof import Fate
from jikwon.proof.parts import parts_of
from jikwon.proof.readers import Sheet, read_book


def serve(line: int) -> None:
    """Read the sources for the proof, then meet requests, until the first process ends, or ends us."""
    end_with_parent(signal.SIGKILL)  # our thread below may wait long for the interpreter's lock
    threading.Thread(target=_end_with_first, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what an interrupt means
    with Connection(line) as opened_line, suppress(Exception):  # what goes wrong does so again where it is told
        home, run, executor, gc_threshold = opened_line.recv()
        gc.set_threshold(*gc_threshold)
        active = Active.of(Office.open(home), run, executor)
        active.doing = Stage.HANDLE
        active.is_trial = True  # what reaches for the outside ends there: sessions are opened, secrets used, once
        _meet_requests(opened_line, active)


def _end_with_first() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _meet_requests(line: Connection, active: Active) -> None:
    packed = {
        (source.input, source.name): _packed(source.name, source.read)
        for name in active.manifest.inputs
        for source in active.sources(name)
    }
    while True:
        match line.recv():
            case "judge", start:
                line.send(_judged(active, start))
            case "do", given:
                line.send(_done(given))
                del given
            case "read", path:
                packed["", str(path)] = _packed(path.name, path.read_bytes)
            case "hand over", *_:
                line.send(packed)
            case "prove", *given:
                packed |= given.pop()
                for checks in _proved(active, given, packed):
                    line.send(checks)


def _judged(active: Active, start: int) -> Judged | None:
    """Judge a batch; None where `handle` needs the outside."""
    try:
        return judge(active, opened(active, start), last=not waits(active.manifest.retry))
    except Untried:
        return None


def _done(work: bytes) -> bool:
    """Do something; where it fails the first process does it again, and says so."""
    try:
        behind_shut_doors(pickle.loads(work))()  # noqa: S301 - the first process's own
    except Exception:  # noqa: BLE001 - whatever it is
        return False
    return True


def _packed(name: str, read: Callable[[], bytes]) -> bytes | None:
    """Read a file and pack its sheets, which takes a tenth of the memory; None where it cannot be read."""
    try:
        return pickle.dumps(read_book(name, read()))
    except JikwonError:
        return None  # the first process meets the same error, and says so


def _proved(active: Active, fates: list[bytes], packed: dict[tuple[str, str], bytes | None]) -> Iterator[list[Check]]:
    """Do the parts of the proof from the last one on; the first process stops us where it meets us.

    What is unpacked is taken out of `fates` and `packed`: together they would need fifty megabytes more.
    """

    def sheets(name: str, file: str) -> list[Sheet] | None:
        found = packed.pop((name, file), None)
        return None if found is None else pickle.loads(found)  # noqa: S301 - what we have packed

    proof = verify.proof_of(
        active, msgspec.msgpack.decode(fates.pop(), type=list[Fate]),
        found_in(active.manifest, active.staging, after=False), verify.plan_of(active), KeptSources(active),
        read_beside=sheets,
    )  # fmt: skip
    for part in reversed(parts_of(active.process_.function("verify"))):
        yield list(part(proof))
