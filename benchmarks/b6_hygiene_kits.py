"""B6: the hygiene-kit delivery list from 100,000 rows in 27 files, beside the script an office would write."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

ROWS = 100_000
FILES = 27
AS_OF = "2021-10-06T09:00"


def contest(data: Path, *, rows: int = ROWS) -> Contest:
    """Put ours, with its proof, beside pandas and openpyxl without one."""
    files = registers(data, rows=rows, files=FILES)
    return Contest(
        code="B6",
        title=f"hygiene kits: {rows:,} register rows in {FILES} files",
        unit="row",
        size=rows,
        contenders=(jikwon(files, rows), _office(files, rows)),
    )


def jikwon(files: Sequence[Path], rows: int) -> Contender:
    """Run the shipped process, proof included."""
    return Contender(
        name="jikwon, proved", size=rows, prepare=lambda folder: run(folder, files), check=released,
        note="every cell of both books compared with its source; audit trail, sealed records",
    )  # fmt: skip


def _office(files: Sequence[Path], rows: int) -> Contender:
    def prepare(folder: Path) -> Start:
        script = PEERS / "pandas" / "hygiene_kits.py"
        env = {"BENCH_TOLD": str(folder / TOLD), "BENCH_BUILDINGS": str(_buildings())}
        return Start(argv=(program("pandas"), script, AS_OF, folder / "out", *files), env=env)

    return Contender(
        name="pandas + openpyxl, no proof", size=rows, prepare=prepare, check=_office_wrote,
        note="the script an office would write",
    )  # fmt: skip


def run(folder: Path, files: Sequence[Path]) -> Start:
    """Give the command for a list of registers."""
    words = ("--as-of", AS_OF, "--out", folder / "out", "--approve", "--json")
    return ours.start(folder, "run", "hygiene-kits", *ours.inputs("register", files), *words)


def released(folder: Path) -> None:
    """Raise unless the run was proved and released with nobody waiting."""
    told = json.loads((folder / "output.txt").read_text(encoding="utf-8"))
    if told["state"] != "released" or told["proof"]["verdict"] != "proved":
        raise ValueError(f"state {told['state']}, proof {told['proof']}")


def registers(data: Path, *, rows: int, files: int) -> list[Path]:
    """Make the registers, the same for everyone, in a process of their own: pandas and books are large."""
    folder = data / f"registers-{rows}-{files}"
    if not (folder / "made").exists():
        script = Path(__file__).parent / "make_registers.py"
        subprocess.run([sys.executable, str(script), str(rows), str(files), str(folder)], check=True)
        (folder / "made").touch()
    return sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".xlsx"))


def _buildings() -> Path:
    return ours.ROOT / "src" / "jikwon" / "korea" / "data" / "songpa_addresses.csv"


def _office_wrote(folder: Path) -> None:
    for name in ("delivery-list.xlsx", "delivery-register.xlsx"):
        if not (folder / "out" / name).stat().st_size:
            raise ValueError(f"{name} is empty")
