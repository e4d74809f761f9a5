"""Writing a month's exports: the three real lists of columns, as workbooks and as CSV, and the table of departments."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from random import Random

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from jikwon_practice.portals.petition import columns

from .truth import Filing, Month

SCHEMAS = {number: columns.of(date(2020, month, 1)) for number, month in ((1, 1), (2, 4), (3, 7))}
"""The three real lists of columns of 2020 (domain B6), a column without a header among them."""
MOMENTS = ("신청일자", "접수일자", "처리일")


def cells_of(each: Filing) -> Mapping[str, str]:
    """Give the cells of a filing by column, as the export words them."""
    stated = "" if each.stated is None else _written(each.stated)
    cells = {
        "신청번호": each.number, "신청일자": f"{each.applied:%Y-%m-%d %H:%M}",
        "접수번호": each.number[-7:], "접수일자": f"{each.received:%Y-%m-%d %H:%M}", "민원신청경로": each.channel,
        "민원인": each.petitioner, "주소": each.address, "민원제목": each.title, "민원요지": each.gist,
        "민원내용": each.body, "처리유형": each.said, "민원종류": each.kind, "법정/내부처리기한": stated,
        "처리기관": "서울특별시 송파구", "담당부서1": "서울특별시 송파구", "담당부서2": each.department,
        "담당자": each.officer, "E-MAIL": each.mail, "전화번호": each.phone,
        "처리일": "" if each.closed is None else f"{each.closed:%Y-%m-%d %H:%M}", "처리결과": each.answer,
        "처리연장횟수": str(each.extended) if each.extended else "", "1차만족도": each.satisfaction,
        "1차만족불만족사유": each.opinion, "이전신청번호추가": each.before, "재신청여부": "예" if each.before else "",
    }  # fmt: skip
    if each.length_in:
        cells[each.length_in] = each.length
    return {**cells, **each.written}


def _written(value: date | datetime) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{value:%Y-%m-%d}"


def write_month(month: Month, folder: Path) -> dict[str, list[Path]]:
    """Write all files and give them by input; how they are written hangs on the month alone."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name in sorted(month.files):
        rng = Random(f"{month.first}/{name}")
        header = list(SCHEMAS[month.schema_of[name]])
        if rng.random() < 0.4:
            rng.shuffle(header)
        rows = [_row(Random(f"{each.number}/{name}"), each, header) for each in month.files[name]]
        path = folder / name
        shown = [_named(rng, column) for column in header]
        if path.suffix == ".csv":
            _write_csv(path, [shown, *rows], encoding=rng.choice(("cp949", "utf-8-sig", "utf-8")))
        else:
            _write_book(path, shown, rows, rng)
        found.append(path)
    departments = folder / "departments.csv"
    table = [["부서코드", "부서명", "유효시작", "유효종료"], *map(list, month.departments)]
    _write_csv(departments, table, encoding="utf-8-sig")
    return {"petitions": found, "departments": [departments]}


def _row(rng: Random, each: Filing, header: list[str]) -> list[str]:
    cells = cells_of(each)
    return [_spelled(rng, column, cells.get(column, ""), column in each.written) for column in header]


def _spelled(rng: Random, column: str, text: str, is_written: bool) -> str:
    """Write a cell as one system or another does; what it says stays the same."""
    if not text or is_written:
        return text
    if column in MOMENTS and rng.random() < 0.2:
        day, _, clock = text.partition(" ")
        year, month, date_ = day.split("-")
        return rng.choice((f"{year}.{month}.{date_} {clock}", f"{year}/{month}/{date_} {clock}", f"{text}:00"))
    if column == "신청번호" and rng.random() < 0.15:
        wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)
        return rng.choice((wide, f"{text}\u00a0", f"\u3000{text}"))
    return text


def _named(rng: Random, column: str) -> str:
    """Write a header as systems do: decomposed, with a mark, a remark or a blank."""
    if not column or rng.random() > 0.1:
        return column
    return rng.choice((unicodedata.normalize("NFD", column), f"{column}*", f"{column} ", column[0] + " " + column[1:]))


def _write_csv(path: Path, rows: Sequence[Sequence[str]], *, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    try:
        path.write_bytes(text.getvalue().encode(encoding))
    except UnicodeEncodeError:  # cp949 has no decomposed Hangul and no emoji
        path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _write_book(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]], rng: Random) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    top = rng.choice((1, 3, 4))
    if top > 1:
        sheet.cell(1, 1, "민원현황목록 (연습)")
    for number, row in enumerate([header, *rows], start=top):
        for column, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type = "s"  # text that begins with = is text
    _put_moments(sheet, header, top, rng)
    if rng.random() < 0.4:
        sheet.row_dimensions[top + 2].hidden = True
    if rng.random() < 0.4:
        sheet.cell(top + len(rows) + 1, 1, "합계")
        sheet.cell(top + len(rows) + 1, 2, f"{len(rows)}")
    if rng.random() < 0.3:
        book.create_sheet("안내").cell(1, 1, "이 파일은 내려받은 날의 자료입니다.")
    book.save(path)


def _put_moments(sheet: Worksheet, header: Sequence[str], top: int, rng: Random) -> None:
    """Turn some moments into what a spreadsheet keeps for them: serial numbers that are shown as dates."""
    if "접수일자" not in header or rng.random() > 0.5:
        return
    column = header.index("접수일자") + 1
    for row in range(top + 1, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", str(cell.value or "")) and rng.random() < 0.3:
            with suppress(ValueError):  # a day that no calendar has is no date to a spreadsheet either
                cell.value, cell.number_format = datetime.fromisoformat(str(cell.value)), "yyyy-mm-dd hh:mm"
