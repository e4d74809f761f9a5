"""Read the two workbooks of a hygiene-kits run as another program would, and hold their form to the contract."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl

from .hygiene.entry import Place

DELIVERY = ("순번", "받는분", "전화번호", "우편번호", "주소", "상세주소", "행정동", "품목", "수량", "배송메시지")
REGISTER = {
    "대상자": ("격리자관리번호", "성명", "생년월일", "휴대전화", "세대키", "순번"),
    "행정동별집계": ("행정동", "세대수", "인원수", "키트수"),
    "제외": ("격리자관리번호", "성명", "사유코드", "사유", "원본파일", "원본행"),
    "확인필요": ("격리자관리번호", "성명", "질문코드", "질문", "원본파일", "원본행"),
}

Record = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """The sheets of one released folder, every cell as text; `folder` is where they lie."""

    folder: Path
    deliveries: Sequence[Record]
    people: Sequence[Record]
    dongs: Sequence[Record]
    excluded: Sequence[Record]
    asked: Sequence[Record]
    faults: Sequence[str]

    @property
    def texts(self) -> list[str]:
        """Return every cell of every sheet."""
        sheets = (self.deliveries, self.people, self.dongs, self.excluded, self.asked)
        return [cell for sheet in sheets for record in sheet for cell in record.values()]


def read_outputs(folder: Path) -> Outputs:
    """Read a released folder; what breaks the form of the contract is listed in `faults`, not raised."""
    faults: list[str] = []
    deliveries = read_book(folder / "delivery-list.xlsx", {"배송명단": DELIVERY}, faults)
    register = read_book(folder / "delivery-register.xlsx", REGISTER, faults)
    return Outputs(
        folder=folder,
        deliveries=deliveries["배송명단"],
        people=register["대상자"],
        dongs=register["행정동별집계"],
        excluded=register["제외"],
        asked=register["확인필요"],
        faults=faults,
    )


def place_of(record: Record) -> Place:
    """Return where a record of 제외 or 확인필요 says its row stands."""
    row = record["원본행"]
    return Place(unicodedata.normalize("NFC", record["원본파일"]), int(row) if row.isdigit() else -1)


def read_book(path: Path, sheets: Mapping[str, tuple[str, ...]], faults: list[str]) -> dict[str, list[Record]]:
    """Read the sheets of a workbook by their columns, and add to `faults` what they have too much or too little."""
    book = openpyxl.load_workbook(path)
    if tuple(book.sheetnames) != tuple(sheets):
        faults.append(f"{path.name} has the sheets {book.sheetnames}")
    found: dict[str, list[Record]] = {}
    for name, header in sheets.items():
        found[name] = []
        if name not in book.sheetnames:
            continue
        lines = list(book[name].iter_rows())
        seen = tuple(as_shown(cell.value) for cell in lines[0]) if lines else ()
        if seen != header:
            faults.append(f"{path.name} {name} has the columns {seen}")
        for line in lines[1:]:
            faults += [f"{path.name} {name} {cell.coordinate} is a formula" for cell in line if cell.data_type == "f"]
            cells = [as_shown(cell.value) for cell in line]
            found[name].append(dict(zip(header, [*cells, *[""] * len(header)], strict=False)))
    book.close()
    return found


def as_shown(value: object) -> str:
    """Return a cell as a person reads it: dates as `2021-10-06`, whole numbers without a point, nothing as blank."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
