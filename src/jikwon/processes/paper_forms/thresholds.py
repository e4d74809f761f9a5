"""The thresholds that a measurement has found, and whether they hold for the reader at hand."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jikwon.model import Run
from jikwon.processes.paper_forms.errors import TemplateTwice, ThresholdsInvalid
from jikwon.processes.paper_forms.model import MEASURED, Thresholds
from jikwon.tools.scans import tessdata

SHIPPED: Final = Path(__file__).with_name("thresholds.toml")


def of(run: Run) -> Thresholds:
    """Give the office's own thresholds, else those that are shipped; none where they were measured with other data.

    Raises `TemplateTwice`, `ThresholdsInvalid`, `LanguageMissing`.
    """
    given = run.sources("thresholds")
    if len(given) > 1:
        raise TemplateTwice(input="thresholds", files=len(given))
    found = read(given[0].read(), file=given[0].name) if given else read(SHIPPED.read_bytes(), file=SHIPPED.name)
    return found if found.data == tessdata.sha256() else Thresholds(of={}, data=found.data)


def read(data: bytes, *, file: str) -> Thresholds:
    """Read a file of thresholds as `measuring` writes it. Raises `ThresholdsInvalid`."""
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
        kinds: Mapping[str, Mapping[str, Any]] = said["kinds"]
        found = {name: float(kind["threshold"]) for name, kind in kinds.items() if kind.get("threshold") is not None}
        if set(kinds) - {*MEASURED} or not all(0 <= each <= 100 for each in found.values()):
            raise ThresholdsInvalid(file=file, why=", ".join(sorted(kinds)))
        return Thresholds(of=found, data=str(said["measured"]["tessdata"]))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ThresholdsInvalid(file=file, why=type(error).__name__) from error
