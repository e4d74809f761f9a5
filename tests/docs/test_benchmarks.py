"""The page of results: each aim is there, and one that is not met has its reason."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


@pytest.fixture(scope="module")
def benchmarks() -> Iterator[None]:
    """Let the benchmarks be imported; their folder is no package."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        yield
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def aims(benchmarks: None) -> ModuleType:
    """Import what the benchmarks judge with."""
    return import_module("aims")


def rows() -> list[list[str]]:
    """Read the page's table of aims: contest, words, figure, verdict, reason."""
    section = PAGE.read_text("utf-8").partition("\n## Aims\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_the_page_has_every_aim(aims: ModuleType) -> None:
    due = [(aims.label(each), each.words) for each in aims.read()]

    assert [(row[0], row[1]) for row in rows()] == due, "run: .venv/bin/python benchmarks/run.py --page"


def test_an_aim_that_is_missed_or_could_not_be_measured_has_its_reason(aims: ModuleType) -> None:
    reasons = {(aims.label(each), each.words): " ".join(each.reason.split()) for each in aims.read()}

    missed = [row for row in rows() if row[3] != aims.MET]
    assert [row[:2] for row in missed if not reasons[row[0], row[1]]] == [], "write why into benchmarks/aims.toml"
    assert [row[:2] for row in missed if row[4:] != [reasons[row[0], row[1]]]] == [], "write the page anew"


def test_every_contest_is_told_in_the_readme(benchmarks: None) -> None:
    readme = (ROOT / "benchmarks" / "README.md").read_text("utf-8").partition("\n## The contests\n")[2]
    told = [line.split(" | ")[0].strip("| ") for line in readme.splitlines() if line.startswith("| B")]

    assert sorted(told) == sorted(import_module("run").ALL)


@pytest.mark.parametrize(
    ("limits", "figure", "word"),
    [
        ({"least": 2.0}, 2.0, "MET"),
        ({"least": 2.0}, 1.99, "MISSED"),
        ({"most": 100.0}, 100.0, "MET"),
        ({"most": 100.0}, 101.0, "MISSED"),
        ({"most": 100.0}, None, "UNKNOWN"),
    ],
)
def test_a_verdict_is_what_the_figure_says(
    aims: ModuleType, limits: dict[str, float], figure: float | None, word: str
) -> None:
    aim = aims.Aim(contest="B1", words="", measure="times", reason="why", **limits)

    verdict = aims.Verdict(aim=aim, figure=figure)

    assert verdict.word == getattr(aims, word)
    assert verdict.reason == ("" if word == "MET" else "why")


def test_a_figure_comes_from_the_contender_that_the_aim_names(aims: ModuleType) -> None:
    held = [(_contest("B1"), [_result("jikwon", 2.0, 4.0), _result("peer", 8.0, 12.0)])]
    wanted = {"times": 3.5, "seconds": 10.0, "peak-mib": 90.0, "p95_ms": 7.0}

    made = [aims.Aim(contest="B1", words=name, measure=name, contender="peer") for name in wanted]

    assert {each.aim.words: each.figure for each in aims.judge(made, held, [])} == wanted


def test_growth_is_held_against_work_times_log(aims: ModuleType) -> None:
    took = {100: 1.0, 1600: 16.0}
    grown = [(_contest("B6", size=size), [_result("jikwon", each, size=size)]) for size, each in took.items()]

    (verdict,) = aims.judge([aims.Aim(contest="B6", words="", measure="growth", most=1.0)], [], grown)

    assert verdict.figure == pytest.approx(0.624, abs=0.001)
    assert verdict.word == aims.MET


def _contest(code: str, *, size: int = 10) -> Any:
    return import_module("measuring").Contest(code=code, title="", unit="row", size=size, contenders=())


def _result(name: str, *seconds: float, size: int = 10) -> Any:
    measuring = import_module("measuring")
    samples = [
        measuring.Sample(seconds=each, cpu_s=each, peak_mib=90.0, work_s=None, told={"p95_ms": 7.0}) for each in seconds
    ]
    contender = measuring.Contender(name=name, size=size, prepare=lambda _folder: None)
    return measuring.Result(contender=contender, samples=samples)
