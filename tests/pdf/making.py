"""A form of our own shape with made-up people, and what its pages must show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jikwon.model import Place
from jikwon.proof import Page, Wanted, WantedTable, ticks
from jikwon.tools import pdf

AT = datetime(2021, 10, 6, 9, tzinfo=ZoneInfo("Asia/Seoul"))
TEMPLATE = Path(__file__).with_name("visit.typ")
SIGNS = ("발열", "기침", "인후통")
FOOT = ("출력자 김담당", "출력용도 보관")


def case(number: int, *, visits: int = 2, **values: str) -> dict[str, Any]:
    """Make a case; `values` replace those of the labels 성명, 주소, 비고."""
    said = {"성명": f"김{'가나다라마바사'[number % 7]}", "주소": f"올림픽로 {number}길 3", "비고": "", **values}
    return {
        "key": f"C-{number:04}",
        "person": [
            {"label": "관리번호", "value": f"C-{number:04}"},
            {"label": "성명", "value": said["성명"], "changed": number % 2 == 1},
            {"label": "성별", "value": "여" if number % 2 else "남", "choices": ["남", "여"]},
            {"label": "주소", "value": said["주소"], "wide": True},
        ],
        "check": [
            {"label": "증상", "value": list(SIGNS[: number % 3]), "choices": SIGNS},
            {"label": "비고", "value": said["비고"]},
        ],
        "visits": [[f"2021-10-{n % 28 + 1:02} 10:{number % 60:02}", f"가게{n}", "문정로 1"] for n in range(visits)],
    }


def made(*cases: Mapping[str, Any], tagged: bool = False) -> pdf.Compiled:
    """Compile cases into one PDF."""
    return pdf.compile(TEMPLATE, {"foot": FOOT, "forms": cases}, at=AT, tagged=tagged)


def made_at(file: bytes) -> str:
    """Give a file's own time, as the file writes it."""
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return str(document.get_metadata_value("CreationDate"))


def wanted(given: Mapping[str, Any], pages: Sequence[Page]) -> Wanted:
    """Say what a case's pages must show."""
    fields = [*given["person"], *given["check"]]
    return Wanted(
        at=Place(source="forms", file=f"{given['key']}.pdf"),
        pages=pages,
        fields={
            each["label"]: ticks(each["choices"], each["value"]) if "choices" in each else each["value"]
            for each in fields
        },
        tables=[WantedTable(header=("일시", "장소", "주소"), rows=given["visits"])],
        every_page=[f"{' '.join(FOOT)} {{page}}/{{pages}}쪽"],
        outside=["방문 확인서"],
        headings=["인적사항", "확인", "동선"],
    )
