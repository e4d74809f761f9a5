"""How long something may still take, all its waits together."""

import time
from datetime import timedelta


class Deadline:
    """A moment after which nothing is waited for any more."""

    def __init__(self, within: timedelta) -> None:
        self.within = within
        self._end = time.monotonic() + within.total_seconds()

    @property
    def ms(self) -> float:
        """Milliseconds left, at least one: Playwright takes 0 for without end."""
        return max(1.0, (self._end - time.monotonic()) * 1000)
