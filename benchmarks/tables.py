"""The page of results: the aims first, then each contest's table in Markdown."""

import os
import platform
from collections.abc import Sequence
from datetime import datetime

import figures
from aims import Verdict, label
from figures import Held
from measuring import Contest, Result, Spread

INTRODUCTION = (
    "Written by `make bench`; what is measured and why is told in `benchmarks/README.md`. Every contender of a contest"
    " runs as a process of its own, in turn, round by round after a warm-up. *Times ours* is the contender's time"
    " divided by ours of the same round: least – **middle** – greatest; above 1 ours is faster. Seconds are those of"
    " one machine ({cpus} processors, Python {python}, {day}) and say nothing about another."
)
AIMS = (
    "## Aims\n\nWhat is missed or could not be measured has its reason beside it; aims and reasons are kept in"
    " `benchmarks/aims.toml`, and a test refuses a miss without one."
)


def page(held: Held, growth: Held, verdicts: Sequence[Verdict], at: datetime, parts: Sequence[str]) -> str:
    """Write the page; `parts` are what other programs have written for it: pictures, the hour at a steady rate."""
    made = [
        "# Benchmarks",
        INTRODUCTION.format(cpus=os.cpu_count(), python=platform.python_version(), day=f"{at:%Y-%m-%d}"),
        "\n".join([AIMS, "", *_aims(verdicts)]),
        *parts,
        *(_section(*each) if each[0].is_timed else _told_section(*each) for each in held),
        *([_growth(growth)] if growth else []),
    ]
    return "\n\n".join(made) + "\n"


def _aims(verdicts: Sequence[Verdict]) -> list[str]:
    rows = [
        cells([label(each.aim), each.aim.words, "" if each.figure is None else f"{each.figure:,.3g}", each.word,
               each.reason])
        for each in verdicts
    ]  # fmt: skip
    return [cells(["", "aim", "figure", "", "why not"]), cells(["---", "---", "---:", "---", "---"]), *rows]


def _section(contest: Contest, results: Sequence[Result]) -> str:
    has_work = any(sample.work_s is not None for each in results for sample in each.samples)
    work = ["times ours, work alone"] if has_work else []
    head = ["", "times ours", *work, "seconds", f"{contest.unit}s a second", "peak"]
    rows = [_line(contest, results[0], each, has_work=has_work) for each in results]
    notes = [f"- *{each.contender.name}*: {each.contender.note}." for each in results if each.contender.note]
    notes += [f"- *{each.contender.name}*: {_told(each)}." for each in results if each.samples and _told(each)]
    return _table(contest, head, rows, notes)


def _told_section(contest: Contest, results: Sequence[Result]) -> str:
    names = next((list(each.samples[-1].told) for each in results if each.samples), [])
    rows = [
        cells([each.contender.name, *(_spread(figures.told(each, name)) for name in names)])
        if each.samples
        else cells([each.contender.name, f"could not run: {each.error}", *["" for _ in names[1:]]])
        for each in results
    ]
    notes = [f"- *{each.contender.name}*: {each.contender.note}." for each in results if each.contender.note]
    return _table(contest, ["", *(name.replace("_", " ") for name in names)], rows, notes)


def _table(contest: Contest, head: Sequence[str], rows: Sequence[str], notes: Sequence[str]) -> str:
    ruled = [cells(head), cells(["---", *["---:"] * (len(head) - 1)]), *rows]
    return "\n".join([f"## {contest.code} {contest.title}", "", *ruled, "", *notes]).rstrip()


def _line(contest: Contest, ours: Result, each: Result, *, has_work: bool) -> str:
    name = each.contender.name
    if each.error:
        return cells([name, f"could not run: {each.error}", *["" for _ in range(4 if has_work else 3)]])
    seconds = figures.spread(contest, each)
    times = "1" if each is ours or ours.error else _spread(figures.ratios(contest, ours, each))
    row = [f"**{name}**" if each is ours else name, times]
    if has_work:
        known = all(sample.work_s is not None for sample in (*each.samples, *ours.samples))
        row.append(times if each is ours else _spread(figures.ratios(contest, ours, each, work=True)) if known else "")
    return cells(
        [*row, _spread(seconds), f"{contest.size / seconds.middle:,.3g}", f"{figures.peak_mib(each):,.0f} MiB"]
    )


def _told(result: Result) -> str:
    """Say the figures of the last round, which are those of every round where nothing is left to chance."""
    return ", ".join(f"{name} {value:,g}" for name, value in result.samples[-1].told.items())


def _growth(growth: Held) -> str:
    rows = [
        cells([contest.code, f"{contest.size:,}", _spread(each := figures.spread(contest, results[0])),
               f"{each.middle / contest.size * 1e6:,.0f} µs", f"{figures.peak_mib(results[0]):,.0f} MiB"])
        for contest, results in growth
        if results[0].samples
    ]  # fmt: skip
    head = cells(["work", "items or rows", "seconds", "time each", "peak"])
    return "\n".join(["## B11 growth of ours: × 1, 4, 16", "", head, cells(["---", *["---:"] * 4]), *rows])


def _spread(found: Spread) -> str:
    if found.low == found.high:
        return f"{found.middle:,.4g}"
    return f"{found.low:,.3g} – **{found.middle:,.3g}** – {found.high:,.3g}"


def cells(row: Sequence[str]) -> str:
    """Write a row of a table."""
    return "| " + " | ".join(row) + " |"
