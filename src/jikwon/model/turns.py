"""Sparing a site outside: whoever touches it asks for a place and for turns, and all machines together keep to them."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Turns(Protocol):
    """What a tool asks before it touches a site; may be used by several threads."""

    def place(self) -> AbstractContextManager[None]:
        """Give one of the places at the site for the block, once there is one; a thread that has one keeps it.

        Raises an error of the engine's when the wait must end because the run is stopped.
        """

    def next(self) -> None:
        """Wait until the site may be touched once more: a page opened, a form submitted, a mail handed over.

        Raises like `place`.
        """


class _Free:
    """A site that nobody limits."""

    def place(self) -> AbstractContextManager[None]:
        """Give a place at once."""
        return nullcontext()

    def next(self) -> None:
        """Wait for nothing."""


FREE: Turns = _Free()
