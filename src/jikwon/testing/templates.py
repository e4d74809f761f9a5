"""Writing templates of official documents: lines with fields (누름틀), and tables under a row that names them.

Only scripts beside tests use it, and the library that writes; what they make is kept, and filled by `tools.hwpx.fill`.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from jikwon.tools.hwpx.package import Package, is_section, put_together

WIDTH: Final = 48_189
"""Text width in 1/7,200 inch: A4 less 20 mm on either side."""
_NAME_HEIGHT: Final = 2_600
_IDS = re.compile(rb'( id=| instid=| beginIDRef=| fieldid=| idRef=)"(\d+)"')


class Template:
    """A document while it is written: A4, with its page's number at its foot."""

    def __init__(self, *, font: str, row_height: int, **margins: Any) -> None:  # noqa: ANN401 - the library's own words
        from hwpx import HwpxDocument

        self.document: Any = HwpxDocument.new()
        self._font, self._row_height = font, row_height
        self._looks: dict[tuple[float, bool], str] = {}
        self.document.page.setup(paper_size="A4", **margins)
        first = next(self.document.sections[0].element.iter("{*}run"))
        space = str(first.tag).rpartition("}")[0] + "}"
        control = first.makeelement(f"{space}ctrl", {})
        number = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
        control.append(control.makeelement(f"{space}pageNum", number))
        first.append(control)

    def look(self, size: float = 12, *, bold: bool = False) -> str:
        """Give the id of a look of letters."""
        key = (size, bold)
        if key not in self._looks:
            self._looks[key] = self.document.styles.ensure_run(size=size, bold=bold, font=self._font)
        return self._looks[key]

    def line(self, *pieces: tuple[str, str], size: float = 12, bold: bool = False, **form: Any) -> None:  # noqa: ANN401 - the library's own words
        """Write a paragraph of texts (`text`) and fields (`field`)."""
        made = self.document.add_paragraph("", char_pr_id_ref=self.look(size, bold=bold), inherit_style=False)
        for kind, text in pieces:
            if kind == "field":
                self.document.fields.add(text, prompt=text, paragraph=made)
            else:
                made.add_run(text, char_pr_id_ref=self.look(size, bold=bold))
        for run in made.element.iter("{*}run"):  # a field's own marks come in the library's plain look
            if run.get("charPrIDRef") == "0":
                run.set("charPrIDRef", self.look(size, bold=bold))
        self.document.styles.apply_paragraph_format(paragraphs=[made], **{"line_spacing_percent": 160, **form})

    def named_table(self, name: str, rows: int, widths: Sequence[int], *, size: float, height: int = 0) -> Any:  # noqa: ANN401 - the library's table
        """Begin a table of `rows` rows under one that names it: so the name never stands alone at a page's foot."""
        made = self.document.add_table(
            rows + 1, len(widths), width=WIDTH, height=(height or self._row_height) * (rows + 1)
        )
        made.set_column_widths(list(widths))
        made.set_treat_as_char(True)  # a short table stays whole (글자처럼 취급); one that grows long goes on
        for attribute, value in {"repeatHeader": "1", "pageBreak": "CELL"}.items():
            made.element.set(attribute, value)
        made.merge_cells(0, 0, 0, len(widths) - 1)
        self.cell(made, 0, 0, name, "LEFT", size=size)
        made.cell(0, 0).element.set("borderFillIDRef", self.document.styles.ensure_border_fill(active_borders=[]))
        made.cell(0, 0).set_size(height=height or _NAME_HEIGHT)
        return made

    @staticmethod
    def mark_header(table: Any, columns: int) -> None:  # noqa: ANN401 - the library's table
        """Let the name and the row under it be the table's header, which every page repeats."""
        for cell in (table.cell(0, 0), *(table.cell(1, column) for column in range(columns))):
            cell.element.set("header", "1")

    def cell(
        self, table: Any, row: int, column: int, text: str, side: str, *, size: float = 10, bold: bool = False,  # noqa: ANN401 - the library's table
        shade: str = "", spacing: int = 130,
    ) -> None:  # fmt: skip
        """Write a cell."""
        cell = table.cell(row, column)
        cell.set_text(text)
        for paragraph in cell.paragraphs:
            for run in paragraph.element.iter("{*}run"):
                run.set("charPrIDRef", self.look(size, bold=bold))
        self.document.styles.apply_paragraph_format(
            paragraphs=list(cell.paragraphs), alignment=side, line_spacing_percent=spacing
        )
        if shade:
            table.set_cell_shading(row, column, shade)

    def finished(self, *, at: datetime) -> bytes:
        """Give the document's bytes, the same whenever it is written: ids are numbered, and `at` is its time."""
        package = Package(self.document.to_bytes())
        seen: dict[bytes, int] = {}
        parts = {}
        stamp = at.strftime("%Y-%m-%dT00:00:00Z").encode("ascii")
        for name, data in package.parts.items():
            if is_section(name):  # the ids of looks, which the text refers to, stand in the header
                data = _IDS.sub(lambda found: found[1] + b'"%d"' % seen.setdefault(found[2], 1_000 + len(seen)), data)
            if name.endswith((".xml", ".hpf")):
                data = data.replace(b"synthetic-fixture-author", b"Jikwon")
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, data)
            if not name.startswith("Preview/PrvImage"):  # the picture of another document
                parts[name] = data
        return put_together(parts, at=at)
