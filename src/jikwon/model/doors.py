"""The doors to the outside: what changes something there opens to the act in hand alone, once a process's code runs.

Tools and sites mark such a call with `changes_outside`. In a tool of its own, with no process about, the
doors stand open. They keep a process to its promise; they are no prison for code that wants to break out.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from jikwon.model.errors import JikwonError

P = ParamSpec("P")
R = TypeVar("R")


class ActOutOfTurn(JikwonError):
    """A process changes something outside without an act of its approved plan in hand."""

    code = "act-out-of-turn"
    run_wide = True


class _Doors:
    """How many pieces of work keep the doors shut, in whatever thread they are reached for."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.shut_by = 0
        self.hand = threading.local()


_doors = _Doors()


class _Shutting:
    """A block behind shut doors. One serves all: entering it, once for each item of a run, takes next to no time."""

    def __enter__(self) -> None:
        with _doors.lock:
            _doors.shut_by += 1

    def __exit__(self, *_: object) -> None:
        with _doors.lock:
            _doors.shut_by -= 1


_shutting = _Shutting()


def doors_shut() -> AbstractContextManager[None]:
    """Shut the doors of this process (of the machine) to all threads for the block."""
    return _shutting


def _nobody_asks() -> None:
    """Let whoever has an act in hand through."""


@contextmanager
def act_in_hand(may_pass: Callable[[], None] = _nobody_asks) -> Iterator[None]:
    """Open the doors to this thread for the block: an act's intent is on the ledger, and it is done now.

    `may_pass` is asked at each door and raises where it stays shut: the work may have been given to another.
    """
    _doors.hand.may_pass = may_pass
    try:
        yield
    finally:
        del _doors.hand.may_pass


def changes_outside(work: Callable[P, R]) -> Callable[P, R]:
    """Mark a call that changes something outside. It raises `ActOutOfTurn` where no act is in hand."""

    @wraps(work)
    def through_door(*args: P.args, **given: P.kwargs) -> R:
        if _doors.shut_by:
            may_pass: Callable[[], None] | None = getattr(_doors.hand, "may_pass", None)
            if may_pass is None:
                raise ActOutOfTurn(call=work.__qualname__)
            may_pass()
        return work(*args, **given)

    return through_door


def behind_shut_doors(work: Callable[..., R]) -> Callable[..., R]:
    """Give a process's function as it is run: with the doors shut until it, and what it yields, is over."""

    @wraps(work)
    def shut(*args: Any, **given: Any) -> R:  # noqa: ANN401 - whatever the function takes
        with doors_shut():
            made = work(*args, **given)
        return cast("R", _each(made)) if isinstance(made, Iterator) else made

    return shut


def _each(made: Iterator[Any]) -> Iterator[Any]:
    while True:
        with doors_shut():
            try:
                one = next(made)
            except StopIteration:
                return
        yield one
