"""The pulse of this process: whether its loop still goes round, told to systemd where it started us.

The protocol is sd_notify(3): datagrams of `NAME=value` to the socket in NOTIFY_SOCKET. It is three words,
so no library is needed for it.
"""

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Final

VARIABLES: Final = frozenset({"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
"""What a service manager tells a process, which is not meant for those that it starts."""
STOPPED_AFTER_S: Final = 60.0
"""A loop that waits for a busy database goes round at least twice within this time."""


class Pulse:
    """One process's pulse: `beat` it in the loop that must not stand still."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        watched = int(environ.get("WATCHDOG_USEC") or 0) / 1e6
        is_ours = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self._every_s = watched / 3 if is_ours else 0.0
        self._told_at = 0.0
        self._beaten_at = 0.0

    @property
    def is_awaited(self) -> bool:
        """Tell whether somebody waits for our word."""
        return bool(self._address)

    def beat(self) -> None:
        """Say that the loop goes round: the first time that we are ready, later that we live, as often as asked."""
        first, self._beaten_at = not self._beaten_at, time.monotonic()
        if first:
            self._tell("READY=1")
        if self._every_s and self._beaten_at - self._told_at >= self._every_s:
            self._told_at = self._beaten_at
            self._tell("WATCHDOG=1")

    def ends(self) -> None:
        """Say that we end on purpose."""
        self._tell("STOPPING=1")

    def is_alive(self) -> bool:
        """Tell whether the loop has gone round lately; before its first time it has not."""
        return bool(self._beaten_at) and time.monotonic() - self._beaten_at < STOPPED_AFTER_S

    def _tell(self, word: str) -> None:
        if not self._address:
            return
        at = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto(word.encode(), at)  # a manager that does not listen must not end our work


@cache
def of_process() -> Pulse:
    """Give the pulse of this process."""
    return Pulse()


def beat() -> None:
    """Beat the pulse of this process."""
    of_process().beat()
