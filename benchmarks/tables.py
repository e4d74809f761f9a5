"""Results as data, as a table in Markdown and as pictures: ratios side by side, absolute seconds only here."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import plot
from measuring import Contender, Contest, Result, Sample, Spread, Start

Held = Sequence[tuple[Contest, Sequence[Result]]]
INTRODUCTION = (
    "Written by `make bench`; what is measured and why is told in `benchmarks/README.md`. Every contender of a contest"
    " runs as a process of its own, in turn, round by round after a warm-up. *Times ours* is the contender's time"
    " divided by ours of the same round: least – **middle** – greatest; above 1 ours is faster. Seconds are those of"
    " one busy machine ({cpus} processors, Python {python}, {day}) and say nothing about another."
)


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
    """Give how many times as long as ours a contender took, round by round."""
    pairs = zip(result.samples, ours.samples, strict=True)
    return Spread.of([scaled(contest, result, a, work=work) / scaled(contest, ours, b, work=work) for a, b in pairs])


def as_data(held: Held, growth: Held, at: datetime) -> str:
    """Give everything that was measured as JSON."""
    made = {
        "at": at.isoformat(timespec="seconds"),
        "machine": {"cpus": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "contests": [_contest(*each) for each in held],
        "growth": [_contest(*each) for each in growth],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _contest(contest: Contest, results: Sequence[Result]) -> dict[str, object]:
    return {
        "code": contest.code, "title": contest.title, "size": contest.size, "unit": contest.unit,
        "contenders": [
            {
                "name": each.contender.name, "size": each.contender.size, "aim": each.contender.aim,
                "note": each.contender.note,
                "error": each.error, "samples": [asdict(sample) for sample in each.samples],
            }
            for each in results
        ],
    }  # fmt: skip


def as_markdown(held: Held, growth: Held, at: datetime, pictures: Sequence[str]) -> str:
    """Write the page."""
    parts = [
        "# Benchmarks",
        INTRODUCTION.format(cpus=os.cpu_count(), python=platform.python_version(), day=f"{at:%Y-%m-%d}"),
        *(f"![{name}]({name})" for name in pictures),
        *(_section(*each) for each in held),
        *([_growth(growth)] if growth else []),
    ]
    return "\n\n".join(parts) + "\n"


def _section(contest: Contest, results: Sequence[Result]) -> str:
    has_work = any(sample.work_s is not None for each in results for sample in each.samples)
    head = [
        "",
        "times ours",
        *(["times ours, work alone"] if has_work else []),
        "aim",
        "seconds",
        f"{contest.unit}s a second",
        "peak",
    ]
    rows = [_line(contest, results[0], each, has_work=has_work) for each in results]
    notes = [f"- *{each.contender.name}*: {each.contender.note}." for each in results if each.contender.note]
    notes += [
        f"- *{each.contender.name}*: {_told(each)}." for each in results if each.samples and each.samples[-1].told
    ]
    table = [_cells(head), _cells(["---", *["---:"] * (len(head) - 1)]), *rows]
    return "\n".join([f"## {contest.code} {contest.title}", "", *table, "", *notes]).rstrip()


def _line(contest: Contest, ours: Result, each: Result, *, has_work: bool) -> str:
    name, aim = each.contender.name, each.contender.aim
    if each.error:
        return _cells([name, f"could not run: {each.error}", *["" for _ in range(5 if has_work else 4)]])
    seconds = spread(contest, each)
    times = "1" if each is ours or ours.error else _spread(ratios(contest, ours, each))
    cells = [f"**{name}**" if each is ours else name, times]
    if has_work:
        known = all(sample.work_s is not None for sample in (*each.samples, *ours.samples))
        cells.append(times if each is ours else _spread(ratios(contest, ours, each, work=True)) if known else "")
    figures = [
        f"≥ {aim:g} ×" if aim else "",
        _spread(seconds),
        f"{contest.size / seconds.middle:,.3g}",
        _peak(each),
    ]
    return _cells([*cells, *figures])


def _told(result: Result) -> str:
    """Say the figures of the last round, which are those of every round where nothing is left to chance."""
    return ", ".join(f"{name} {value:,g}" for name, value in result.samples[-1].told.items())


def _growth(growth: Held) -> str:
    rows = [
        _cells([contest.code, f"{contest.size:,}", _spread(each := spread(contest, results[0])),
                f"{each.middle / contest.size * 1e6:,.0f} µs", _peak(results[0])])
        for contest, results in growth
        if not results[0].error
    ]  # fmt: skip
    head = _cells(["work", "items or rows", "seconds", "time each", "peak"])
    return "\n".join(["## B11 growth of ours: × 1, 4, 16", "", head, _cells(["---", *["---:"] * 4]), *rows])


def pictures(held: Held, growth: Held) -> dict[str, str]:
    """Draw how many times as long as ours each contender took, and ours as the work grows."""
    made = {}
    groups = {
        f"{contest.code} · {contest.title}": [(results[0].contender.name, 1.0, 1.0, 1.0)]
        + [
            (each.contender.name, (found := ratios(contest, results[0], each)).low, found.middle, found.high)
            for each in results[1:]
            if not each.error
        ]
        for contest, results in held
        if not results[0].error
    }
    if groups:
        made["benchmarks.svg"] = plot.bars("Time of a whole process, as times ours (shorter is faster)", groups)
    lines: dict[str, list[tuple[int, float]]] = {}
    for contest, results in growth:
        if not results[0].error:
            each_us = spread(contest, results[0]).middle / contest.size * 1e6
            lines.setdefault(contest.code, []).append((contest.size, each_us))
    if lines:
        made["growth.svg"] = plot.curves(
            "Time for each item or row as there are more of them", lines, unit="item or row"
        )
    return made


def write(held: Held, growth: Held, *, results: Path, reference: Path) -> list[Path]:
    """Write results/<date>.json, and the page with its pictures; what was not held keeps its last figures."""
    at = datetime.now().astimezone()
    before = max(results.glob("*.json"), default=None)
    held, growth = _joined(before, "contests", held), _joined(before, "growth", growth)
    drawn = pictures(held, growth)
    files = {results / f"{at:%Y-%m-%d}.json": as_data(held, growth, at)}
    files |= {reference / name: text for name, text in drawn.items()}
    files[reference / "benchmarks.md"] = as_markdown(held, growth, at, list(drawn))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _joined(before: Path | None, table: str, held: Held) -> Held:
    found = json.loads(before.read_text(encoding="utf-8"))[table] if before else []
    new = {contest.code for contest, _ in held}
    kept = [_read(each) for each in found if each["code"] not in new]
    return sorted([*kept, *held], key=lambda each: (each[0].code, each[0].size))


def _read(data: dict[str, Any]) -> tuple[Contest, Sequence[Result]]:
    named = {name: data[name] for name in ("code", "title", "size", "unit")}
    results = [
        Result(
            contender=Contender(prepare=_never, **{name: each[name] for name in ("name", "size", "aim", "note")}),
            samples=[Sample(**sample) for sample in each["samples"]], error=each["error"],
        )
        for each in data["contenders"]
    ]  # fmt: skip
    return Contest(contenders=tuple(each.contender for each in results), **named), results


def _never(_folder: Path) -> Start:
    raise NotImplementedError("a contender read from old results is not run again")


def _spread(found: Spread) -> str:
    return f"{found.low:,.3g} – **{found.middle:,.3g}** – {found.high:,.3g}"


def _cells(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _peak(result: Result) -> str:
    return f"{max(sample.peak_mib for sample in result.samples):,.0f} MiB"
