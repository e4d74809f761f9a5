"""Our side of every contest: the `jikwon` command on a home already made."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from measuring import ContenderFailed, Start

ROOT = Path(__file__).parent.parent
PROCESSES = ROOT / "benchmarks" / "processes"


def command(*words: str | Path) -> list[str | Path]:
    """Give the command line of `jikwon`, as installed beside the Python that runs this."""
    return [Path(sys.executable).parent / "jikwon", *words]


def python() -> Path:
    """Give the Python that runs this, which has `jikwon`."""
    return Path(sys.executable)


def start(folder: Path, *words: str | Path, processes: Path = PROCESSES, database: str = "") -> Start:
    """Make a new home in a folder, which is not timed, and give the command to be timed.

    `database` is the address of an empty PostgreSQL database; without one the records are in SQLite.
    """
    env = {"JIKWON_HOME": str(folder / "home"), "JIKWON_PROCESSES": str(processes), "PYTHONPATH": str(ROOT / "src")}
    env |= {"JIKWON_DATABASE_URL": database} if database else {}
    made = Start(argv=command(*words), env={**env, "PYTHONUTF8": "1"})
    once(command("runs", "--json"), made.env)
    return made


def once(words: Sequence[str | Path], env: Mapping[str, str]) -> None:
    """Run a command that is not timed. Raises with the last thing that it said."""
    done = subprocess.run([str(each) for each in words], env=dict(env), capture_output=True, text=True, check=False)
    if done.returncode:
        raise ContenderFailed((done.stderr.strip() or done.stdout.strip() or str(words[0])).splitlines()[-1][:300])


def inputs(name: str, paths: Sequence[Path]) -> list[str | Path]:
    """Give the options for an input's files."""
    return [word for path in paths for word in ("--input", f"{name}={path}")]
