"""The systemd units that are shipped, read as systemd reads them: repeated words are kept."""

import shlex
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(path for path in (DEPLOY / "systemd").iterdir() if path.suffix in {".service", ".timer"})
SERVICES = [path for path in UNITS if path.suffix == ".service"]
PROGRAM = "/opt/jikwon/bin/jikwon"


def words(unit: Path, name: str) -> list[str]:
    """Give the values of a word of a unit, in order."""
    lines = unit.read_text("utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.partition("=")[0] == name]


def environment(unit: Path) -> dict[str, str]:
    """Give the variables that a unit sets."""
    pairs = [pair.partition("=") for line in words(unit, "Environment") for pair in shlex.split(line)]
    return {name: value for name, _, value in pairs}


def command(unit: Path) -> list[str]:
    """Give the command of a unit as it is started, its own variables filled in."""
    (line,) = words(unit, "ExecStart")
    for name, value in environment(unit).items():
        line = line.replace(f"${name}", value)
    return shlex.split(line)
