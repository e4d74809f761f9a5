"""Numbers that no real person can have: resident numbers whose check digit fails, phones of an unassigned block."""

from datetime import date
from random import Random
from typing import Final

_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_RESIDENT: Final = 11
_FOREIGNER: Final = 13


def resident(rng: Random, *, born: date, sex: str, foreign: bool = False) -> str:
    """Make `YYMMDD-GABCDEF` with a check digit that is wrong under both rules (domain B0), so that it is nobody's."""
    seventh = (2 if sex == "여" else 1) + (2 if born.year >= 2000 else 0) + (4 if foreign else 0)
    front = f"{born:%y%m%d}{seventh}{rng.randrange(100_000):05d}"
    right = {check_digit(front), check_digit(front, foreign=True)}
    last = rng.choice([digit for digit in range(10) if digit not in right])
    return f"{front[:6]}-{front[6:]}{last}"


def check_digit(front: str, *, foreign: bool = False) -> int:
    """Give the check digit that numbers given before 2020-10-05 have after these twelve digits."""
    weighted = sum(int(digit) * weight for digit, weight in zip(front, _WEIGHTS, strict=True))
    return ((_FOREIGNER if foreign else _RESIDENT) - weighted % 11) % 10


def mobile(rng: Random) -> str:
    """Make `010-0xxx-xxxx`, of a block that is not given out."""
    return f"010-0{rng.randrange(1000):03d}-{rng.randrange(10_000):04d}"
