"""B7: a week of monitoring, 3,000 people × 3 slots × 7 days from 200 files, beside the script an office would write."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

PEOPLE = 3_000
DAYS = 7
FILES = 200
SLOTS = 3
CHANNELS = ("app", "phone", "aicall", "visit")
Word = str | Path


def contest(data: Path, *, people: int = PEOPLE) -> Contest:
    """Put ours, with its proof and its page, beside pandas and openpyxl without either; a command a day for both."""
    folder = reports(data, people=people)
    size = people * SLOTS * DAYS
    return Contest(
        code="B7",
        title=f"monitoring: {people:,} people × {SLOTS} slots × {DAYS} days from {FILES} files",
        unit="slot",
        size=size,
        contenders=(jikwon(folder, size), _office(folder, size)),
    )


def jikwon(folder: Path, size: int) -> Contender:
    """Run the shipped process day by day, proof and page included."""

    def prepare(scratch: Path) -> Start:
        made = ours.start(scratch)
        return _in_turn(scratch, (_run(scratch, folder, day) for day in _days(folder)), dict(made.env))

    return Contender(
        name="jikwon, proved", size=size, prepare=prepare, check=_released,
        note="every cell compared with its source, a page with charts a day; audit trail, sealed records",
    )  # fmt: skip


def _office(folder: Path, size: int) -> Contender:
    def prepare(scratch: Path) -> Start:
        script = PEERS / "pandas" / "monitoring.py"
        words: list[Sequence[Word]] = [
            [program("pandas"), script, day.name, folder, scratch / "out" / day.name] for day in _days(folder)
        ]
        return _in_turn(scratch, words, {"BENCH_TOLD": str(scratch / TOLD)})

    return Contender(
        name="pandas + openpyxl, no proof, no page", size=size, prepare=prepare, check=_office_wrote,
        note="the script an office would write",
    )  # fmt: skip


def _run(scratch: Path, folder: Path, day: Path) -> list[Word]:
    given = [word for name in CHANNELS for word in ours.inputs(name, sorted(day.glob(f"{name}-*")))]
    words = ("--input", f"register={folder / 'register.csv'}", "--as-of", f"{day.name}T21:00", "--json")
    return ours.command("run", "monitoring", *given, *words, "--out", scratch / "out")


def _in_turn(scratch: Path, commands: Iterable[Sequence[Word]], env: dict[str, str]) -> Start:
    listed = scratch / "commands.json"
    listed.write_text(json.dumps([[str(word) for word in each] for each in commands]), encoding="utf-8")
    return Start(argv=(sys.executable, Path(__file__).with_name("in_turn.py"), listed), env=env)


def _days(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.is_dir())


def reports(data: Path, *, people: int) -> Path:
    """Make register and reports, the same for everyone, in a process of their own."""
    folder = data / f"reports-{people}"
    if not folder.exists():
        script = Path(__file__).with_name("make_reports.py")
        subprocess.run([sys.executable, script, str(people), str(DAYS), str(FILES), folder], check=True)
    return folder


def _released(scratch: Path) -> None:
    for number in range(DAYS):
        told = json.loads((scratch / f"output-{number}.txt").read_text(encoding="utf-8"))
        if told["state"] != "released" or told["proof"]["verdict"] != "proved":
            raise ValueError(f"day {number + 1}: state {told['state']}, proof {told['proof']}")


def _office_wrote(scratch: Path) -> None:
    found = list((scratch / "out").glob("*/monitoring-report.xlsx"))
    if len(found) != DAYS or not all(each.stat().st_size for each in found):
        raise ValueError(f"{len(found)} reports")
