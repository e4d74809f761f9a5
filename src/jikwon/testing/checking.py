"""Holding a process folder to the shape that every process has."""

from pathlib import Path

from jikwon.model import fact
from jikwon.model.catalog import Process


@fact
class Finding:
    """One thing that is not as it must be: a rule's code, the file, and the sentence's fields."""

    rule: str
    file: str
    line: int = 0
    what: str = ""


def check(process: Process | Path | str) -> list[Finding]:
    """Hold a process to every rule of `jikwon.testing.rules`; an empty list means that all hold."""
    raise NotImplementedError
