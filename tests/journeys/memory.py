"""What a process takes of the memory, as the kernel tells it."""

from collections.abc import Mapping
from pathlib import Path


def shares_of(pid: int) -> Mapping[str, int]:
    """Give a process's shares in KiB, by the kernel's names; none of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return {}
    return {name: int(told.split()[0]) for name, _, told in (line.partition(":") for line in lines[1:])}
