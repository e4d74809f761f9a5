"""Making `sheet.hwpx`, the template of the evidence sheet: `python tests/console/evidence_template.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from jikwon.console.outputs.evidence.drawing import ACTS, ANSWERS, FILES, TEMPLATE
from jikwon.testing.templates import WIDTH, Template

MADE: Final = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Seoul"))
"""The template's own time: the script gives the same bytes whenever it runs."""
ROW: Final = 1_330
SIZE: Final = 8
RUN: Final = (
    ("업무", "실행번호"), ("맡긴 사람", "승인한 사람"), ("시작", "끝"), ("기준 시각", "상태"),
    ("프로그램", "로봇 시간"),
)  # fmt: skip
ITEMS: Final = ("들어온 건", "처리", "제외", "확인 대기", "실패")
ROWS: Final = ("읽은 행", "쓴 행", "합친 행", "건너뛴 행")
PROOF: Final = (
    ("판정", "확인한 것"), ("대조한 칸", "다른 칸"), ("틀린 칸의 비율", "사람이 정한 칸"),
    ("증명서 해시",),
)  # fmt: skip
HOURS: Final = (("아낀 시간", "출처"), ("산식",))


def make() -> bytes:
    """Give the template's bytes."""
    page = _Page()
    page.line(("field", "제목"), size=16, bold=True, alignment="CENTER", line_spacing_percent=120)
    page.line(("field", "부제"), size=9, alignment="CENTER", line_spacing_percent=120, spacing_after_pt=6)
    page.pairs("1. 실행", RUN)
    page.figures("2. 건수: 들어온 건 = 처리 + 제외 + 확인 대기 + 실패", ITEMS)
    page.figures("읽은 행 = 쓴 행 + 합친 행 + 건너뛴 행", ROWS)
    page.pairs("3. 증명", PROOF)
    page.listing("4. 사람의 답", ANSWERS, (33_189, 9_000, 6_000), ("LEFT", "CENTER", "RIGHT"))
    page.listing("5. 밖에서 한 일과 영수증", ACTS, (20_189, 6_000, 6_000, 16_000), ("LEFT", "RIGHT", "RIGHT", "CENTER"))
    page.pairs("6. 아낀 시간", HOURS)
    page.listing("7. 결과 파일", FILES, (13_189, 4_000, 31_000), ("LEFT", "RIGHT", "LEFT"))
    page.line(
        ("text", "해시가 위와 같은 파일은 증명한 내용 그대로입니다. "),
        ("text", "여러 개인 결과물은 각 파일의 해시를 순서대로 이어 다시 구한 해시입니다."),
        size=8, line_spacing_percent=120, spacing_before_pt=2,
    )  # fmt: skip
    return page.finished(at=MADE)


class _Page(Template):
    """The document while it is written: small letters, so that all of it stands on one page."""

    def __init__(self) -> None:
        super().__init__(
            font="맑은 고딕", row_height=ROW, margin_left_mm=20, margin_right_mm=20, margin_top_mm=12,
            margin_bottom_mm=10, header_margin_mm=5, footer_margin_mm=7,
        )  # fmt: skip

    def pairs(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """Write labels with blank cells beside them, two in a row; one alone takes the whole row."""
        label = 8_500
        value = WIDTH // 2 - label
        made = self.named_table(name, len(rows), (label, value, label, WIDTH - 2 * label - value), size=9, height=ROW)
        for number, labels in enumerate(rows, 1):
            if len(labels) == 1:
                made.merge_cells(number, 1, number, 3)
            for column, each in enumerate(labels):
                self._small(made, number, 2 * column, each, "CENTER", head=True)
                self._small(made, number, 2 * column + 1, "", "LEFT")

    def figures(self, name: str, labels: Sequence[str]) -> None:
        """Write figures side by side, each under its label."""
        width = WIDTH // len(labels)
        widths = (*[width] * (len(labels) - 1), WIDTH - width * (len(labels) - 1))
        made = self.named_table(name, 2, widths, size=9, height=ROW)
        for column, each in enumerate(labels):
            self._small(made, 1, column, each, "CENTER", head=True)
            self._small(made, 2, column, "", "CENTER")

    def listing(self, name: str, header: Sequence[str], widths: Sequence[int], sides: Sequence[str]) -> None:
        """Write a table that grows."""
        made = self.named_table(name, 2, widths, size=9, height=ROW)
        for column, (title, side) in enumerate(zip(header, sides, strict=True)):
            self._small(made, 1, column, title, "CENTER", head=True)
            self._small(made, 2, column, "", side)
        self.mark_header(made, len(header))

    def _small(self, table: object, row: int, column: int, text: str, side: str, *, head: bool = False) -> None:
        shade = "#E6E6E6" if head else ""
        self.cell(table, row, column, text, side, size=SIZE, bold=head, shade=shade, spacing=110)


if __name__ == "__main__":
    TEMPLATE.write_bytes(make())
