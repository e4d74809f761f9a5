"""The files that every process folder has."""

from collections.abc import Iterator

from jikwon.model import JikwonError
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
    if (
        (process.folder / "manifest.toml").exists()
        and _has_ledger(process)
        and not (process.folder / "fakes.py").exists()
    ):
        yield Finding(rule="fakes-missing", file="fakes.py")


def _has_ledger(process: Process) -> bool:
    """Tell whether something is written after acts, which only fakes let a check look at."""
    try:
        return any(output.after for output in process.manifest.outputs.values())
    except JikwonError:
        return False  # the rules about manifests tell it
