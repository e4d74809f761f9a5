"""Writing a month's exports: the three real lists of columns, as workbooks and as CSV, and the table of departments."""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl

from .truth import Filing, Month

HEADS = "신청번호 신청일자 접수번호 접수일자 민원신청경로 신청경로상세 신청메뉴상세 메뉴분류상세 신청인구분 민원인 주소"
DROPPED = "통보방식 다수인정보 신분공개동의여부 갑질피해여부"
TEXTS = "민원제목 민원요지 민원내용"
AVOIDED = "기타참고사항 기피구분 기피사유"
HANDLED = (
    "처리유형 민원종류 업무분야 법정/내부처리기한 공익신고여부 재신청여부 재신청차수 이전신청번호추가 처리기관 담당부서1 담당부서2 "
    "담당부서3 담당부서4 담당자 처리기간 E-MAIL 전화번호 관련법령 소속기관 사후관리담당부서 사후관리담당자 사후관리담당자연락처 "
    "사후관리담당자E-MAIL 처리일 민원요약 처리결과 검토확인"
)
REST = "온나라연계 처리연장횟수 1차연장사유 2차연장사유 불산입기간처리횟수 내용보완요청횟수 내용보완응답횟수 추가답변횟수 1차만족도 1차만족불만족사유"
SCHEMAS = {
    1: " ".join((HEADS, DROPPED, TEXTS, AVOIDED, HANDLED, REST)).split(),
    2: " ".join((HEADS, TEXTS, HANDLED, "검토유무", REST)).split(),
    3: " ".join((HEADS, "갑질피해여부", TEXTS, AVOIDED, HANDLED, "검토유무", REST)).split(),
}


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
    """Write all files and give them by input."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name, rows in month.files.items():
        table = [[cells_of(each).get(column, "") for column in SCHEMAS[month.schema_of[name]]] for each in rows]
        path = folder / name
        header = SCHEMAS[month.schema_of[name]]
        if path.suffix == ".csv":
            _write_csv(path, [header, *table])
        else:
            _write_book(path, [[f"민원현황목록 ({month.first} ~ {month.last})"], [], header, *table])
        found.append(path)
    departments = folder / "departments.csv"
    _write_csv(departments, [["부서코드", "부서명", "유효시작", "유효종료"], *map(list, month.departments)])
    return {"petitions": found, "departments": [departments]}


def _write_csv(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _write_book(path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type = "s"  # text that begins with = is text
    book.save(path)
