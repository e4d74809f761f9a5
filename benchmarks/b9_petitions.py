"""B9: a month of 100,000 petitions in twelve exports, beside the script an office would write."""

import json
import subprocess
import sys
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

PETITIONS = 100_000
FILES = 12


def contest(data: Path, *, petitions: int = PETITIONS) -> Contest:
    """Put ours, with report, mail and proof, beside pandas and openpyxl without a proof."""
    folder = exports(data, petitions=petitions)
    return Contest(
        code="B9",
        title=f"petitions: {petitions:,} in {FILES} exports of three lists of columns",
        unit="petition",
        size=petitions,
        contenders=(jikwon(folder, petitions), _office(folder, petitions)),
        rounds=3,
    )


def jikwon(folder: Path, size: int) -> Contender:
    """Run the shipped process, proof included."""

    def prepare(scratch: Path) -> Start:
        given = ours.inputs("petitions", sorted(folder.glob("petitions-*")))
        words = ("--input", f"departments={folder / 'departments.csv'}", "--set", "period=2021-10")
        end = ("--as-of", "2021-11-15T09:00", "--out", scratch / "out", "--approve", "--json")
        return ours.start(scratch, "run", "petitions", *given, *words, *end)

    return Contender(
        name="jikwon, proved", size=size, prepare=prepare, check=_released,
        note="every cell compared with its source, every deadline counted twice, personal data searched for; report "
        "in HWPX and PDF, mail; audit trail, sealed records",
    )  # fmt: skip


def _office(folder: Path, size: int) -> Contender:
    def prepare(scratch: Path) -> Start:
        script = PEERS / "pandas" / "petitions.py"
        return Start(argv=(program("pandas"), script, folder, scratch / "out"), env={"BENCH_TOLD": str(scratch / TOLD)})

    return Contender(
        name="pandas + openpyxl, no proof", size=size, prepare=prepare, check=_office_wrote,
        note="the script an office would write: no proof, no report but a text",
    )  # fmt: skip


def exports(data: Path, *, petitions: int) -> Path:
    """Make the exports, the same for everyone, in a process of their own."""
    folder = data / f"petitions-{petitions}"
    if not folder.exists():
        script = Path(__file__).with_name("make_petitions.py")
        subprocess.run([sys.executable, script, str(petitions), str(FILES), folder], check=True)
    return folder


def _released(scratch: Path) -> None:
    told = json.loads((scratch / "output.txt").read_text(encoding="utf-8"))
    if told["state"] != "released" or told["proof"]["verdict"] != "proved":
        raise ValueError(f"state {told['state']}, proof {told['proof']}")


def _office_wrote(scratch: Path) -> None:
    found = list((scratch / "out").glob("*.xlsx"))
    if not found or not found[0].stat().st_size:
        raise ValueError("no workbook")
