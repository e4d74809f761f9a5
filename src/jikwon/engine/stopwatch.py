"""Time that passes, for whoever asks how long ago something was: never the time of day, which may be put."""

import time

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed() -> float:
    """Give the seconds since some moment; those in which the process or its machine slept count, too."""
    return time.clock_gettime(_CLOCK)
