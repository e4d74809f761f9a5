"""Messy days: random registers and rosters with households, families, leave, waiting people and odd cells."""

from random import Random

from jikwon.processes.assignment.tests.rosters import official, person

DONGS = ("잠실4동", "잠실6동", "석촌동", "마천1동", "", "미확정")
ADJACENT = (("잠실4동", "잠실6동"), ("석촌동", "잠실 6동"))
BUILDINGS = ("올림픽로 435", "가락로5길 4", "마천로 87", "문정로 83")


ODD: tuple[dict[str, str], ...] = (
    {"휴대전화": "010-12"},
    {"휴대전화": ""},
    {"상태": "확진"},
    {"상태": "해제"},
    {"해제예정일시": "2021-10-18 12:00"},
    {"해제예정일시": "2021.10.16"},
    {"격리시작일": ""},
    {"격리시작일": "2021-10-25", "해제예정일시": "2021-11-04 12:00"},
    {"격리시작일": "2021-09-21", "해제예정일시": "2021-10-05 12:00"},
    {"격리자관리번호": ""},
    {"성명": "?"},
    {"주소": "서울특별시 강남구 테헤란로 521"},
    {"주소": "올림픽로435", "상세주소": "101동102호"},
    {"상세주소": "1-2"},
    {"상세주소": "2동 지하 1호"},
    {"상세주소": "안채"},
    {"행정동": "잠실 4동"},
)


def register(random: Random, officials: int) -> list[dict[str, str]]:
    """Make some people, most of them well written."""
    rows: list[dict[str, str]] = []
    for _ in range(random.randint(1, 9)):
        building, unit = random.choice(BUILDINGS), f"{random.randint(1, 3)}동 {random.randint(1, 4)}호"
        dong, phone = random.choice(DONGS), f"010-0777-{random.randint(1000, 1003)}"
        home = {"주소": f"서울특별시 송파구 {building}", "상세주소": unit if random.random() > 0.15 else ""}
        if random.random() < 0.15:
            home["세대키"] = random.choice(("가", "나", "올림픽로 435/1-2"))
        if not home["상세주소"]:
            home["휴대전화"] = phone
        for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4, 7))):
            said = {"담당공무원ID": f"A{random.randint(1, officials + 2)}"} if random.random() < 0.5 else {}
            rows.append(person(len(rows) + 1, **{**home, "행정동": dong, **said, **_odd(random)}))
    rows += [{**random.choice(rows), "비고": "한 번 더"} for _ in range(random.choice((0, 0, 1)))]
    random.shuffle(rows)
    return rows


def _odd(random: Random) -> dict[str, str]:
    return random.choice(ODD) if random.random() < 0.2 else {}


def roster(random: Random, officials: int) -> list[dict[str, str]]:
    """Make some officials, some of whom cannot be given anybody."""
    rows = []
    for number in range(1, officials + 1):
        said: dict[str, str] = {"행정동": random.choice(DONGS)}
        if random.random() < 0.3:
            said["상한"] = str(random.randint(0, 6))
        if random.random() < 0.5:
            said["최근배정일시"] = f"2021-10-0{random.randint(1, 3)} 0{random.randint(8, 9)}:00"
        if random.random() < 0.15:
            said |= random.choice(
                ({"가용상태": "휴가"}, {"앱담당자ID": ""}, {"가용시작": "2021-10-07"}, {"가용종료": "2021-10-06"})
            )
        if random.random() < 0.15:
            said["가족세대키"] = random.choice(("가", "올림픽로 435/1-2", "가락로5길 4/2-1"))
        rows.append(official(number, **said))
    random.shuffle(rows)
    return rows
