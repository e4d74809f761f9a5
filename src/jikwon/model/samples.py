"""A process's sample: the folder `sample/` with made-up files for each input, and how they are run.

Files are found by input: `sample/<input>.csv`, `sample/<input>-2.xlsx`, or a folder `sample/<input>/`. An
optional `sample/sample.toml` holds `as_of`, `[settings]`, `[office]` (settings that the office alone says)
and answers.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jikwon.model.catalog import Process

OPTIONS = "sample.toml"
AS_OF = "2021-10-06T09:00"


def files_of(process: Process, name: str) -> Iterator[Path]:
    """Find an input's sample files, in name order."""
    for path in sorted((process.folder / "sample").glob("*")):
        if path.is_dir() and path.name == name:
            yield from sorted(each for each in path.iterdir() if not each.name.startswith("."))
        elif path.stem == name or path.stem.startswith(f"{name}-"):
            yield path


def options_of(process: Process) -> dict[str, Any]:
    """Read `sample.toml`; `as_of` is always there."""
    path = process.folder / "sample" / OPTIONS
    return {"as_of": AS_OF, **(tomllib.loads(path.read_text("utf-8")) if path.exists() else {})}
