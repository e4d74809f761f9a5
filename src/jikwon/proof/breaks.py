"""Breaking outputs on purpose: a process's proof must refute every one of these."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Break(NamedTuple):
    """One planted fault: what was done, in the user's language, and the file's broken bytes."""

    description: str
    data: bytes


def breaks(file: str, data: bytes, *, seed: int = 0) -> Iterator[Break]:
    """Yield broken copies of an output, chosen by `seed`; `file` is its name (the ending picks how).

    A kind of file that nobody can break yet yields none.
    """
    raise NotImplementedError


def is_breakable(file: str | Path) -> bool:
    """Tell whether `breaks` knows this kind of file."""
    raise NotImplementedError
