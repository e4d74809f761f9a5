"""What a process makes of a run once, to look things up in from then on: tables, earlier lists, the office's memory."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from jikwon.model.runs import Run

T = TypeVar("T")


class PerRun(Generic[T]):
    """What `make` makes of a run, kept for the run that was asked about last: mostly one is worked on at a time.

    Two that are worked on in turns cost the making again, and nothing else.
    """

    def __init__(self, make: Callable[[Run], T]) -> None:
        self._make = make
        self._last: tuple[weakref.ref[Run], T] | None = None
        self.__doc__ = make.__doc__

    def __call__(self, run: Run) -> T:
        """Give what is kept for the run; it is made when it is first asked for."""
        last = self._last  # several threads of a run may ask: what one puts down meanwhile must not count here
        if last is not None and last[0]() is run:
            return last[1]
        return self.put(run, self._make(run))

    def put(self, run: Run, made: T) -> T:
        """Keep something that was made of the run in another way, and give it."""
        self._last = (weakref.ref(run), made)
        return made


def per_run(make: Callable[[Run], T]) -> PerRun[T]:
    """Let a function of a run be asked as often as one likes, and do its work once."""
    return PerRun(make)
