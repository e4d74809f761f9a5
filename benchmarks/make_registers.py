"""Make registers of quarantined people for B6: ROWS rows in FILES files, one file a 행정동, always the same.

Usage: make_registers.py ROWS FILES FOLDER. The addresses are Songpa's real buildings; every person is made up,
and every phone number lies in a range that nobody has. The mess is what registers have and what rules settle
without a person: spellings of phones, dates and addresses, rows that come twice, people who are out.
"""

import csv
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

DATA = Path(__file__).parent.parent / "src" / "jikwon" / "korea" / "data"
COLUMNS = (
    "격리자관리번호", "성명", "생년월일", "휴대전화", "우편번호", "주소", "상세주소", "행정동", "격리시작일",
    "해제예정일시", "상태", "지원구분", "비고",
)  # fmt: skip
FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
TWICE = 0.02
TODAY = date(2021, 10, 6)


@dataclass(frozen=True, slots=True)
class Building:
    """One line of the building table."""

    zip: str
    road: str
    main: int
    sub: int
    legal: str

    @property
    def number(self) -> str:
        """The building's number as people write it."""
        return f"{self.main}-{self.sub}" if self.sub else f"{self.main}"


class Maker:
    """Draws people household by household; the same seed gives the same people."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = 0

    def rows(self, dong: str, buildings: Sequence[Building], count: int) -> Iterator[tuple[str, ...]]:
        """Give a 행정동's rows, a few of them twice."""
        made: list[tuple[str, ...]] = []
        while len(made) < count:
            made += self._household(dong, self.chance.choice(buildings))[: count - len(made)]
            if made and len(made) < count and self.chance.random() < TWICE * 2:
                made.append(self._again(self.chance.choice(made)))
        self.chance.shuffle(made)
        yield from made

    def _household(self, dong: str, building: Building) -> list[tuple[str, ...]]:
        floor, door, block = self.chance.randint(1, 25), self.chance.randint(1, 4), self.chance.randint(101, 130)
        has_detail = self.chance.random() < 0.95
        shared = self._phone_number()
        members = self.chance.choices((1, 2, 3, 4), weights=(45, 25, 18, 12))[0]
        return [
            self._person(
                dong, building, self._detail(block, floor * 100 + door) if has_detail else "",
                shared if not has_detail else self._phone_number(),
            )
            for _ in range(members)
        ]  # fmt: skip

    def _person(self, dong: str, building: Building, detail: str, phone: str) -> tuple[str, ...]:
        self.people += 1
        start = TODAY - timedelta(days=self.chance.randint(1, 7))
        status, release = self._fate(start)
        name = self.chance.choice(FAMILY) + "".join(self.chance.choices(GIVEN, k=2))
        return (
            f"SP21-{self.people:06}", name, self._birth(), self._phone(phone), building.zip, self._address(building),
            detail, dong, start.isoformat(), release, status, self.chance.choice(("생필품", "생활비", "")), "",
        )  # fmt: skip

    def _fate(self, start: date) -> tuple[str, str]:
        release = f"{start + timedelta(days=10)} 12:00"
        drawn = self.chance.random()
        if drawn < 0.02:
            return "확진", release
        if drawn < 0.04:
            return "이관", release
        if drawn < 0.08:
            return self.chance.choice(("해제", "격리중")), f"{TODAY - timedelta(days=self.chance.randint(1, 3))} 12:00"
        return self.chance.choice(("", "격리중", "자가격리중")), release

    def _address(self, building: Building) -> str:
        drawn = self.chance.random()
        if drawn < 0.7:
            return f"서울특별시 송파구 {building.road} {building.number}"
        if drawn < 0.85:
            return f"서울시 송파구 {building.road} {building.number} ({building.legal})"
        return (
            f"송파구 {building.road}{building.number}"
            if building.road[-1] == "로"
            else f"송파구 {building.road} {building.number}"
        )

    def _detail(self, block: int, door: int) -> str:
        drawn = self.chance.random()
        if drawn < 0.6:
            return f"{block}동 {door}호"
        return f"{block}동{door}호" if drawn < 0.8 else f"{door}호"

    def _phone_number(self) -> str:
        return f"0100{self.chance.randint(0, 999):03}{self.chance.randint(0, 9999):04}"

    def _phone(self, digits: str) -> str:
        spelt = f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
        drawn = self.chance.random()
        if drawn < 0.7:
            return spelt
        return digits if drawn < 0.9 else f"+82 {spelt[1:]}"

    def _birth(self) -> str:
        day = date(1930, 1, 1) + timedelta(days=self.chance.randint(0, 33_000))
        return self.chance.choice((f"{day}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}"))

    def _again(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """Give a row once more, with a cell left empty: it says less and contradicts nothing."""
        return (*row[:11], "", "")


def main(rows: int, files: int, folder: Path) -> None:
    """Write the files: workbooks, and separated values in cp949 and UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(rows * 1000 + files)
    by_legal = _buildings()
    for number, (dong, legals) in enumerate(_dongs()[:files]):
        buildings = [each for legal in legals for each in by_legal[legal]]
        count = rows // files + (number < rows % files)
        made = list(maker.rows(dong, buildings, count))
        if number % 3 == 0:
            _book(folder / f"격리자명부_{dong}.xlsx", made)
        else:
            _separated(folder / f"격리자명부_{dong}.csv", made, "cp949" if number % 3 == 1 else "utf-8-sig")


def _book(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("격리자명부")
        for number, row in enumerate((COLUMNS, *rows)):
            for column, value in enumerate(row):
                if value:
                    sheet.write_string(number, column, value)


def _separated(path: Path, rows: Sequence[Sequence[str]], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows((COLUMNS, *rows))


def _buildings() -> dict[str, list[Building]]:
    found: dict[str, list[Building]] = {}
    with (DATA / "songpa_addresses.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["지하여부"] == "0":
                made = Building(
                    row["우편번호"], row["도로명"], int(row["건물본번"]), int(row["건물부번"]), row["법정동"]
                )
                found.setdefault(made.legal, []).append(made)
    return found


def _dongs() -> list[tuple[str, list[str]]]:
    with (DATA / "songpa_dongs.csv").open(encoding="utf-8") as file:
        return [(row["행정동"], row["관할법정동"].split("/")) for row in csv.DictReader(file)]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
