"""What the results look like: each contender beside ours, and our time each as the work grows."""

import figures
import plot
from figures import Held


def draw(held: Held, growth: Held) -> dict[str, str]:
    """Draw the pictures of the page, by file name."""
    made = {}
    if groups := _groups(held):
        made["benchmarks.svg"] = plot.bars("Time of a whole process, as times ours", groups)
    if lines := _lines(growth):
        made["growth.svg"] = plot.curves(
            "Our time for each item or row as there are more of them, the smallest = 1", lines,
            unit="times the smallest", along="times the work", is_logarithmic=True,
        )  # fmt: skip
    return made


def _groups(held: Held) -> dict[str, list[tuple[str, float, float, float]]]:
    groups = {}
    for contest, results in held:
        ours, others = results[0], [each for each in results[1:] if each.samples]
        if contest.is_timed and ours.samples and others:
            found = [(each.contender.name, figures.ratios(contest, ours, each)) for each in others]
            groups[f"{contest.code} · {contest.title}"] = [
                (name, each.low, each.middle, each.high) for name, each in found
            ]
    return groups


def _lines(growth: Held) -> dict[str, list[tuple[float, float]]]:
    """Give a line a work: its time each as times that of its smallest size, against the size as times the smallest."""
    found: dict[str, list[tuple[int, float]]] = {}
    for contest, results in growth:
        if results[0].samples:
            each = figures.spread(contest, results[0]).middle / contest.size
            found.setdefault(contest.code.partition("-")[0], []).append((contest.size, each))
    return {
        code: [(round(size / points[0][0], 1), each / points[0][1]) for size, each in points]
        for code, points in ((code, sorted(points)) for code, points in found.items())
    }
