"""Filling a template: fields, labels and growing tables."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.errors import FieldMissing, FieldUnfilled, LabelAmbiguous, TableMissing, TextForbidden
from jikwon.tools.hwpx.facts import Rows
from jikwon.tools.hwpx.fields import fields_in
from jikwon.tools.hwpx.grids import Spot, caption_of, name_key, paragraphs_above, rows_of, tables_in
from jikwon.tools.hwpx.growing import Unfit, grow
from jikwon.tools.hwpx.marks import children, fill_story, forbidden, local, squeezed
from jikwon.tools.hwpx.package import CONTENT, Package, put_together, write_xml
from jikwon.tools.hwpx.reading import preview

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element

_SHOWN = 40
_PICTURE, _TEXT = "Preview/PrvImage.png", "Preview/PrvText.txt"


def fill(
    template: bytes,
    *,
    fields: Mapping[str, str],
    tables: Mapping[str, Rows | None] | None = None,
    at: datetime,
    file: str = "hwpx",
) -> bytes:
    """Give the template filled with `fields` and `tables`; the same input gives the same bytes.

    `fields`: by name of a 누름틀 or of a cell (every one of that name), else by the label beside a cell: the blank
    cell right of it, else the blank one under it. A line break in a value begins a new paragraph of the same form;
    a field that is given "" is taken away. `tables`: by caption, else by the paragraph above it, compared without
    blanks, item sign and brackets. Such a table has its header, one row and, where there is a total, one more; the
    row is repeated with its form. A table that is given None is taken away with the paragraph that names it, and need
    not be there. Every other part of the template stays as it is, but for who made it and when,
    and its picture for a file manager. `at` (aware) is the document's time; `file` names the template in errors.

    Raises `FieldMissing`, `LabelAmbiguous`, `TableMissing`, `FieldUnfilled` (a 누름틀 that nothing was given for),
    `TextForbidden` (a character that XML cannot hold), `HwpxUnreadable`.
    """
    package = Package(template, file=file)
    roots = {part: package.xml(part) for part in package.sections()}
    texts = _Texts(list(roots.values()), file)
    for name, rows in (tables or {}).items():
        texts.grow(name, rows)
    texts.set_all(fields)
    parts = package.parts | {part: write_xml(root) for part, root in roots.items()}
    parts[CONTENT] = _stamped(package.xml(CONTENT), at)
    if _TEXT in parts:
        parts[_TEXT] = preview(roots.values()).encode("utf-8")
    if f'"{_PICTURE}"'.encode() not in parts[CONTENT]:
        parts.pop(_PICTURE, None)
    return put_together(parts, at=at)


class _Texts:
    """The sections of one template while they are filled."""

    def __init__(self, roots: "list[Element]", file: str) -> None:
        self.roots = roots
        self.file = file

    def grow(self, name: str, rows: Rows | None) -> None:
        """Fill the one table of a name, or take it away."""
        named = [(caption_of(table), table) for root in self.roots for table in tables_in(root)]
        found = [table for caption, table in named if name_key(caption) == name_key(name)]
        if len(found) > 1:
            raise LabelAmbiguous(file=self.file, label=name, places=f"{len(found)} tables")
        if rows is None:
            for table in found:
                _take_away(table)
            return
        if not found:
            raise TableMissing(file=self.file, table=name, why="", found=_listed(text for text, _ in named))
        for number, texts in enumerate((*rows.rows, rows.total or {}), start=1):
            for column, text in texts.items():
                self._refuse(f"{name} {number} {column}", text)
        try:
            grow(found[0], rows)
        except Unfit as error:
            raise TableMissing(file=self.file, table=name, why=error.why, found=error.what) from None

    def set_all(self, fields: Mapping[str, str]) -> None:
        """Fill every field; no 누름틀 is left over."""
        found = [field for root in self.roots for field in fields_in(root)]
        cells = [cell for root in self.roots for cell in root.iter("{*}tc") if (cell.get("name") or "").strip()]
        names = {field.name for field in found} | {str(cell.get("name")).strip() for cell in cells}
        if left := {field.name for field in found} - fields.keys():
            raise FieldUnfilled(file=self.file, fields=_listed(sorted(left)))
        labelled = {name: self._beside(name) for name in fields if name not in names}
        for name, value in fields.items():
            self._refuse(name, value)
            for cell in cells:
                if str(cell.get("name")).strip() == name:
                    fill_story(Spot(cell, 0, 0).story, value)
        for field in found:
            field.fill(fields[field.name])
        for name, spot in labelled.items():
            fill_story(spot.story, fields[name])

    def _beside(self, label: str) -> Spot:
        places, labels = [], []
        for number, table in enumerate((table for root in self.roots for table in tables_in(root)), start=1):
            spots = [spot for row in rows_of(table) for spot in row]
            labels += [spot.text for spot in spots if spot.text.strip()]
            for spot in spots:
                if squeezed(spot.text).rstrip(":：") == squeezed(label).rstrip(":："):
                    places.append((number, spot, spots))  # noqa: PERF401 - three loops deep, a list is clearer
        if len(places) > 1:
            told = ", ".join(f"{number}: {spot.row + 1}/{spot.column + 1}" for number, spot, _ in places)
            raise LabelAmbiguous(file=self.file, label=label, places=told)
        for _, spot, spots in places:
            return self._blank(label, spot, spots)
        raise FieldMissing(file=self.file, field=label, found=_listed(labels))

    def _blank(self, label: str, spot: Spot, spots: list[Spot]) -> Spot:
        right = [each for each in spots if (each.row, each.column) == (spot.row, spot.column + spot.column_span)]
        under = [each for each in spots if (each.row, each.column) == (spot.row + spot.row_span, spot.column)]
        blank = [each for each in (*right, *under) if not each.text.strip()]
        if len(blank) == 1:
            return blank[0]
        if blank:
            raise LabelAmbiguous(file=self.file, label=label, places="→, ↓")
        raise FieldMissing(file=self.file, field=label, found=_listed(each.text for each in (*right, *under)))

    def _refuse(self, name: str, text: str) -> None:
        if codes := forbidden(text):
            raise TextForbidden(field=name, codes=", ".join(codes))


def _take_away(table: "Element") -> None:
    """Remove a table's paragraph, and those above it up to the one that names it."""
    for paragraph in paragraphs_above(table) or [table.getparent().getparent()]:
        paragraph.getparent().remove(paragraph)


def _listed(texts: Iterable[str]) -> str:
    """List labels of a template for an error, each once, not too many."""
    seen = list(dict.fromkeys(" ".join(text.split())[:_SHOWN] for text in texts if text.strip()))
    return ", ".join(seen[:_SHOWN]) or "–"


def _stamped(content: "Element", at: datetime) -> bytes:
    """Give the manifest with the document's own time, and without who made the template."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {"CreatedDate": moment, "ModifiedDate": moment, "date": moment, "creator": "Jikwon", "lastsaveby": "Jikwon"}
    for metadata in children(content, "metadata"):
        for each in metadata:
            name = each.get("name") if local(each) == "meta" else local(each)
            if name in told:
                each.text = told[name]
    return write_xml(content)
