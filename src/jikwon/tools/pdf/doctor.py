"""What `jikwon doctor` says about the fonts of PDF files."""

from collections.abc import Iterator

from jikwon.model import strings
from jikwon.model.doctor import Finding
from jikwon.tools.pdf import fonts


def findings() -> Iterator[Finding]:
    """Tell whether the fonts are there, or the command that fetches them."""
    says = strings.of(__name__)
    missing = [name for name in fonts.FILES if not (fonts.FOLDER / name).is_file()]
    told = says.text("doctor", "fonts-missing" if missing else "fonts-found", files=", ".join(missing or fonts.FILES))
    yield Finding(name=says.text("doctor", "fonts"), ok=not missing, found=told, mend=fonts.MEND if missing else "")
