"""Small registers of quarantined people who are made up: each row leads to one question."""

import csv
from pathlib import Path
from typing import Final

COLUMNS: Final = ("관리번호", "이름", "생년월일", "연락처", "격리장소", "동호수", "행정동", "해제예정일", "상태")
_RIGHT: Final = {
    "생년월일": "19910430", "격리장소": "송파구 문정로 83", "동호수": "108동 1107호", "행정동": "문정1동",
    "해제예정일": "2021.10.20.", "상태": "격리중",
}  # fmt: skip
NO_SUCH_NUMBER: Final = {"격리장소": "송파구 문정로 8300"}
NO_FLAT: Final = {"격리장소": "송파구 올림픽로 435", "동호수": "", "행정동": ""}
NO_BIRTH: Final = {"생년월일": "910430", "관리번호": ""}
STRANGE_STATUS: Final = {"상태": "시설입소"}
NAMES: Final = ("전세나", "임해나", "주리라", "노을이", "하도담", "우이든", "소리안", "마루비")


def register(folder: Path, *doubts: dict[str, str], name: str = "명부.csv") -> Path:
    """Write a register with a row for each doubt, and one that nobody has to be asked about."""
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, doubt in enumerate(({}, *doubts), 1):
            own = {"관리번호": f"Q21-{number:04}", "이름": NAMES[number % 8], "연락처": f"010-0123-{number:04}"}
            row = {**_RIGHT, **own, **doubt}
            writer.writerow([row[column] for column in COLUMNS])
    return path
