"""A folder that the machines of an office share: whether it is there, is theirs alone, and moves files in one step."""

import contextlib
import os
import secrets
import stat
import tomllib
from pathlib import Path

from jikwon.model import fact
from jikwon.model.failures import reason_of
from jikwon.trust.errors import (
    SettingsInvalid,
    SharedFolderAbsent,
    SharedFolderForeign,
    SharedFolderOpen,
    SharedFolderUnfit,
)
from jikwon.trust.writing import create_private, private_file, write_private

SIGN = ".jikwon-office"
"""The file by which a folder is known as this office's: where it is missing, nothing is mounted there."""


@fact
class Said:
    """What the settings say of sharing: a folder, that it was given up (`folder = ""`), or nothing."""

    folder: Path | None = None
    given_up: bool = False


def said(settings: Path) -> Said:
    """Read `[shared] folder` of a `settings.toml`, the one word that must be known before the others are looked at.

    Raises `SettingsInvalid` for a folder that is no absolute path. A file that cannot be read says nothing here:
    whoever reads all of it tells.
    """
    try:
        table = tomllib.loads(settings.read_text("utf-8")).get("shared")
    except (OSError, ValueError):
        return Said()
    folder = table.get("folder") if isinstance(table, dict) else None
    if not isinstance(folder, str):
        return Said()
    if folder and not Path(folder).is_absolute():
        raise SettingsInvalid(file=str(settings), reason=f"[shared] folder = {folder!r}: /…")
    return Said(folder=Path(os.path.normpath(folder)) if folder else None, given_up=not folder)


def assert_private(folder: Path) -> None:
    """Raise `SharedFolderAbsent` where there is no folder, `SharedFolderOpen` where others than we can enter it.

    It is never made here: in place of a file server that is not mounted an empty folder of this machine would lie.
    """
    try:
        seen = folder.stat()
    except OSError as error:
        raise SharedFolderAbsent(path=str(folder)) from error
    if not stat.S_ISDIR(seen.st_mode):
        raise SharedFolderAbsent(path=str(folder))
    if hasattr(os, "getuid") and (seen.st_uid != os.getuid() or stat.S_IMODE(seen.st_mode) & 0o077):
        raise SharedFolderOpen(path=str(folder), mode=f"{stat.S_IMODE(seen.st_mode):03o}")


def assert_signed(folder: Path, sign: str) -> None:
    """Raise unless the folder holds the office's sign: `SharedFolderAbsent` without one, `SharedFolderForeign`."""
    found = _sign_of(folder)
    if not found:
        raise SharedFolderAbsent(path=str(folder))
    if found != sign:
        raise SharedFolderForeign(path=str(folder))


def sign_as(folder: Path, sign: str) -> None:
    """Sign a folder as the office's. Raises `SharedFolderForeign` where another office's sign lies in it."""
    create_private(folder / SIGN, sign.encode())
    assert_signed(folder, sign)


def assert_fit(folder: Path) -> None:
    """Try what releases rest on, as far as one machine can see it. Raises `SharedFolderUnfit`.

    A file takes another's name in one step, so that whoever has the older one open still reads it; a folder takes a
    free name with all that is in it; a taken name is not taken twice; no other user gets in.
    """
    place = folder / f".try-{secrets.token_hex(8)}"
    try:
        place.mkdir(mode=0o700)
        try:
            if reason := _wrong(place):
                raise SharedFolderUnfit(path=str(folder), reason=reason)
        finally:
            _clear(place)
    except OSError as error:
        raise SharedFolderUnfit(path=str(folder), reason=reason_of(error)) from error


def _wrong(place: Path) -> str:
    file = place / "a"
    write_private(file, b"older")
    with file.open("rb") as older:
        with private_file(file) as newer:
            newer.write(b"newer")
        if older.read() != b"older" or file.read_bytes() != b"newer":
            return "rename"
    if create_private(file, b"third") or file.read_bytes() != b"newer":
        return "link"
    (place / "made").mkdir(mode=0o700)
    write_private(place / "made" / "b", b"inside")
    (place / "made").rename(place / "moved")
    if (place / "made").exists() or (place / "moved" / "b").read_bytes() != b"inside":
        return "rename"
    return "mode" if stat.S_IMODE(file.stat().st_mode) & 0o077 else ""


def _clear(place: Path) -> None:
    for each in sorted(place.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            each.rmdir() if each.is_dir() else each.unlink()
    with contextlib.suppress(OSError):
        place.rmdir()


def _sign_of(folder: Path) -> str:
    try:
        return (folder / SIGN).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SharedFolderAbsent(path=str(folder)) from error
