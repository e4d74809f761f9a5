"""Programs that end with the one that started them: left alone they would hold its address and its work."""

import ctypes
import os
import signal
import sys

_SET_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def end_with_parent(number: signal.Signals, *, parent: int = 0) -> None:
    """Let Linux send us a signal when the process that started us is gone; elsewhere nothing happens.

    `parent` is that process's id where it is known: if it is gone already, the signal comes at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, number)
        if parent and os.getppid() != parent:
            os.kill(os.getpid(), number)
