"""The faults a portal can be told to have, as one frozen set that a test switches on and off."""

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from jikwon.model import fact

ALWAYS: Final = -1
"""A count that never runs out."""


@fact
class Faults:
    """What goes wrong in the practice office from now on. Counts run down; `ALWAYS` never does.

    `at` limits slowness and errors to addresses that begin with it (`/epidemic/cases`).
    """

    slow_s: float = 0.0
    """Every answer waits so long."""
    errors: int = 0
    """So many answers are HTTP 500."""
    at: str = "/"
    lose_session_after: int = ALWAYS
    """After so many more requests every session is gone, once; 0 is with the next one."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Labels, columns, headings and buttons by another name: `{"휴대전화": "연락처"}`."""
    moved: bool = False
    """The columns of every table stand in the opposite order."""
    missing: tuple[str, ...] = ()
    """Labels and columns that are not shown at all."""
    doubled: tuple[str, ...] = ()
    """Buttons that stand there twice; only the first does anything."""
    cut_downloads: int = 0
    """So many downloads end half-way, with the connection. Chromium asks again by itself: `ALWAYS` makes it fail."""
    lose_answers: int = 0
    """So many times a mark is stored and its answer never arrives."""
    skip_marks: int = 0
    """So many times the portal says that it has marked a case, and has not."""


NONE: Final = Faults()
