"""Breaking a process's sample outputs on purpose: its proof must refute every break."""

from collections.abc import Iterator
from pathlib import Path

from jikwon.model import fact
from jikwon.model.catalog import Process


@fact
class ProvedBreak:
    """One planted fault and what the proof said: `by` names the checks (or the error) that refuted it."""

    output: str
    description: str
    refuted: bool
    by: str = ""


def prove(process: Process | Path | str, *, seed: int = 0) -> Iterator[ProvedBreak]:
    """Run the sample to a proved result, then break every output in every way and prove it again."""
    raise NotImplementedError
