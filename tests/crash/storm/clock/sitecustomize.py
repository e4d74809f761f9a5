"""Loaded by programs that live under another clock: faketime breaks the call that Python 3.11 and newer sleep with."""

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = _sleep
