"""Finding the browser that is installed; none is ever downloaded."""

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.browser.errors import BrowserMissing, BrowserPathWrong

_NAMES = (
    ("Edge", ("microsoft-edge", "microsoft-edge-stable"), "Microsoft/Edge/Application/msedge.exe", "Microsoft Edge"),
    ("Chrome", ("google-chrome", "google-chrome-stable"), "Google/Chrome/Application/chrome.exe", "Google Chrome"),
    ("Chromium", ("chromium", "chromium-browser"), "Chromium/Application/chrome.exe", "Chromium"),
)
_WITHOUT_WINDOW = "Chromium without a window"
"""Chromium's engine alone: half the processor's time to start and for a page, and nothing for a person to watch."""
_OWN = ("chrome-linux*/chrome", "chrome-win*/chrome.exe", "chrome-mac*/*.app/Contents/MacOS/*")
_VERSION_WITHIN_S = 10


@fact
class Installed:
    """A browser on this machine."""

    kind: str
    path: Path


def find(setting: str = "", *, headless: bool = True) -> Path:
    """Give the browser's program: the setting's, else Edge, Chrome, Chromium, Playwright's own if it is there.

    Where only Chromium without a window is installed it is taken, unless a person wants to watch. A setting that
    names nothing raises `BrowserPathWrong`: another browser than the one named is never taken.
    """
    if setting:
        if not (path := Path(setting)).is_file():
            raise BrowserPathWrong(path=setting)
        return path
    first = next((each for each in installed() if each.kind != _WITHOUT_WINDOW or headless), None)
    if first is None:
        raise BrowserMissing()
    return first.path


def installed() -> Iterator[Installed]:
    """List the browsers on this machine, the preferred one first."""
    for kind, commands, windows, mac in _NAMES:
        for path in (*_commands(commands), *_windows(windows), *_mac(mac)):
            if path.is_file():
                yield Installed(kind=kind, path=path)
    yield from (Installed(kind=_WITHOUT_WINDOW, path=path) for path in _commands(("chromium-headless-shell",)))
    own = (path for pattern in _OWN for path in _own_folder().glob(f"chromium-*/{pattern}") if path.is_file())
    yield from (Installed(kind="Playwright", path=path) for path in sorted(own, key=_revision, reverse=True))


def version(path: Path) -> str:
    """Give a browser's version, or "" if it does not tell; on Windows it stands beside the program."""
    return _version_beside(path) if path.suffix == ".exe" else _version_told(path)


def _version_beside(path: Path) -> str:
    folders = [each.name for each in path.parent.iterdir() if re.fullmatch(r"\d+(\.\d+){3}", each.name)]
    return max(folders, key=lambda name: [int(part) for part in name.split(".")], default="")


def _version_told(path: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the browser that was found, without any word from outside
            [path, "--version"], capture_output=True, text=True, timeout=_VERSION_WITHIN_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    told = re.search(r"\d+(\.\d+)+", done.stdout)
    return told[0] if told else ""


def _commands(names: tuple[str, ...]) -> Iterator[Path]:
    yield from (Path(found) for name in names if (found := shutil.which(name)))


def _windows(below: str) -> Iterator[Path]:
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if root := os.environ.get(name):
            yield Path(root) / below


def _mac(name: str) -> Iterator[Path]:
    if platform.system() == "Darwin":
        yield Path("/Applications") / f"{name}.app" / "Contents" / "MacOS" / name


def _own_folder() -> Path:
    """Give the folder where Playwright's own installer puts browsers."""
    if (told := os.environ.get("PLAYWRIGHT_BROWSERS_PATH")) and told != "0":
        return Path(told)
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local) / "ms-playwright"
    caches = ("Library", "Caches") if platform.system() == "Darwin" else (".cache",)
    return Path.home().joinpath(*caches, "ms-playwright")


def _revision(path: Path) -> int:
    found = re.search(r"chromium-(\d+)", str(path))
    return int(found[1]) if found else 0
