"""What `jikwon doctor` says about the data with which scans are read."""

from collections.abc import Iterator

from jikwon.model import strings
from jikwon.model.doctor import Finding
from jikwon.tools.scans import tessdata
from jikwon.tools.scans.errors import LanguageMissing


def findings() -> Iterator[Finding]:
    """Tell where the Korean data lie, or the command that installs them."""
    says = strings.of(__name__)
    name = says.text("doctor", "korean-reading")
    try:
        found = str(tessdata.folder() / tessdata.FILE)
    except LanguageMissing:
        missing = says.text("doctor", "korean-reading-missing", file=tessdata.FILE)
        yield Finding(name=name, ok=False, found=missing, mend=tessdata.MEND)
        return
    yield Finding(name=name, ok=True, found=found)
