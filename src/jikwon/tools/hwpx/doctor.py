"""What `jikwon doctor` says about making PDF files of documents."""

import subprocess
import sys
from collections.abc import Iterator

from jikwon.model import strings
from jikwon.model.doctor import Finding
from jikwon.tools.hwpx.rendering import MEND, surroundings

_SAYS = strings.of(__name__)
_WITHIN = 30


def findings() -> Iterator[Finding]:
    """Tell whether the library that draws documents can be loaded, or the command that lets it."""
    command = [sys.executable, "-c", "from jikwon.tools.hwpx import drawing; drawing.load()"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, timeout=_WITHIN, check=False, env=surroundings()
        )
        able = done.returncode == 0
    except subprocess.TimeoutExpired:
        able = False
    told = _SAYS.text("doctor", "found" if able else "missing")
    yield Finding(name=_SAYS.text("doctor", "drawing"), ok=able, found=told, mend="" if able else MEND)
