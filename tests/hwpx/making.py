"""Templates and documents for the tests, made with another library than the one that is tested."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

AT = datetime(2021, 11, 1, 9, tzinfo=ZoneInfo("Asia/Seoul"))


def template(
    *,
    fields: tuple[str, ...] = ("제목",),
    labels: tuple[tuple[str, ...], ...] = (("수신", ""), ("담당", "")),
    tables: tuple[str, ...] = ("부서별",),
    total: bool = True,
) -> bytes:
    """Give a template: a line for each field, a table of labels, a growing table for each name."""
    document = new()
    for name in fields:
        document.fields.add(name, prompt=f"{name}을 쓰세요", paragraph=document.add_paragraph(f"{name}: "))
    if labels:
        document.add_paragraph("담당자 표")
        made = document.add_table(len(labels), len(labels[0]), height=1_800 * len(labels))
        for row, texts in enumerate(labels):
            for column, text in enumerate(texts):
                made.set_cell_text(row, column, text)
    for name in tables:
        document.add_paragraph(f"가. {name}")
        grown = document.add_table(2 + total, 3, height=1_800 * (2 + total))
        for column, text in enumerate(("구분", "접수", "완료")):
            grown.set_cell_text(0, column, text)
    return bytes(document.to_bytes())


def new() -> Any:
    """Give an empty document of python-hwpx."""
    from hwpx import HwpxDocument

    return HwpxDocument.new()
