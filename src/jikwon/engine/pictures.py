"""Pictures of failures: masked by the tool that takes them, sealed here, opened again for an engineer."""

from collections.abc import Iterator
from pathlib import Path

from jikwon.engine.folders import Folders
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


def open_to(folders: Folders, target: Path) -> Iterator[Path]:
    """Write a run's pictures, opened, into a folder; give each path."""
    folder = folders.evidence_folder / FOLDER
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = target / path.name
        opened.write_bytes(folders.seal.sealer.read_file(path, about(folders.id, FOLDER, path.name)))
        yield opened
