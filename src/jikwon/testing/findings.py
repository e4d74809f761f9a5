"""What a rule finds wrong with a process folder."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from jikwon.model import fact, strings
from jikwon.model.catalog import Process, at, find


@fact
class Finding:
    """One thing that is not as it must be: the rule's code, the file (relative), the line if there is one."""

    rule: str
    file: str
    line: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {say(self.rule, **self.fields)}"


def say(code: str, **fields: object) -> str:
    """Say a finding in the user's language."""
    return strings.of(__name__).text("findings", code, language=None, **fields)


def found(process: Process | Path | str) -> Process:
    """Give a process by itself, its folder or its slug."""
    if isinstance(process, Process):
        return process
    return at(process) if isinstance(process, Path) else find(process)
