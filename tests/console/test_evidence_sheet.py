"""The evidence sheet stays on one page however much there is to say, and its template is what its script makes."""

import io
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.console import evidence_template

from jikwon.console.outputs.evidence import drawing
from jikwon.console.outputs.evidence.sheet import Sheet
from jikwon.tools import hwpx

HASH = "9f49075c8830c9a8224867076ef06c290027a1e16d08556392aa8b5ac365a13d"
AT = datetime(2021, 10, 6, 12, 0, tzinfo=ZoneInfo("Asia/Seoul"))


def sheet(rows: int) -> Sheet:
    """Make a sheet with so many rows in each of its lists as there are at most, or fewer."""
    return Sheet(
        at=AT, institution="가온구 보건소", process="역학조사서 출력",
        run=[(name, "2021. 10. 6. 09:00") for pair in evidence_template.RUN for name in pair],
        items=[(name, "1,044건") for name in evidence_template.ITEMS],
        rows=[(name, "1,244행") for name in evidence_template.ROWS],
        proof=[(name, HASH if "해시" in name else "12,345칸") for pair in evidence_template.PROOF for name in pair],
        answers=[("가" * 47 + "…", "kim.damdang", "12건")] * min(rows, 5),
        acts=[("조사서 인쇄", "1,044건", "1,044건", "2021. 10. 6. 09:05 ~ 09:11")] * min(rows, 6),
        hours=[("아낀 시간", "312.4분"), ("출처", "한 건 7.5분: 시간 측정 12번의 중앙값"), ("산식", "7.5분 × 44건")],
        files=[("역학조사서 묶음", "1,044개", HASH)] * min(rows, 8),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 8])
def test_it_stays_on_one_page(rows: int) -> None:
    import pypdfium2

    made = sheet(rows)
    document = drawing.as_hwpx(made)

    assert len(pypdfium2.PdfDocument(io.BytesIO(drawing.as_pdf(made)))) == 1
    assert len(pypdfium2.PdfDocument(io.BytesIO(hwpx.pdf(document, at=AT, file="sheet.hwpx")))) == 1
    assert hwpx.check(document) == []


def test_the_same_run_gives_the_same_bytes() -> None:
    assert drawing.as_hwpx(sheet(2)) == drawing.as_hwpx(sheet(2))
    assert drawing.as_pdf(sheet(2)) == drawing.as_pdf(sheet(2))


def test_the_template_is_what_its_script_makes() -> None:
    assert evidence_template.make() == drawing.TEMPLATE.read_bytes()


def test_a_run_that_saved_nothing_says_so() -> None:
    nothing = replace(sheet(1), hours=[("아낀 시간", "결과가 나오지 않아 세지 않음")])
    read = hwpx.read(drawing.as_hwpx(nothing))
    assert any("결과가 나오지 않아 세지 않음" in cell for table in read.tables for row in table.rows for cell in row)
