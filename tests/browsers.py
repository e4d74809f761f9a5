"""The browser that most tests use: Chromium's engine alone where it is installed, which costs half as much."""

import shutil
from pathlib import Path

from jikwon.tools.browser.finding import find


def light() -> Path:
    """Give Chromium without a window, else the browser that a robot would find. Raises `BrowserMissing`."""
    found = shutil.which("chromium-headless-shell")
    return Path(found) if found else find()


def setting() -> str:
    """Give the part of `settings.toml` that names it, or nothing where no browser is installed."""
    found = shutil.which("chromium-headless-shell")
    return f'\n[browser]\npath = "{found}"\n' if found else ""
