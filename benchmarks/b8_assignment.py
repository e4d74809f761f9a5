"""B8: the best assignment of a day, proved, beside CP-SAT on the plain model and a greedy script."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

DAYS = ((3_000, 1_500, 250), (10_000, 5_000, 1_000))
"""People, officials, people without an official."""
PATIENCE_S = 300
"""CP-SAT is stopped then; what it has found by then counts."""
MEMORY_GIB = 16
"""More is not given to it."""


def contests(data: Path, *, divide: int = 1) -> list[Contest]:
    """Give the two days."""
    return [contest(data, *(each // divide for each in day)) for day in DAYS]


def contest(data: Path, people: int, officials: int, new: int) -> Contest:
    """Put ours, with its proof of the whole vector, beside a solver's plain model and a greedy script."""
    file = _roster(data, people, officials, new)
    return Contest(
        code=f"B8-{people}",
        title=f"assignment: {new:,} new of {people:,} people, {officials:,} officials",
        unit="person",
        size=people,
        contenders=(jikwon(file, people), _cp_sat(file, people), _greedy(file, people)),
    )


def jikwon(file: Path, people: int) -> Contender:
    """Run the shipped optimum."""

    def prepare(folder: Path) -> Start:
        script = Path(__file__).parent / "solve_roster.py"
        return Start(argv=(sys.executable, script, file), env=_env(folder) | {"PYTHONPATH": str(ours.ROOT / "src")})

    return Contender(
        name="jikwon, proved", size=people, prepare=prepare, check=_keep(file),
        note="five aims in strict order, each proved; ties by the fixed rule",
    )  # fmt: skip


def _cp_sat(file: Path, people: int) -> Contender:
    return Contender(
        name="CP-SAT, plain model", size=people, prepare=_peer("ortools", "assignment.py", file),
        check=_not_ahead(file),
        note=f"a variable for every household and official, aims in turn, stopped after {PATIENCE_S} s; run once, with"
        f" {MEMORY_GIB} GiB",
        is_slow=True,
    )  # fmt: skip


def _greedy(file: Path, people: int) -> Contender:
    return Contender(
        name="greedy script", size=people, prepare=_peer("ortools", "greedy.py", file), check=_not_ahead(file),
        note="what an office would write; nothing is proved: for quality, not for time",
    )  # fmt: skip


def _peer(peer: str, script: str, file: Path) -> Callable[[Path], Start]:
    def prepare(folder: Path) -> Start:
        env = _env(folder) | {"BENCH_PATIENCE": str(PATIENCE_S), "BENCH_MEMORY_GIB": str(MEMORY_GIB)}
        return Start(argv=(program(peer), PEERS / peer / script, file), env=env)

    return prepare


def _env(folder: Path) -> dict[str, str]:
    return {"BENCH_TOLD": str(folder / TOLD)}


def _keep(file: Path) -> Callable[[Path], None]:
    def check(folder: Path) -> None:
        said = _said(folder)
        if not said["proved"]:
            raise ValueError(f"not proved: {said['vector']}")
        file.with_suffix(".vector").write_text(json.dumps(said["vector"]), encoding="utf-8")

    return check


def _not_ahead(file: Path) -> Callable[[Path], None]:
    """Raise if a peer's vector is better than the one that we proved to be the best."""

    def check(folder: Path) -> None:
        best, vector = json.loads(file.with_suffix(".vector").read_text(encoding="utf-8")), _said(folder)["vector"]
        print(f"    vector {vector}, ours {best}", flush=True)
        if vector and vector < best:
            raise AssertionError(f"{vector} is ahead of {best}")

    return check


def _said(folder: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads((folder / "output.txt").read_text(encoding="utf-8").splitlines()[-1])
    return found


def _roster(data: Path, people: int, officials: int, new: int) -> Path:
    file = data / f"roster-{people}-{officials}-{new}.json"
    if not file.exists():
        script = Path(__file__).parent / "make_rosters.py"
        subprocess.run([sys.executable, script, str(people), str(officials), str(new), str(file)], check=True)
    return file
