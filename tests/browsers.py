"""The browser that most tests use: Chromium's engine alone where it is installed, which costs half as much."""

import shutil
from pathlib import Path

from jikwon.tools.browser.finding import find


def light() -> Path:
    """Give Chromium without a window, else the browser that a robot would find. Raises `BrowserMissing`."""
    return Path(_found() or find())


def setting() -> str:
    """Give the part of `settings.toml` that names it; without it a robot finds its browser by itself."""
    return f'\n[browser]\npath = "{_found()}"\n' if _found() else ""


def _found() -> str:
    return shutil.which("chromium-headless-shell") or ""
