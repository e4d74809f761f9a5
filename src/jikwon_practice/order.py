"""What an office is made from: the same order makes the same people and cases."""

from datetime import date
from typing import Final

from jikwon.model import fact

PRESETS: Final = {"normal": 45, "peak": 175}
"""Cases a day of the district: autumn 2021, and December 2021 (domain A0, A6)."""


@fact
class Order:
    """A seed, how many cases the district reports on `date`, and whether some of them are deviant."""

    seed: int = 1
    cases: int = PRESETS["normal"]
    date: date
    deviants: bool = False
