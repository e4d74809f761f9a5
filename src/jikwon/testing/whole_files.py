"""The files that a planted fault leaves as they are: many proofs look at them, and they are read once."""

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

from jikwon.model import JikwonError
from jikwon.model.outputs import OutputFile
from jikwon.proof.readers import Sheet, read_book
from jikwon.testing.course import Course


class WholeFiles:
    """The sources and whole outputs of a run in memory, as a proof asks for what was read beside it.

    What was read is kept packed, so that no proof can change what the next one sees. None for a broken
    file, and for one that cannot be read: the proof reads it, and says so.
    """

    def __init__(self, course: Course, files: Sequence[OutputFile]) -> None:
        self._course = course
        self._outputs = {str(each.path): each.path for each in files}
        self._packed: dict[tuple[str, str], bytes | None] = {}

    def __call__(self, name: str, file: str) -> list[Sheet] | None:
        """Give the sheets of an input's file, or under the name "" of an output's path."""
        if (name, file) not in self._packed:
            self._packed[name, file] = self._read(name, file)
        packed = self._packed[name, file]
        return None if packed is None else pickle.loads(packed)  # noqa: S301 - what we have packed

    def _read(self, name: str, file: str) -> bytes | None:
        if not name:
            path = self._outputs.get(file)
            return None if path is None else _packed(path.name, path.read_bytes)
        source = next(each for each in self._course.run.sources(name) if each.name == file)
        return _packed(Path(file).name, source.read)


def _packed(name: str, read: Callable[[], bytes]) -> bytes | None:
    try:
        return pickle.dumps(read_book(name, read()))
    except JikwonError:
        return None
