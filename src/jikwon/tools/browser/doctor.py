"""What `jikwon doctor` tells about the browser."""

import importlib.util
import sys
from collections.abc import Iterator

from jikwon.model import strings
from jikwon.model.doctor import Finding
from jikwon.tools.browser import finding
from jikwon.tools.browser.errors import BrowserMissing, BrowserPathWrong

_SAYS = strings.of(__name__)


def findings(setting: str = "") -> Iterator[Finding]:
    """Look for the library and the browser; `setting` is the path that the office's settings name."""
    library = importlib.util.find_spec("playwright") is not None
    yield Finding(
        name="playwright", ok=library, found=_SAYS.text("doctor", "there" if library else "missing"),
        mend="" if library else _SAYS.text("doctor", "set-up"),
    )  # fmt: skip
    name = _SAYS.text("doctor", "browser")
    try:
        path = finding.find(setting)
    except (BrowserMissing, BrowserPathWrong) as error:
        yield Finding(name=name, ok=False, found=error.text(), mend=install_command())
        return
    number = finding.version(path)
    told = _SAYS.text("doctor", "found" if setting else "found-by-itself", version=number or "?", path=str(path))
    yield Finding(name=name, ok=bool(number), found=told, mend="" if number else install_command())


def install_command() -> str:
    """Give the command that installs a browser here."""
    if sys.platform == "win32":
        return "winget install Microsoft.Edge"
    return "brew install --cask chromium" if sys.platform == "darwin" else "apt-get install chromium"
