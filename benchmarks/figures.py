"""What the samples of a contest come to: seconds for the whole size, and ratios round by round."""

import math
from collections.abc import Sequence

from measuring import Contest, Result, Sample, Spread

Held = Sequence[tuple[Contest, Sequence[Result]]]


def scaled(contest: Contest, result: Result, sample: Sample, *, work: bool) -> float:
    """Give a sample's seconds for the contest's size: the work grows, start and end do not."""
    factor = contest.size / result.contender.size
    own = sample.work_s if sample.work_s is not None else sample.seconds
    if work:
        return own * factor
    return sample.seconds - own + own * factor if factor != 1 else sample.seconds


def spread(contest: Contest, result: Result, *, work: bool = False) -> Spread:
    """Give the spread of a contender's seconds."""
    return Spread.of([scaled(contest, result, each, work=work) for each in result.samples])


def ratios(contest: Contest, ours: Result, result: Result, *, work: bool = False) -> Spread:
    """Give how many times as long as ours a contender took, round by round; a slow one was in the first alone."""
    pairs = zip(result.samples, ours.samples, strict=False)
    return Spread.of([scaled(contest, result, a, work=work) / scaled(contest, ours, b, work=work) for a, b in pairs])


def peak_mib(result: Result) -> float:
    """Give the greatest of a contender's peaks."""
    return max(sample.peak_mib for sample in result.samples)


def told(result: Result, name: str) -> Spread:
    """Give the spread of a figure that a contender's program told."""
    return Spread.of([sample.told[name] for sample in result.samples])


def growth(of: Held) -> float:
    """Give how much faster than work × log the time grew from the smallest of a work's sizes to its largest."""
    sizes = sorted((contest.size, spread(contest, results[0]).middle) for contest, results in of)
    (small, least), (large, most) = sizes[0], sizes[-1]
    return most / least / (large * math.log(large) / (small * math.log(small)))
