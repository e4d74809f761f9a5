"""Making the sheet's files from what it says."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from jikwon.console.outputs.evidence.sheet import Sheet
from jikwon.korea.style import write_moment
from jikwon.tools import hwpx
from jikwon.tools import pdf as pages
from jikwon.tools.hwpx import Rows

DRAWING: Final = Path(__file__).with_name("sheet.typ")
TEMPLATE: Final = Path(__file__).with_name("sheet.hwpx")
ANSWERS: Final = ("질문", "답한 사람", "답한 건수")
ACTS: Final = ("한 일", "계획", "영수증", "영수증을 받은 때")
FILES: Final = ("결과물", "개수", "SHA-256")


def as_pdf(sheet: Sheet) -> bytes:
    """Draw the sheet with Typst in our own fonts."""
    data = {
        "subtitle": _subtitle(sheet), "foot": [sheet.run[1][1]], "run": sheet.run, "items": sheet.items,
        "rows": sheet.rows, "proof": sheet.proof, "answers": sheet.answers, "acts": sheet.acts, "hours": sheet.hours,
        "files": sheet.files,
    }  # fmt: skip
    return pages.compile(DRAWING, data, at=sheet.at).pdf


def as_hwpx(sheet: Sheet) -> bytes:
    """Fill our template: labels by the cell beside them, lists as growing tables."""
    fields = {"제목": "로봇 업무 증빙서", "부제": _subtitle(sheet)}
    for part in (sheet.run, sheet.items, sheet.rows, sheet.proof, _hours(sheet)):
        fields |= dict(part)
    tables = {
        "사람의 답": _rows(ANSWERS, sheet.answers), "밖에서 한 일과 영수증": _rows(ACTS, sheet.acts),
        "결과 파일": _rows(FILES, sheet.files),
    }  # fmt: skip
    return hwpx.fill(TEMPLATE.read_bytes(), fields=fields, tables=tables, at=sheet.at, file=TEMPLATE.name)


def _hours(sheet: Sheet) -> Mapping[str, str]:
    return {"출처": "–", "산식": "–", **dict(sheet.hours)}


def _rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Rows:
    return Rows(rows=[dict(zip(header, row, strict=True)) for row in rows])


def _subtitle(sheet: Sheet) -> str:
    return " · ".join(each for each in (sheet.institution, sheet.process, write_moment(sheet.at)) if each)
