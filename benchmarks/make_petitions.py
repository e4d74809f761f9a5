"""Make a month's exports of petition systems for B9, always the same.

Usage: make_petitions.py PETITIONS FILES FOLDER. Writes FOLDER/petitions-<n>.xlsx or .csv in the three registered lists
of columns, and FOLDER/departments.csv. Everybody is made up; the roads are Songpa's. The mess is what such exports have
and what rules settle without a person: spellings of statuses, petitions filed twice and again, rows of an earlier
export, entities, texts that begin like a formula, personal data in free text.
"""

import csv
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from jikwon.processes.petitions.schemas import SCHEMAS

FIRST, DAYS = date(2021, 10, 1), 31
OFF = {date(2021, 10, 4), date(2021, 10, 11)}
ROADS = (
    "올림픽로",
    "백제고분로",
    "송파대로",
    "가락로",
    "오금로",
    "성내천로",
    "마천로",
    "석촌호수로",
    "동남로",
    "송이로31길",
)
DEPARTMENTS = ("교통과", "공원녹지과", "주택과", "자원순환과", "스마트도시과", "건축과", "위생과", "도로과")
CHANNELS = ("국민신문고", "안전신문고", "구청 홈페이지", "생활불편신고")
KINDS = {"고충": "7일", "단순질의": "7일", "법령질의": "14일", "건의": "14일", "기타": "즉시"}
STATUSES = ("처리완료", "답변완료", " 완료", "종결처리", "처리중", "접수완료", "타기관이송", "민원취하", "병합처리")
SHARES = (50, 20, 8, 2, 8, 4, 4, 2, 2)
FAMILY, GIVEN = "김이박최정강조윤장임한오서신권황안송류홍", "가나다라마바사아자차카타파하거너더러머버"
TOPICS = (
    (
        "가로수 가지치기",
        "{road} {number} 앞 가로수가 간판을 가립니다. {name} 씨라고 합니다. {phone}으로 연락 바랍니다.",
    ),
    ("불법 주정차", "{road}에 {plate} 차량이 늘 서 있습니다. &lt;사진 있음&gt; 단속을 부탁드립니다."),
    ("쓰레기 투기", "{road} {number}-3, 102동 501호 뒤편에 쓰레기가 쌓입니다. {mail}로 답을 주세요."),
    ("보도블록 파손", "- {road} 보도블록이 깨져 다니기 어렵습니다. 언제 고쳐지는지 알고 싶습니다."),
    ("와이파이 문의", "@{road} 공원에서 와이파이를 쓸 수 있는지, 접속 방법은 무엇인지 궁금합니다."),
)
ANSWERS = (
    "=현장을 확인하여 조치하였습니다.",
    "{name}님, 문의하신 내용은 조치하였습니다. 감사합니다.",
    "관련 부서와 협의하여 처리할 예정입니다.",
)
Row = Mapping[str, str]


class Maker:
    """Draws petitions; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def petitions(self, count: int) -> Iterator[Row]:
        """Draw petitions; one in fifty is filed through a second channel, one in a hundred again."""
        number, last = 0, dict[str, str]()
        while number < count:
            row = self._one(number)
            if last and number % 50 == 49:
                same = ("민원제목", "민원요지", "민원내용", "민원인", "전화번호", "신청일자", "접수일자", "처리일")
                row |= {name: last[name] for name in same}
            elif last and number % 100 == 30:
                row |= {"재신청여부": "Y", "이전신청번호추가": last["신청번호"]}
            yield row
            last, number = row, number + 1

    def _one(self, number: int) -> dict[str, str]:
        draw = self.chance
        applied = datetime.combine(
            FIRST + timedelta(days=draw.randrange(DAYS)), time(draw.randrange(8, 17), draw.randrange(60))
        )
        received = self._works(applied + timedelta(minutes=draw.randrange(5, 50)))
        closed = self._works(received + timedelta(days=draw.randrange(1, 14), minutes=draw.randrange(60)))
        status = draw.choices(STATUSES, SHARES)[0]
        is_done = status.strip() in ("처리완료", "답변완료", "완료", "종결처리")
        kind = draw.choice(tuple(KINDS))
        name = draw.choice(FAMILY) + draw.choice(GIVEN) + draw.choice(GIVEN)
        told = {
            "road": draw.choice(ROADS), "number": f"{draw.randrange(1, 400)}", "name": name,
            "phone": f"010-0{draw.randrange(1000):03}-{draw.randrange(10_000):04}", "mail": f"user{number}@example.com",
            "plate": f"{draw.randrange(10, 70)}{draw.choice('가나다라마')}{draw.randrange(1000, 10_000)}",
        }  # fmt: skip
        title, body = draw.choice(TOPICS)
        return {
            "신청번호": f"1AA-2110-{number:07}", "신청일자": f"{applied:%Y-%m-%d %H:%M}",
            "접수번호": f"2AA-2110-{number:07}",
            "접수일자": f"{received:%Y-%m-%d %H:%M}", "민원신청경로": draw.choice(CHANNELS), "신청인구분": "개인",
            "민원인": name,
            "주소": f"서울특별시 송파구 {told['road']} {told['number']}, {draw.randrange(101, 110)}동 "
            f"{draw.randrange(101, 2000)}호",
            "민원제목": f"{title} {number} ({told['road']})", "민원요지": title,
            "민원내용": f"{body.format(**told)} ({number})",
            "처리유형": status, "민원종류": kind, "처리기관": "서울특별시 송파구", "재신청여부": "N",
            "담당부서1": "송파구",
            "담당부서2": draw.choice(DEPARTMENTS), "담당자": f"{draw.choice(FAMILY)}담당", "처리기간": KINDS[kind],
            "법정/내부처리기한": f"{received.date() + timedelta(days=7)} 18:00" if number % 40 == 0 else "",
            "전화번호": told["phone"], "E-MAIL": told["mail"], "처리일": f"{closed:%Y-%m-%d %H:%M}" if is_done else "",
            "처리결과": draw.choice(ANSWERS).format(**told) if is_done else "", "처리연장횟수": "0",
            "불산입기간처리횟수": "0", "내용보완요청횟수": "0", "내용보완응답횟수": "0",
            "1차만족도": draw.choice(("", "만족", "보통", "불만")),
        }  # fmt: skip

    def _works(self, moment: datetime) -> datetime:
        while moment.weekday() > 4 or moment.date() in OFF:
            moment += timedelta(days=1)
        return moment


def write(folder: Path, rows: Sequence[Row], files: int) -> None:
    """Write the exports: workbooks with a title and separated values in turn, the three lists in turn."""
    folder.mkdir(parents=True)
    schemas = list(SCHEMAS.values())
    for number in range(files):
        header, part = schemas[number % len(schemas)], rows[number::files]
        if number % 2:
            _write_csv(folder / f"petitions-{number:02}.csv", header, part)
        else:
            _write_book(folder / f"petitions-{number:02}.xlsx", header, part)
    lines = [f"32301{number:02},{name},2019-01-01," for number, name in enumerate(DEPARTMENTS)]
    (folder / "departments.csv").write_text(
        "\n".join(["부서코드,부서명,유효시작,유효종료", *lines]) + "\n", encoding="utf-8"
    )


def _write_csv(path: Path, header: Sequence[str], rows: Sequence[Row]) -> None:
    with path.open("w", encoding="cp949", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([row.get(name, "") for name in header] for row in rows)


def _write_book(path: Path, header: Sequence[str], rows: Sequence[Row]) -> None:
    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("민원현황목록")
        sheet.write_row(0, 0, ["민원현황목록 (출력일시: 2021-11-15 08:30)"])
        sheet.write_row(1, 0, header)
        for number, row in enumerate(rows, start=2):
            for column, name in enumerate(header):
                if value := row.get(name, ""):
                    sheet.write_string(number, column, value)


if __name__ == "__main__":
    write(Path(sys.argv[3]), list(Maker(9).petitions(int(sys.argv[1]))), int(sys.argv[2]))
