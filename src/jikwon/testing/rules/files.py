"""The files that every process folder has."""

from collections.abc import Iterator

from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding

ALWAYS = (
    "manifest.toml", "process.py", "model.py", "rules.py", "verify.py", "strings/ko.toml", "strings/en.toml",
    "README.md", "sample",
)  # fmt: skip


def look(process: Process) -> Iterator[Finding]:
    """Find what is not there."""
    for name in ALWAYS:
        path = process.folder / name
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            yield Finding(rule="file-missing", file=name)
