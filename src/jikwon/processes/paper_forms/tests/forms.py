"""Forms as these tests see them: a template, what each way of reading says of a page, and a run in memory.

Nothing is scanned here: what pictures say is told by `Page.says`; how pictures are read stands in tests/scans.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from jikwon.model import Source
from jikwon.model.catalog import at as process_at
from jikwon.processes.paper_forms import looking, verify_pages
from jikwon.processes.paper_forms.model import MEASURED, Cell, Read, Seen, Template
from jikwon.testing import Office, RunResult
from jikwon.testing.office import Answers, Given
from jikwon.tools.scans import tessdata

FOLDER = Path(__file__).parent.parent
TEMPLATE = """name = "신청서"
[[fields]]
name = "성명"
label = "성 명"
type = "text"
required = true
[[fields]]
name = "생년월일"
type = "date"
required = true
latest = "today"
[[fields]]
name = "연락처"
type = "phone"
required = true
[[fields]]
name = "인원"
type = "number"
most = 50
[[fields]]
name = "물품"
type = "choice"
values = ["쌀", "라면", "생수"]
"""
GOOD = {"성명": "김하나", "생년월일": "1990. 1. 31.", "연락처": "010-0123-1001", "인원": "3명", "물품": "라면"}
ONE_PAGE = b"\x89PNG "


@dataclass
class Pages:
    """What the pages say: by file a mapping of field to one text, or to one text for each way of reading."""

    says: dict[str, Mapping[str, str | Sequence[str] | None] | str] = field(default_factory=dict)
    sure: float = 95.0
    again: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def seen(self, file: str, template: Template) -> Seen:
        """Say what a look at a page gives."""
        said = self.says[file]
        if isinstance(said, str):
            return Seen(refused=said)
        return Seen(
            cells=tuple(Cell(field=each.name, readings=self._read(said[each.name])) for each in template.fields)
        )

    def _read(self, said: str | Sequence[str] | None) -> tuple[Read, ...] | None:
        if said is None:
            return None
        ways = [said] * 4 if isinstance(said, str) else list(said)
        return tuple(Read(text=text, confidence=self.sure if any(ways) else 100.0) for text in ways)

    def texts(self, file: str) -> Mapping[str, str]:
        """Say what the proof reads on a page."""
        if (again := self.again.get(file)) is not None:
            return again
        said = self.says[file]
        if isinstance(said, str):
            return {}
        return {name: text if isinstance(text, str) else text[2] for name, text in said.items() if text is not None}


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Let pages say what a test wants."""
    told = Pages()
    blank = np.full((20, 20, 3), 255, dtype=np.uint8)

    def look(source: Source, page: int, template: Template) -> looking.Look:
        return looking.Look(told.seen(source.name, template), blank)

    monkeypatch.setattr(looking, "look", look)
    monkeypatch.setattr(verify_pages, "_texts", lambda source, at, labels: told.texts(source.name))
    monkeypatch.setattr("jikwon.tools.scans.count_pages", lambda data, file: 1)
    monkeypatch.setattr(tessdata, "sha256", lambda: "data")
    return told


def thresholds(limit: float = 90.0, *, data: str = "data", kinds: Sequence[str] = ()) -> tuple[str, str]:
    """Write a file of thresholds: the same for every kind, or for those that are named."""
    named = kinds or MEASURED
    parts = [f'[measured]\ntessdata = "{data}"', *(f"[kinds.{kind}]\nthreshold = {limit}" for kind in named)]
    return "thresholds.toml", "\n".join(parts)


def run(
    pages: Pages, *, template: str = TEMPLATE, limits: tuple[str, str] | None = None, answers: Answers | None = None
) -> tuple[Office, RunResult]:
    """Run the pages that were told, as far as they go."""
    office = Office(process=process_at(FOLDER))
    scans: list[Given] = [(name, ONE_PAGE + name.encode()) for name in pages.says]
    given = {"scans": scans, "template": [("t.toml", template)], "thresholds": [limits or thresholds()]}
    return office, office.run(inputs=given, answers=answers, partial=True)  # type: ignore[arg-type]
