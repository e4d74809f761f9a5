"""Which files belong to the records at one moment, and where each lies in a home."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from jikwon.engine.backup.errors import BackupDamaged
from jikwon.model import fact
from jikwon.trust import anchors, destroy, headers
from jikwon.trust.home import Home

ROOT_FILES: Final = ("settings.toml", headers.NAME)
LOG_FILES: Final = (anchors.FILE, destroy.RECORD)
_PART: Final = re.compile(r"\.?(?P<run>[a-z0-9-]+?-\d{8}-[a-z0-9]{6})(?:-\d+)?")


@fact
class Found:
    """A file to be kept: the place by the home's own name for it, the path in that place, and where it lies now.

    An empty folder is kept too, its path with a slash at the end: that a run has working copies is told by one.
    """

    place: str
    path: str
    at: Path


def folders(home: Home) -> Mapping[str, Path]:
    """Give the home's places by name."""
    return {
        "root": home.root, "logs": home.logs, "vault": home.vault, "models": home.models, "evidence": home.evidence,
        "outputs": home.outputs, "spool": home.spool, "anchors": home.anchors,
    }  # fmt: skip


def run_of(name: str) -> str:
    """Give the run to which an entry of spool, evidence or outputs belongs by its name, "" for none."""
    found = _PART.fullmatch(name)
    return found["run"] if found else ""


def of_runs(home: Home, runs: Collection[str], *, places: Collection[str]) -> Iterator[Iterator[Found]]:
    """List the files of some runs, folder by folder; FileNotFoundError where one vanishes while it is listed."""
    for place in places:
        folder = folders(home)[place]
        for name in _names(folder):
            if run_of(name) in runs:
                yield _below(place, folder, folder / name)


def of_office(home: Home) -> Iterator[Found]:
    """List the files that belong to no run: the vault, the models, the office's settings, legal holds."""
    for place in ("vault", "models"):
        folder = folders(home)[place]
        yield from _below(place, folder, folder)
    for place in destroy.PLACES:
        if (hold := folders(home)[place] / destroy.HOLD).is_file():
            yield Found(place=place, path=hold.name, at=hold)
    for name in ROOT_FILES:
        if (path := home.root / name).is_file():
            yield Found(place="root", path=name, at=path)


def _below(place: str, folder: Path, path: Path) -> Iterator[Found]:
    if path.is_symlink():
        return  # what a link names lies elsewhere, and is no file of ours
    if path.is_dir():
        names = _names(path)
        if not names and path != folder:
            yield Found(place=place, path=f"{path.relative_to(folder).as_posix()}/", at=path)
        for name in names:
            yield from _below(place, folder, path / name)
    elif path.is_file() and not (path.name.startswith(".") and path.name.endswith(".tmp")):
        yield Found(place=place, path=path.relative_to(folder).as_posix(), at=path)


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def target(home: Home, place: str, path: str) -> Path:
    """Say where a file of an archive belongs; raise `BackupDamaged` for a way out of its place."""
    parts = PurePosixPath(path).parts
    strange = (
        not parts
        or path.removesuffix("/") != "/".join(parts)
        or "\0" in path
        or "\\" in path
        or {"..", ".", "/"} & set(parts)
    )
    known = {"root": ROOT_FILES, "logs": LOG_FILES, "anchors": ()}.get(place)  # archives have all anchors as one log
    if strange or place not in folders(home) or (known is not None and path not in known):
        raise BackupDamaged(where="files")
    return folders(home)[place] / path
