"""Making the report's template, `report.hwpx`: `python -m jikwon.processes.petitions.tests.report_template`.

An office may take its own instead (setting `report_template`); it needs the same fields and tables, see README.md.
The form follows 행정업무의 운영 및 혁신에 관한 규정 시행규칙 별지 제1호서식: head, text, attachments, sender, foot.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jikwon.tools.hwpx.package import Package, is_section, put_together

TEMPLATE = Path(__file__).parents[1] / "report.hwpx"
MADE = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Seoul"))
"""The template's own time: the script gives the same bytes whenever it runs."""
WIDTH = 48_189
"""Text width in 1/7,200 inch: A4 less 20 mm on either side."""
ROW = 1_750
RULE: dict[str, Any] = {"bottom_border": True, "border_color": "#000000", "border_width": "0.4 mm"}
FONT = "맑은 고딕"
TOTALS = ("접수", "완료", "처리중", "이송", "취하", "병합", "지연", "평균처리일")
TABLES = ("부서별 처리 현황", "민원종류별 처리 현황", "접수경로별 처리 현황", "유형별 처리 현황")
_NAMED = (12_289, *(4_400,) * 3, *(4_100,) * 4, 6_300)
_WHOLE = (6_027, *(6_023,) * 6, 6_024)
_IDS = re.compile(rb'( id=| instid=| beginIDRef=| fieldid=| idRef=)"(\d+)"')


def make() -> bytes:
    """Give the template's bytes."""
    from hwpx import HwpxDocument

    page = _Page(HwpxDocument.new())
    page.head()
    page.body()
    page.end()
    return _settled(page.document.to_bytes())


class _Page:
    """The document while it is written."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.looks: dict[tuple[float, bool], str] = {}
        document.page.setup(
            paper_size="A4", margin_left_mm=20, margin_right_mm=20, margin_top_mm=20, margin_bottom_mm=15,
            header_margin_mm=5, footer_margin_mm=10,
        )  # fmt: skip
        first = next(document.sections[0].element.iter("{*}run"))
        space = str(first.tag).rpartition("}")[0] + "}"
        control = first.makeelement(f"{space}ctrl", {})
        number = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
        control.append(control.makeelement(f"{space}pageNum", number))
        first.append(control)

    def look(self, size: float = 12, *, bold: bool = False) -> str:
        """Give the id of a look of letters."""
        key = (size, bold)
        if key not in self.looks:
            self.looks[key] = self.document.styles.ensure_run(size=size, bold=bold, font=FONT)
        return self.looks[key]

    def line(self, *pieces: tuple[str, str], size: float = 12, bold: bool = False, **form: Any) -> None:
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

    def head(self) -> None:
        """Write the office, whom it goes to, and the title over a line."""
        self.line(("field", "기관명"), size=20, bold=True, alignment="CENTER", spacing_after_pt=14)
        self.line(("text", "수신  "), ("field", "수신"))
        self.line(("text", "(경유)"))
        title: dict[str, Any] = {
            "bottom_border": True,
            "border_color": "#000000",
            "border_width": "0.4 mm",
            "spacing_after_pt": 8,
        }
        self.line(("text", "제목  "), ("field", "제목"), bold=True, **title)

    def body(self) -> None:
        """Write the items, and the tables under theirs."""
        self.line(("text", "1. 관련: "), ("field", "관련"), alignment="LEFT", first_line_indent_mm=-5.8)
        self.line(("text", "2. "), ("field", "머리글"), alignment="LEFT", first_line_indent_mm=-5.8)
        self.line(("field", "요약"), alignment="LEFT", indent_left_mm=4.2, first_line_indent_mm=-7.7)
        self.line(("text", "3. 처리 현황 (단위: 건, 일)"), keep_with_next=True)
        self.table("가. 총괄", TOTALS, _WHOLE, total=False)
        for sign, name in zip("나다라마", TABLES, strict=True):
            self.table(f"{sign}. {name}", ("구분", *TOTALS), _NAMED, total=True)

    def table(self, name: str, header: Sequence[str], widths: Sequence[int], *, total: bool) -> None:
        """Write a table: its name and its header, which every page repeats, one row and, where there is one, a total.

        The name is a row of the table, so that it never stands alone at the foot of a page.
        """
        rows = 3 + total
        made = self.document.add_table(rows, len(header), width=WIDTH, height=ROW * rows)
        made.set_column_widths(list(widths))
        made.set_treat_as_char(True)  # a short table stays whole (글자처럼 취급); one that grows long goes on
        for attribute, value in {"repeatHeader": "1", "pageBreak": "CELL"}.items():
            made.element.set(attribute, value)
        made.merge_cells(0, 0, 0, len(header) - 1)
        self.cell(made, 0, 0, name, "LEFT", size=12)
        made.cell(0, 0).element.set("borderFillIDRef", self.document.styles.ensure_border_fill(active_borders=[]))
        made.cell(0, 0).set_size(height=2_600)
        for column, title in enumerate(header):
            side = ("LEFT", "CENTER") if title == "구분" else ("RIGHT", "RIGHT")
            self.cell(made, 1, column, title, "CENTER", bold=True, shade="#E6E6E6")
            self.cell(made, 2, column, "", side[0])
            if total:
                self.cell(made, 3, column, "", side[1], bold=True, shade="#F4F4F4")
        for cell in (made.cell(0, 0), *(made.cell(1, column) for column in range(len(header)))):
            cell.element.set("header", "1")

    def cell(
        self,
        table: Any,
        row: int,
        column: int,
        text: str,
        side: str,
        *,
        size: float = 10,
        bold: bool = False,
        shade: str = "",
    ) -> None:
        """Write a cell."""
        cell = table.cell(row, column)
        cell.set_text(text)
        for paragraph in cell.paragraphs:
            for run in paragraph.element.iter("{*}run"):
                run.set("charPrIDRef", self.look(size, bold=bold))
        self.document.styles.apply_paragraph_format(
            paragraphs=list(cell.paragraphs), alignment=side, line_spacing_percent=130
        )
        if shade:
            table.set_cell_shading(row, column, shade)

    def end(self) -> None:
        """Write attachments, sender, and the foot that the office's approval system fills."""
        self.line(("field", "붙임"), spacing_before_pt=14, keep_with_next=True)
        self.line(
            ("field", "발신명의"), size=18, bold=True, alignment="CENTER", spacing_before_pt=24, keep_with_next=True
        )
        self.line(("text", " "), size=6, line_spacing_percent=100, spacing_before_pt=10, **RULE)
        small: dict[str, Any] = {"size": 9, "line_spacing_percent": 150}
        blank = " " * 22
        self.line(("text", f"기안자{blank}검토자{blank}결재권자"), spacing_before_pt=5, **small)
        self.line(("text", "협조자"), **small)
        self.line(("text", "시행  "), ("field", "처리과"), ("text", f"-          (            ){blank}접수"), **small)
        self.line(("text", "우  "), ("field", "주소"), ("text", "  /  "), ("field", "홈페이지"), **small)
        self.line(
            ("text", "전화  "), ("field", "전화번호"), ("text", "  팩스  "), ("field", "팩스번호"), ("text", "  /  "),
            ("field", "전자우편"), ("text", "  /  "), ("field", "공개구분"), **small,
        )  # fmt: skip


def _settled(made: bytes) -> bytes:
    """Number the ids that the library drew by chance, and drop the picture of another document."""
    package = Package(made)
    seen: dict[bytes, int] = {}
    parts = {}
    for name, data in package.parts.items():
        if is_section(name):  # the ids of looks, which the text refers to, stand in the header
            data = _IDS.sub(lambda found: found[1] + b'"%d"' % seen.setdefault(found[2], 1_000 + len(seen)), data)
        if name.endswith((".xml", ".hpf")):
            data = data.replace(b"synthetic-fixture-author", b"Jikwon")
            data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", data)
        if not name.startswith("Preview/PrvImage"):
            parts[name] = data
    return put_together(parts, at=MADE)


if __name__ == "__main__":
    TEMPLATE.write_bytes(make())
