"""Pictures of failures: masked by the tool that takes them, sealed here, opened again for an engineer."""

from collections.abc import Iterator
from pathlib import Path

from jikwon.engine.files.folders import Folders
from jikwon.model import Evidence
from jikwon.model.manifest import Manifest
from jikwon.trust import mask
from jikwon.trust.seal import about

FOLDER = "pictures"
MOST = 200
"""A run keeps at most so many files; a portal that fails three hundred times fails in one way."""


def keeper(folders: Folders, manifest: Manifest) -> Evidence:
    """Give what a tool keeps pictures with: sealed under the run's key, and destroyed with it."""
    personal = {"".join(each.split()) for each in manifest.personal}
    folder = folders.evidence_folder / FOLDER

    def write(name: str, data: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        number = len(list(folder.iterdir())) + 1
        if number <= MOST:
            kept = f"{number:03}-{name}"
            folders.seal.sealer.seal_file(data, folder / kept, about(folders.id, FOLDER, kept))

    return Evidence(
        write=write, is_personal=lambda label: "".join(label.split()) in personal, mask=mask.mask, scrub=mask.scrub
    )  # fmt: skip


def names(folders: Folders) -> list[str]:
    """List a run's pictures in the order in which they were taken."""
    folder = folders.evidence_folder / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def opened(folders: Folders, name: str) -> bytes:
    """Open one of a run's pictures that `names` lists."""
    path = folders.evidence_folder / FOLDER / name
    return folders.seal.sealer.read_file(path, about(folders.id, FOLDER, name))


def open_to(folders: Folders, target: Path) -> Iterator[Path]:
    """Write a run's pictures, opened, into a folder; give each path."""
    for name in names(folders):
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = target / name
        path.write_bytes(opened(folders, name))
        yield path
