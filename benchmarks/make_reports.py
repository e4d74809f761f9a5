"""Make a register and the monitoring reports of several days for B7, always the same.

Usage: make_reports.py PEOPLE DAYS FILES FOLDER. Writes FOLDER/register.csv and FOLDER/<day>/<channel>-<n>.csv or .xlsx
Every person is made up, and every phone number lies in a range that nobody has. The mess is what such files have and
what rules settle without a person: spellings of yes and no and of temperatures, slots by number, by time or by the
moment alone, people who are out, reports of one slot through two channels, records that nobody answered.
"""

import csv
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

FIRST = date(2021, 10, 4)
SLOTS = ("10:00", "15:00", "20:00")
DONGS = ("잠실2동", "잠실4동", "가락1동", "문정2동", "방이1동", "오륜동", "거여2동", "마천1동", "석촌동", "삼전동")
DEPARTMENTS = ("민원행정과", "복지정책과", "세무1과", "안전담당관", "자치행정과", "문화체육과", "도시계획과", "교통과")
FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
REGISTER = (
    "격리자관리번호", "성명", "생년월일", "휴대전화", "행정동", "담당공무원", "담당부서", "격리시작일", "해제예정일시",
    "상태",
)  # fmt: skip
APP = (
    "격리자관리번호",
    "성명",
    "점검일",
    "회차",
    "응답일시",
    "체온(℃)",
    "발열감",
    "기침",
    "인후통",
    "호흡곤란",
    "특이사항",
)
PHONE = (
    "성명",
    "생년월일",
    "휴대전화",
    "조사일",
    "차수",
    "통화일시",
    "체온",
    "발열",
    "기침",
    "목아픔",
    "숨가쁨",
    "비고",
    "결과",
)
CALLED = ("격리자관리번호", "통화일시", "체온", "발열", "기침", "인후통", "호흡곤란", "결과")
NO = {"app": "아니오", "phone": "X", "aicall": "N", "visit": "무"}
YES = {"app": "예", "phone": "O", "aicall": "Y", "visit": "유"}
SHARES = (("app", 0.62), ("phone", 0.24), ("aicall", 0.08), ("visit", 0.02))
Row = tuple[str, ...]


class Maker:
    """Draws people and what they report; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def register(self, people: int) -> list[Row]:
        """Make everybody; some are released on one of the days, some have been confirmed."""
        made: list[Row] = []
        for number in range(people):
            born = date(1940, 1, 1) + timedelta(days=self.chance.randrange(29_000))
            name = self.chance.choice(FAMILY) + self.chance.choice(GIVEN) + self.chance.choice(GIVEN)
            end = FIRST + timedelta(days=self.chance.randrange(-1, 14))
            status = self.chance.choices(("격리중", "", "확진", "이관"), (93, 4, 2, 1))[0]
            made.append((
                f"S21-{number:05}", name, f"{born}", self._phone(), self.chance.choice(DONGS),
                f"{self.chance.choice(FAMILY)}담당{number % 97:02}", DEPARTMENTS[number % 97 % len(DEPARTMENTS)],
                f"{end - timedelta(days=14)}", f"{end} 12:00", status,
            ))  # fmt: skip
        return made

    def reports(self, people: Sequence[Row], day: date) -> Iterator[tuple[str, Row]]:
        """Report for most people and slots of a day, through one channel or two."""
        channels, weights = [name for name, _ in SHARES], [share for _, share in SHARES]
        for person in people:
            if person[9] in ("확진", "이관") or person[8] <= f"{day}":
                continue
            for number, slot in enumerate(SLOTS):
                at = datetime.combine(day, time.fromisoformat(slot))
                if self.chance.random() > sum(weights):
                    continue
                channel = self.chance.choices(channels, weights)[0]
                yield channel, self._report(channel, person, day, number, at)
                if channel == "app" and self.chance.random() < 0.05:
                    yield "phone", self._report("phone", person, day, number, at + timedelta(minutes=30))

    def _report(self, channel: str, person: Row, day: date, number: int, at: datetime) -> Row:
        said = at + timedelta(minutes=self.chance.randrange(-50, 100))
        took = f"{self.chance.uniform(36.0, 37.3):.1f}"
        if self.chance.random() < 0.03:
            took = took.replace(".", ",")
        signs = [YES[channel] if self.chance.random() < 0.004 else NO[channel] for _ in range(4)]
        if channel == "app":
            return (person[0], person[1], f"{day}", f"{number + 1}차", f"{said:%Y-%m-%d %H:%M:%S}", took, *signs, "")
        if channel == "aicall":
            return (
                person[0],
                f"{said:%Y-%m-%d %H:%M}",
                took,
                *signs,
                "정상" if YES[channel] not in signs else "유증상",
            )
        if self.chance.random() < 0.02:
            took, signs = "", [""] * 4
        result = "미응답" if not took else ""
        dots = f"{day:%Y.%m.%d}."
        return (person[1], person[2], person[3], dots, SLOTS[number], f"{said:%H:%M}", took, *signs, "", result)

    def _phone(self) -> str:
        return f"010-0{self.chance.randrange(1000):03}-{self.chance.randrange(10_000):04}"


def spread(rows: Sequence[tuple[str, Row]], files: int) -> Iterator[tuple[str, list[Row]]]:
    """Deal a day's rows to files: three of the app, two of the calling service, one of visits, the rest of calls."""
    of = {channel: [row for its, row in rows if its == channel] for channel, _ in SHARES}
    counts = {"app": 3, "aicall": 2, "visit": 1, "phone": files - 6}
    for channel, count in counts.items():
        for number in range(count):
            yield f"{channel}-{number + 1:02}", of[channel][number::count]


def write(path: Path, columns: Row, rows: Sequence[Row]) -> None:
    """Write sheets of calls and visits as workbooks under a title, everything else as CSV in cp949."""
    if columns is not PHONE:
        with path.with_suffix(".csv").open("w", encoding="cp949", newline="") as file:
            csv.writer(file).writerows((columns, *rows))
        return
    with xlsxwriter.Workbook(path.with_suffix(".xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((("자가격리 모니터링 점검표",), columns, *rows)):
            sheet.write_row(number, 0, row)


def main(people: int, days: int, files: int, folder: Path) -> None:
    """Make everything below a folder."""
    maker = Maker(7)
    folder.mkdir(parents=True)
    everybody = maker.register(people)
    with (folder / "register.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows((REGISTER, *everybody))
    columns = {"app": APP, "aicall": CALLED, "phone": PHONE, "visit": PHONE}
    for number in range(days):
        day = FIRST + timedelta(days=number)
        below = folder / f"{day}"
        below.mkdir()
        of_day = files // days + (number < files % days)
        for name, rows in spread(list(maker.reports(everybody, day)), of_day):
            write(below / name, columns[name.partition("-")[0]], rows)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
