"""Looking at a page: what stands in each cell of the template, read in several ways, and the pictures of cells."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jikwon.model import Personal, Source
from jikwon.processes.paper_forms.model import Cell, Field, Read, Seen, Template
from jikwon.tools import scans

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """What was seen on a page, with the pictures that a question shows."""

    seen: Personal[Seen]
    page: "Personal[Picture]"
    sheet: Personal[scans.Sheet | None] = None

    def picture(self, field: Field | None) -> bytes:
        """Give the picture (PNG) of a field's cell; of the whole page where the cell was not found."""
        cell = self.sheet.cells.get(field.label) if self.sheet is not None and field is not None else None
        return scans.as_png(self.page if cell is None or self.sheet is None else self.sheet.picture(cell))


_AT_HAND: Final = 4
"""Pages that are remembered: the answers about one page come one after the other, and each is tried out on it."""
_seen: OrderedDict[tuple[str, int, Template], Look] = OrderedDict()
_one_at_a_time = threading.Lock()


def look(source: Source, page: int, template: Template) -> Look:
    """Find the form on a page and read its cells. Raises `LanguageMissing`, `ScanUnreadable`."""
    key = (source.sha256, page, template)
    with _one_at_a_time:
        if (known := _seen.get(key)) is not None:
            return known
    found = _look(source, page, template)
    with _one_at_a_time:
        _seen[key] = found
        while len(_seen) > _AT_HAND:
            _seen.popitem(last=False)
    return found


def _look(source: Source, page: int, template: Template) -> Look:
    labels = tuple(field.label for field in template.fields)
    found = scans.find_form(scans.open_page(source.read(), file=source.name, page=page), labels=labels)
    if isinstance(found, scans.Refused):
        return Look(Seen(refused=found.why.value), found.page)
    cells = tuple(Cell(field=field.name, readings=_read(found, field)) for field in template.fields)
    return Look(Seen(cells=cells), found.page, found)


def _read(sheet: scans.Sheet, field: Field) -> tuple[Read, ...] | None:
    cell = sheet.cells.get(field.label)
    if cell is None:
        return None
    picture = sheet.picture(cell)
    others = (scans.read(picture, scans.SECOND), scans.read(picture, scans.CHECK))
    first, digits_alone = scans.read_with_digits(picture, like=others)
    found = (first, *others, digits_alone)
    return tuple(Read(text=each.text, confidence=round(each.confidence, 1)) for each in found)
