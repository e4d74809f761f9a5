"""Measure Jikwon against its peers and write the results.

Usage: run.py [B1] [B3] [B4] [B5] [B6] [B7] [B8] [B9] [B11] [B13] [B14] [--rounds N] [--divide N] [--no-write]. Without
names: all of them. What is not held keeps its last figures on the page. Nothing here fails on time.
"""

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

import b1_work_items
import b3_cold_start
import b4_web_forms
import b5_forms
import b6_hygiene_kits
import b7_monitoring
import b8_assignment
import b9_petitions
import b11_growth
import b13_learning
import b14_paper_forms
from measuring import Contest, Result, hold

import tables

HERE = Path(__file__).parent
ALL = ("B1", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B11", "B13", "B14")


def main() -> None:
    """Hold the contests that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}")
    parser.add_argument("--rounds", type=int, help="rounds after the warm-up, instead of each contest's own")
    parser.add_argument("--divide", type=int, default=1, metavar="N", help="do an N-th of the work, for a quick look")
    parser.add_argument("--no-write", action="store_true", help="only print")
    chosen = parser.parse_args()
    names = [each.upper() for each in chosen.names] or list(ALL)
    if unknown := [each for each in names if each not in ALL]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(ALL)}")
    build = HERE.parent / "build"
    build.mkdir(exist_ok=True)  # on the disk where homes are, not in memory: what is flushed must cost what it costs
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as scratch:
        held, growth = _hold(names, Path(scratch), chosen.rounds, chosen.divide)
    if not chosen.no_write:
        for path in tables.write(held, growth, results=HERE / "results", reference=HERE.parent / "docs" / "reference"):
            print(path)


def _hold(names: list[str], scratch: Path, rounds: int | None, divide: int) -> tuple[tables.Held, tables.Held]:
    data = scratch / "data"
    data.mkdir()
    contests = list[Contest]()
    contests += [b1_work_items.contest(data, size=b1_work_items.SIZE // divide)] if "B1" in names else []
    contests += b3_cold_start.contests(data) if "B3" in names else []
    contests += [b4_web_forms.contest(data)] if "B4" in names else []
    contests += [b5_forms.contest(data, forms=b5_forms.FORMS // divide)] if "B5" in names else []
    contests += [b6_hygiene_kits.contest(data, rows=b6_hygiene_kits.ROWS // divide)] if "B6" in names else []
    contests += [b7_monitoring.contest(data, people=b7_monitoring.PEOPLE // divide)] if "B7" in names else []
    contests += b8_assignment.contests(data, divide=divide) if "B8" in names else []
    contests += [b9_petitions.contest(data, petitions=b9_petitions.PETITIONS // divide)] if "B9" in names else []
    contests += b13_learning.contests(data, petitions=b13_learning.PETITIONS // divide) if "B13" in names else []
    contests += [b14_paper_forms.contest(data, forms=b14_paper_forms.FORMS // divide)] if "B14" in names else []
    grown = [
        contest for of in b11_growth.OF if "B11" in names for contest in b11_growth.contests(data, of=of, divide=divide)
    ]
    return [_one(each, scratch, rounds) for each in contests], [_one(each, scratch, rounds) for each in grown]


def _one(contest: Contest, scratch: Path, rounds: int | None) -> tuple[Contest, list[Result]]:
    print(f"{contest.code}: {contest.title}", flush=True)
    return contest, hold(replace(contest, rounds=rounds or contest.rounds), scratch)


if __name__ == "__main__":
    main()
