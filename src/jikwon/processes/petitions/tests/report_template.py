"""Making the report's template, `report.hwpx`: `python -m jikwon.processes.petitions.tests.report_template`.

An office may take its own instead (setting `report_template`); it needs the same fields and tables, see README.md.
The form follows 행정업무의 운영 및 혁신에 관한 규정 시행규칙 별지 제1호서식: head, text, attachments, sender, foot.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jikwon.testing.templates import Template

TEMPLATE = Path(__file__).parents[1] / "report.hwpx"
MADE = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Seoul"))
"""The template's own time: the script gives the same bytes whenever it runs."""
ROW = 1_750
RULE: dict[str, Any] = {"bottom_border": True, "border_color": "#000000", "border_width": "0.4 mm"}
FONT = "맑은 고딕"
TOTALS = ("접수", "완료", "처리중", "이송", "취하", "병합", "지연", "평균처리일")
TABLES = ("부서별 처리 현황", "민원종류별 처리 현황", "접수경로별 처리 현황", "유형별 처리 현황")
_NAMED = (12_289, *(4_400,) * 3, *(4_100,) * 4, 6_300)
_WHOLE = (6_027, *(6_023,) * 6, 6_024)


def make() -> bytes:
    """Give the template's bytes."""
    page = _Page()
    page.head()
    page.body()
    page.end()
    return page.finished(at=MADE)


class _Page(Template):
    """The document while it is written."""

    def __init__(self) -> None:
        super().__init__(
            font=FONT, row_height=ROW, margin_left_mm=20, margin_right_mm=20, margin_top_mm=20, margin_bottom_mm=15,
            header_margin_mm=5, footer_margin_mm=10,
        )  # fmt: skip

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
        """Write a table: its name and its header, which every page repeats, one row and, if there is one, a total."""
        made = self.named_table(name, 2 + total, widths, size=12)
        for column, title in enumerate(header):
            side = ("LEFT", "CENTER") if title == "구분" else ("RIGHT", "RIGHT")
            self.cell(made, 1, column, title, "CENTER", bold=True, shade="#E6E6E6")
            self.cell(made, 2, column, "", side[0])
            if total:
                self.cell(made, 3, column, "", side[1], bold=True, shade="#F4F4F4")
        self.mark_header(made, len(header))

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


if __name__ == "__main__":
    TEMPLATE.write_bytes(make())
