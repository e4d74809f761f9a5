"""One blow of a storm: which fault, when, how long, at whom."""

from collections.abc import Callable
from dataclasses import dataclass

from jikwon.engine.workers.presence import DEAD_AFTER_S

Mend = Callable[[], bool]
"""Ends a fault, and tells whether it met anybody."""
LONG_S = (DEAD_AFTER_S + 1.5, DEAD_AFTER_S + 4.0)
"""Longer than it takes until a silent robot counts as dead."""
SHORT_S = (0.5, 3.0)
LATE_S = int(LONG_S[1]) + 2
"""What was begun before a fault may arrive that late, if the network itself was whole."""
LATEST_S = 3 * LATE_S
"""And that late if a cable was pulled: the network sends again less and less often."""


@dataclass(frozen=True, kw_only=True)
class Blow:
    """One fault of a storm: `moment` counts items judged and letters arrived; the target is chosen by `target`."""

    moment: float
    fault: str
    way: str
    lasts_s: float
    target: int

    def __str__(self) -> str:
        return f"{self.moment:8.1f}  {self.fault:16} {self.way:10} {self.lasts_s:5.1f} s  target {self.target}"
