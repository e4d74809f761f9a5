"""Measure Jikwon against its peers and write the results.

Usage: run.py [B1] [B2] … [B14] [--rounds N] [--divide N] [--no-write] [--page]. Without names: all of them. What is not
held keeps its last figures on the page; `--page` holds nothing and writes the page anew from them. Nothing here fails
on time.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

import aims
import b1_work_items
import b2_several_workers
import b3_cold_start
import b4_web_forms
import b5_forms
import b6_hygiene_kits
import b7_monitoring
import b8_assignment
import b9_petitions
import b10_console
import b11_growth
import b12_messy_inputs
import b13_learning
import b14_paper_forms
import kept
import pictures
import steady
from figures import Held
from measuring import Contest, Result, hold

import tables

HERE: Final = Path(__file__).parent
REFERENCE: Final = HERE.parent / "docs" / "reference"
Makes = Callable[[Path, int], list[Contest]]
CONTESTS: Final[Mapping[str, Makes]] = {
    "B1": lambda data, divide: [b1_work_items.contest(data, size=b1_work_items.SIZE // divide)],
    "B2": lambda data, divide: b2_several_workers.contests(data, size=b2_several_workers.SIZE // divide),
    "B3": lambda data, _: b3_cold_start.contests(data),
    "B4": lambda data, _: [b4_web_forms.contest(data)],
    "B5": lambda data, divide: [b5_forms.contest(data, forms=b5_forms.FORMS // divide)],
    "B6": lambda data, divide: [b6_hygiene_kits.contest(data, rows=b6_hygiene_kits.ROWS // divide)],
    "B7": lambda data, divide: [b7_monitoring.contest(data, people=b7_monitoring.PEOPLE // divide)],
    "B8": lambda data, divide: b8_assignment.contests(data, divide=divide),
    "B9": lambda data, divide: [b9_petitions.contest(data, petitions=b9_petitions.PETITIONS // divide)],
    "B10": lambda _, divide: [b10_console.contest(runs=b10_console.RUNS // divide)],
    "B12": lambda _, divide: [b12_messy_inputs.contest(seeds=max(b12_messy_inputs.SEEDS // divide, 1))],
    "B13": lambda data, divide: b13_learning.contests(data, petitions=b13_learning.PETITIONS // divide),
    "B14": lambda data, divide: [b14_paper_forms.contest(data, forms=b14_paper_forms.FORMS // divide)],
}
GROWTH: Final = "B11"
ALL: Final = (*CONTESTS, GROWTH)


def main() -> None:
    """Hold the contests that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}")
    parser.add_argument("--rounds", type=int, help="rounds after the warm-up, instead of each contest's own")
    parser.add_argument("--divide", type=int, default=1, metavar="N", help="do an N-th of the work, for a quick look")
    parser.add_argument("--no-write", action="store_true", help="only print")
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    chosen = parser.parse_args()
    names = [] if chosen.page else [each.upper() for each in chosen.names] or list(ALL)
    if unknown := [each for each in names if each not in ALL]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(ALL)}")
    build = HERE.parent / "build"
    build.mkdir(exist_ok=True)  # on the disk where homes are, not in memory: what is flushed must cost what it costs
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as scratch:
        _hold(names, Path(scratch), chosen.rounds, chosen.divide, is_written=not chosen.no_write)
    if not chosen.no_write:
        _write([], [])


def _hold(names: list[str], scratch: Path, rounds: int | None, divide: int, *, is_written: bool) -> None:
    """Hold contest by contest, and keep each when it is over: what ends a later one takes nothing from it."""
    data = scratch / "data"
    data.mkdir()
    for name in names:
        makes = [partial(b11_growth.contests, of=of) for of in b11_growth.OF] if name == GROWTH else [CONTESTS[name]]
        for contests in makes:
            held = [_one(each, scratch, rounds) for each in contests(data, divide)]
            if is_written:
                both = ([], held) if name == GROWTH else (held, [])
                kept.write(HERE / "results", *both, datetime.now().astimezone())


def _one(contest: Contest, scratch: Path, rounds: int | None) -> tuple[Contest, list[Result]]:
    print(f"{contest.code}: {contest.title}", flush=True)
    return contest, hold(replace(contest, rounds=rounds or contest.rounds), scratch)


def _write(held: Held, growth: Held) -> None:
    """Write the page and its pictures from all that is kept."""
    at = datetime.now().astimezone()
    _, held, growth = kept.write(HERE / "results", held, growth, at)
    drawn = {**pictures.draw(held, growth), **steady.draw(REFERENCE)}
    parts = [f"![{name}]({name})" for name in drawn if not name.startswith("steady")] + steady.parts(REFERENCE)
    verdicts = aims.judge(aims.read(), held, growth)
    drawn["benchmarks.md"] = tables.page(held, growth, verdicts, at, parts)
    for name, text in drawn.items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
        print(REFERENCE / name)


if __name__ == "__main__":
    main()
