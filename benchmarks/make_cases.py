"""Make the cases of B5: investigation forms of made-up people, always the same.

Usage: make_cases.py COUNT FILE
"""

import json
import random
import sys
from pathlib import Path

FAMILY = "김이박최정강조윤장임한오서신권황안송전홍"
GIVEN = "민서도윤하은지우서연시우예준지호수아주원건우유진채원현우다은승민가온나래"
SHORT = {
    "신고": ("확진자번호", "환자관리번호", "신고일", "확진일"),
    "검사": ("검체채취일", "검사기관"),
    "인적사항": ("성명", "생년월일", "국적", "직업"),
    "연락처": ("행정동", "휴대전화", "보호자 연락처", "이메일"),
    "기저질환": ("기저질환", "기저질환 상세", "키", "몸무게"),
    "감염경로": ("추정 감염경로", "선행 확진자번호", "관계", "조사자"),
}
SIGNS = ("발열", "기침", "인후통", "호흡곤란", "오한", "근육통", "두통", "미각소실")


def main() -> None:
    """Write the cases."""
    chance = random.Random(5)
    forms = [case(number, chance) for number in range(int(sys.argv[1]))]
    data = {"title": "기초역학조사서", "foot": ["출력자 김담당", "출력일시 2021-10-06 09:00"], "forms": forms}
    Path(sys.argv[2]).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def case(number: int, chance: random.Random) -> dict[str, object]:
    """Make one case: forty values, eight boxes, three tables."""
    sections: list[dict[str, object]] = [
        {"title": title, "fields": [{"label": label, "value": value(label, number, chance)} for label in labels]}
        for title, labels in SHORT.items()
    ]
    signs = {"label": "증상 목록", "value": chance.sample(SIGNS, 3), "choices": SIGNS}
    sections.append({"title": "증상", "fields": [signs]})
    family = [[name(chance), day(chance), phone(chance), "예"] for _ in range(4)]
    places = [
        [f"{day(chance)} 10:{n:02}", f"{name(chance)}상회", f"올림픽로 {chance.randint(1, 500)}", "예"]
        for n in range(24)
    ]
    doses = [["1차", day(chance), "가나백신"], ["2차", day(chance), "가나백신"]]
    tables = [
        {"title": "예방접종", "header": ["차수", "접종일", "제품"], "rows": doses},
        {"title": "동거인", "header": ["이름", "생일", "전화", "접종여부"], "rows": family},
        {"title": "동선", "header": ["일시", "장소", "주소", "마스크"], "rows": places},
    ]
    return {"key": f"C-{number:05}", "sections": sections, "tables": tables}


def value(label: str, number: int, chance: random.Random) -> str:
    """Make a value that no other case is likely to have."""
    if label == "환자관리번호":
        return f"C-{number:05}"
    if "전화" in label or "연락처" in label:
        return phone(chance)
    return day(chance) if label.endswith("일") else f"{name(chance)} {chance.randint(1000, 9999)}"


def name(chance: random.Random) -> str:
    """Make a name."""
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))


def day(chance: random.Random) -> str:
    """Make a date."""
    return f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def phone(chance: random.Random) -> str:
    """Make a phone number that nobody has."""
    return f"010-0{chance.randint(100, 999)}-{chance.randint(1000, 9999)}"


if __name__ == "__main__":
    main()
