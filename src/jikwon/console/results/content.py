"""How content people were: shown with n, and as counts alone while there are few."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from jikwon.engine.reports import hours
from jikwon.model import fact
from jikwon.records import opinions

ENOUGH: Final = 30
"""From so many opinions on a share says something; below it the counts are shown alone."""


@fact
class Content:
    """How many gave each score, the best first; `content_share` is that of 4 and 5, or None while there are few."""

    n: int
    scores: Sequence[tuple[int, int]]
    content_share: float | None


def of_month(month: str) -> Content:
    """Give the opinions of a month (`2021-10`), or all."""
    begin, end = hours.span(month)
    given = Counter(each.score for each in opinions.between(begin, end))
    n = sum(given.values())
    share = (given[4] + given[5]) / n if n >= ENOUGH else None
    return Content(n=n, scores=tuple((score, given[score]) for score in (5, 4, 3, 2, 1)), content_share=share)
