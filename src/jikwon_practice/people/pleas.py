"""What people write to a district office, and personal data of others as it slips into such texts."""

from collections.abc import Sequence
from random import Random
from typing import Final

from jikwon.model import Personal, fact
from jikwon_practice.people import names, numbers

SUBJECTS: Final = (
    (
        "불법 주정차 단속 요청",
        "{road} 일대에 {when} 불법 주정차 차량이 많아 보행이 어렵습니다. 단속을 요청드립니다.",
        "교통과",
    ),
    ("가로등 고장 신고", "{road} {place}의 가로등이 {when} 꺼져 있어 어둡습니다. 수리하여 주시기 바랍니다.", "도로과"),
    ("보도블록 파손 보수 요청", "{road} {place} 보도블록이 깨져 넘어질 위험이 있습니다. 보수 부탁드립니다.", "도로과"),
    ("공사장 소음 민원", "{road} {place} 공사장에서 {when} 소음이 심합니다. 현장 확인을 부탁드립니다.", "환경과"),
    ("쓰레기 무단투기 신고", "{road} {place}에 쓰레기가 무단으로 버려지고 있습니다. 조치 바랍니다.", "자원순환과"),
    ("공원 운동기구 수리 요청", "{place} 운동기구가 고장난 채 {when} 그대로입니다. 수리 부탁드립니다.", "공원녹지과"),
    ("층간소음 상담 문의", "{when} 층간소음으로 힘듭니다. 상담받을 수 있는 곳을 알고 싶습니다.", "주택과"),
    ("자동차세 환급 문의", "자동차를 팔았는데 자동차세 환급이 언제 되는지 궁금합니다.", "세무2과"),
    ("전입신고 절차 질의", "세대 일부만 전입할 때 필요한 서류를 알고 싶습니다.", "민원행정과"),
    ("어린이집 입소 순위 질의", "맞벌이 가정의 어린이집 입소 순위 산정 기준을 질의드립니다.", "여성보육과"),
    ("도서관 운영시간 연장 건의", "직장인이 이용할 수 있도록 도서관 운영시간 연장을 건의합니다.", "문화체육과"),
    ("횡단보도 설치 건의", "{road} {place}에 횡단보도가 없어 위험합니다. 설치를 건의합니다.", "교통과"),
)
"""Title, text and the department that answers."""
ROADS: Final = (
    "올림픽로",
    "백제고분로",
    "송파대로",
    "가락로",
    "오금로",
    "중대로",
    "위례성대로",
    "새말로",
    "동남로",
    "양재대로",
)
PLACES: Final = (
    "지하철역 앞",
    "초등학교 정문",
    "버스정류장 옆",
    "주민센터 뒤편",
    "공원 입구",
    "재래시장 입구",
    "사거리 모퉁이",
)
WHENS: Final = ("출근 시간마다", "밤 10시 이후", "주말마다", "지난주부터", "3일 전부터", "며칠째", "매일 새벽")
ANSWERS: Final = (
    "안녕하십니까. 귀하께서 신청하신 민원에 대한 검토 결과를 다음과 같이 답변드립니다. {text} 감사합니다.",
    "귀하의 가정에 건강과 행복이 가득하시기를 기원합니다. {text} 추가 문의는 {department}로 하여 주시기 바랍니다.",
)
RESULTS: Final = (
    "현장을 확인하고 조치를 완료하였습니다.",
    "담당자가 현장을 점검하였으며 계획에 따라 정비할 예정입니다.",
    "관련 법령에 따라 처리 기준을 안내드립니다.",
    "관계 부서와 협의하여 개선 방안을 검토하겠습니다.",
)


@fact
class Planted:
    """A piece of personal data in a text: its kind, and the text that must not be read anywhere afterwards."""

    kind: str
    value: Personal[str]


KINDS: Final = ("name", "phone", "resident", "plate", "account", "mail")


def planted(rng: Random, kind: str) -> tuple[str, Planted]:
    """Make a sentence with a piece of one of `KINDS` in it, and say what of it is personal."""
    if kind == "name":
        name = names.korean(rng, sex=rng.choice("남여"), born=rng.randint(1940, 1999))
        said = rng.choice(
            ("옆집 {} 씨가 자주 그럽니다.", "관리소의 {}님께도 말씀드렸습니다.", "{} 씨 소유로 알고 있습니다.")
        )
        return said.format(name), Planted(kind=kind, value=name)
    value = _number(rng, kind)
    said = rng.choice(_SAID[kind])
    return said.format(value), Planted(kind=kind, value=value)


_SAID: Final = {
    "phone": ("연락은 {} 으로 부탁드립니다.", "상대방 번호는 {}입니다.", "({}로 전화 주세요)"),
    "resident": ("그 사람의 주민등록번호는 {}입니다.", "주민번호 {} 확인 바랍니다."),
    "plate": ("차량번호는 {}입니다.", "{} 차량이 늘 서 있습니다."),
    "account": ("환급 계좌는 국민은행 {}입니다.", "입금한 계좌번호 {} 확인 부탁드립니다."),
    "mail": ("답변은 {} 로 보내 주세요.", "메일 주소는 {} 입니다."),
}


def _number(rng: Random, kind: str) -> str:
    match kind:
        case "phone":
            digits = numbers.mobile(rng)
            wide = "".join(chr(ord(sign) + 0xFEE0) for sign in digits)
            abroad = f"+82 {digits[1:]}"
            plain = [digits.replace("-", between) for between in ("-", "", " ", ".")]
            return rng.choice((*plain, *plain, wide, abroad))
        case "resident":
            born = f"{rng.randint(50, 99):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
            return f"{born}{rng.choice(('-', ''))}{rng.randint(1, 2)}{rng.randint(0, 999999):06}"
        case "plate":
            letter, gap = rng.choice("가나다라마거너더러머"), rng.choice(("", " "))
            return f"{rng.randint(10, 699)}{letter}{gap}{rng.randint(1000, 9999)}"
        case "account":
            return rng.choice(
                (
                    f"{rng.randint(100, 999)}-{rng.randint(10, 99)}-{rng.randint(100000, 999999)}",
                    f"{rng.randint(100, 999)}-{rng.randint(100, 999)}-{rng.randint(100000, 999999)}",
                    f"{rng.randint(1000, 9999)}-{rng.randint(10, 99)}-{rng.randint(1000000, 9999999)}",
                    f"{rng.randint(10**11, 10**12 - 1)}",
                )
            )
        case _:
            return f"user{rng.randint(100, 9999)}@{rng.choice(('example.com', 'mail.example'))}"


def plea(rng: Random) -> tuple[str, str, str]:
    """Make a title, a text and the department that it is for."""
    title, text, department = rng.choice(SUBJECTS)
    filled = text.format(road=rng.choice(ROADS), place=rng.choice(PLACES), when=rng.choice(WHENS))
    return title, filled, department


def home(rng: Random, road: str) -> str:
    """Make an address on a road, with a flat."""
    return f"서울특별시 송파구 {road} {rng.randint(2, 400)}, {rng.randint(101, 120)}동 {rng.randint(101, 2404)}호"


def answer(rng: Random, department: str) -> str:
    """Make an official's answer."""
    return rng.choice(ANSWERS).format(text=rng.choice(RESULTS), department=department)


def with_sentences(rng: Random, text: str, sentences: Sequence[str]) -> str:
    """Put sentences somewhere into a text."""
    parts = text.split(". ")
    for each in sentences:
        parts.insert(rng.randint(0, len(parts)), each.removesuffix("."))
    return ". ".join(parts)
