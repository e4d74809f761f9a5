"""The faults that are on in this process, and how often each still strikes."""

import threading
from dataclasses import replace
from typing import Final, Literal

from jikwon_practice.faults import ALWAYS, NONE, Faults

Counted = Literal["errors", "cut_downloads", "lose_answers", "skip_marks"]

_LOCK: Final = threading.Lock()
_on = NONE


def on() -> Faults:
    """Give the faults as they stand."""
    return _on


def turn(faults: Faults) -> None:
    """Switch exactly these on."""
    global _on
    with _LOCK:
        _on = faults


def strikes(counted: Counted) -> bool:
    """Tell whether a counted fault strikes now, and count it."""
    global _on
    with _LOCK:
        left = getattr(_on, counted)
        if left > 0:
            _on = replace(_on, **{counted: left - 1})
        return bool(left)


def session_is_lost() -> bool:
    """Count a request; tell whether it is the one before which every session goes."""
    global _on
    with _LOCK:
        left = _on.lose_session_after
        if left != ALWAYS:
            _on = replace(_on, lose_session_after=left - 1)  # after 0 comes ALWAYS, which here means never again
        return left == 0
