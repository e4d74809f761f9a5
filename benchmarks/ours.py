"""Our side of every contest: the `jikwon` command on a home already made."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from measuring import Start

ROOT = Path(__file__).parent.parent
PROCESSES = ROOT / "benchmarks" / "processes"


def command(*words: str | Path) -> list[str | Path]:
    """Give the command line of `jikwon`, as installed beside the Python that runs this."""
    return [Path(sys.executable).parent / "jikwon", *words]


def start(folder: Path, *words: str | Path, processes: Path = PROCESSES) -> Start:
    """Make a new home in a folder, which is not timed, and give the command to be timed."""
    env = {"JIKWON_HOME": str(folder / "home"), "JIKWON_PROCESSES": str(processes), "PYTHONPATH": str(ROOT / "src")}
    made = Start(argv=command(*words), env={**env, "PYTHONUTF8": "1"})
    subprocess.run(
        [str(each) for each in command("runs", "--json")], env=dict(made.env), check=True, capture_output=True
    )
    return made


def inputs(name: str, paths: Sequence[Path]) -> list[str | Path]:
    """Give the options for an input's files."""
    return [word for path in paths for word in ("--input", f"{name}={path}")]
