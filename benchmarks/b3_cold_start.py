"""B3: from the command to its end: the version, and a ten-row list on a home already made."""

from dataclasses import replace
from pathlib import Path

import b1_work_items
import b6_hygiene_kits
import ours
from measuring import Contender, Contest, Start
from venvs import PEERS, program

ROUNDS = 10


def contests(data: Path) -> list[Contest]:
    """Put ours beside an empty Robocorp task and an empty Robot Framework suite."""
    peers = (_robocorp(), _robot())
    return [
        Contest(
            code="B3-version", title="cold start: jikwon --version", unit="start", size=1, rounds=ROUNDS,
            contenders=(Contender(name="jikwon --version", size=1, prepare=_version), *peers),
        ),
        Contest(
            code="B3-run", title="cold start: jikwon run of a ten-row list, proved and released", unit="start", size=1,
            rounds=ROUNDS, contenders=(_ten_rows(data), _ten_acts(data), *peers),
        ),
    ]  # fmt: skip


def _version(folder: Path) -> Start:
    return ours.start(folder, "--version")


def _ten_rows(data: Path) -> Contender:
    files = b6_hygiene_kits.registers(data, rows=10, files=1)
    return Contender(
        name="jikwon run, ten rows", size=1, prepare=lambda folder: b6_hygiene_kits.run(folder, files),
        check=b6_hygiene_kits.released,
    )  # fmt: skip


def _ten_acts(data: Path) -> Contender:
    acting = b1_work_items.jikwon(data, 10)
    return replace(
        acting, name="jikwon run, ten acts", size=1, note="the acting process of B1, with ten rows", work_s=None
    )


def _robocorp() -> Contender:
    def prepare(folder: Path) -> Start:
        words = ("-m", "robocorp.tasks", "run", PEERS / "robocorp" / "tasks.py", "-t", "nothing", "-o", folder / "out")
        return Start(argv=(program("robocorp"), *words))

    return Contender(name="robocorp, empty task", size=1, prepare=prepare)


def _robot() -> Contender:
    def prepare(folder: Path) -> Start:
        suite = PEERS / "robotframework" / "empty.robot"
        words = ("--runemptysuite", "--outputdir", folder / "out", suite)
        return Start(argv=(program("robotframework", "robot"), *words))

    return Contender(name="robot, empty suite", size=1, prepare=prepare)
