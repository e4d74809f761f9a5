"""What a process needs and how urgent it is in this office: its manifest, and what the office's settings add."""

from collections.abc import Collection

from jikwon.engine.office import Office
from jikwon.engine.workers.choosing import RANKS
from jikwon.model import JikwonError, Stage, capabilities, fact
from jikwon.model.catalog import Process, every, find
from jikwon.records.runs import RunRow

OUTSIDE = frozenset({Stage.COLLECT, Stage.HANDLE, Stage.ACT, Stage.ACCOUNT})
"""The stages in which a process may reach the outside: in the others a piece occupies no printer."""


@fact
class Kind:
    """A version of a process as runs and workers name it: `slug@1.0.0`."""

    slug: str
    version: str

    def __str__(self) -> str:
        return f"{self.slug}@{self.version}"


def kind_of(row: RunRow) -> str:
    """Name the version of its process that a run has begun with."""
    return str(Kind(slug=row.process, version=row.version))


def needs_of(office: Office, process: Process) -> frozenset[str]:
    """Give the capabilities that a process needs in this office."""
    return capabilities.of_process(process.manifest.needs, office.settings.process(process.slug).needs)


def needs_of_piece(office: Office, row: RunRow) -> frozenset[str]:
    """Give the capabilities that a piece of a run occupies at its present stage."""
    if row.stage not in OUTSIDE:
        return frozenset()
    return needs_of(office, find(row.process, row.version)) - capabilities.EVERYWHERE


def lacking(office: Office, row: RunRow, has: Collection[str]) -> tuple[str, ...]:
    """Name what somebody with these capabilities lacks for a run: needs, or the version of its process itself."""
    try:
        return capabilities.lacking(needs_of(office, find(row.process, row.version)), has)
    except JikwonError:
        return (kind_of(row),)  # another worker's work, or nobody's


def able(office: Office, has: Collection[str]) -> frozenset[str]:
    """List the versions of all processes installed here that a worker with these capabilities can do.

    Raises `SettingsInvalid`: a fault in the office's settings is no lack of a process.
    """
    _ = office.settings
    found = set[str]()
    for process in every():
        try:
            kind = Kind(slug=process.slug, version=process.manifest.version)
            if not capabilities.lacking(needs_of(office, process), has):
                found.add(str(kind))
        except JikwonError:
            continue  # a broken manifest keeps the others' work from nobody; `jikwon check` tells it
    return frozenset(found)


def priority_of(office: Office, process: Process, *, said: str = "") -> int:
    """Give a new run's priority: as said, else as the office's settings have it, else the manifest's."""
    return RANKS[said or office.settings.process(process.slug).priority or process.manifest.priority]
