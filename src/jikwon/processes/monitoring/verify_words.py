"""What the proof's parts share: sheets, columns, and the reading of a cell."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from jikwon.proof import Row, date_of, moment_of, number_of, plain

REPORT: Final = "monitoring-report"
_RESULT = (
    "격리자관리번호 성명 행정동 담당공무원 점검일 회차 입력경로 응답일시 체온 발열 기침 인후통 호흡곤란 비고 결과구분 "
    "원본파일 원본행"
)
_COUNTS = "구분 회차 대상 응답 정상 유증상 이탈의심 이탈 미응답 제외 확인필요"
SHEETS: Final[Mapping[str, str]] = {
    "결과": _RESULT,
    "유증상": _RESULT,
    "미응답": _RESULT,
    "이탈": _RESULT,
    "행정동별집계": _COUNTS,
    "부서별집계": _COUNTS,
    "파일원장": "파일 입력경로 행수 채택 탈락 질문 SHA-256",
    "전화목록": "담당부서 담당공무원 격리자관리번호 성명 휴대전화 회차 사유",
    "탈락": "격리자관리번호 회차 입력경로 응답일시 체온 결과구분 사유 원본파일 원본행 이긴파일 이긴행",
    "확인필요": "격리자관리번호 성명 회차 질문코드 질문 원본파일 원본행",
}
PERSON: Final[Mapping[str, Sequence[str]]] = {
    "격리자관리번호": ("관리번호",),
    "성명": ("이름",),
    "생년월일": (),
    "주민등록번호": (),
    "휴대전화": ("연락처", "전화번호", "핸드폰"),
}
REGISTER_FIELDS: Final[Mapping[str, Sequence[str]]] = {
    **PERSON,
    "행정동": (),
    "담당공무원": ("전담공무원",),
    "담당부서": ("부서",),
    "격리시작일": (),
    "해제예정일시": ("해제예정일",),
    "상태": (),
}
REPORT_FIELDS: Final[Mapping[str, Sequence[str]]] = {
    **PERSON,
    "점검일": ("일자", "조사일"),
    "회차": ("차수", "구분"),
    "응답일시": ("일시", "입력일시", "통화일시"),
    "체온": (),
    "발열": ("발열감",),
    "기침": (),
    "인후통": ("목아픔",),
    "호흡곤란": ("숨가쁨",),
    "비고": ("특이사항", "기타증상"),
    "결과구분": ("결과",),
}
CHANNELS: Final[Mapping[str, str]] = {"APP": "app", "PHONE": "phone", "AI_CALL": "aicall", "VISIT": "visit"}
STRENGTH: Final = ("VISIT", "PHONE", "APP", "AI_CALL")
SIGNS: Final = ("발열", "기침", "인후통", "호흡곤란")
SILENT_WORDS: Final = re.compile(r"미응답|무응답|미제출|미입력|부재중?|연결안됨|통화불가")
_YES: Final = re.compile(r"예|네|넵|y(es)?|o|ㅇ|○|◯|〇|유|있[음다]|1|true", re.IGNORECASE)
_NO: Final = re.compile(r"아니[오요]|아뇨|no?|x|×|✕|무|없[음다]|0|[-–—―−]|false", re.IGNORECASE)
_NONE_TAKEN: Final = re.compile(r"|[-–—]|미측정|측정안함|없음")
_CLOCK: Final = re.compile(r"(오전 ?|오후 ?)?(\d{1,2}):(\d{2})(?::(\d{2}))?")


def letters(value: object) -> str:
    """Give a cell without any blanks, after NFKC."""
    return plain(value).replace(" ", "")


@lru_cache(maxsize=512, typed=True)  # a few spellings come thousands of times
def sign(value: object) -> str | None:
    """Give 예, 아니오 or "" of a cell; None where it is neither."""
    word = letters(value).rstrip(".")
    if not word:
        return ""
    return "예" if _YES.fullmatch(word) else "아니오" if _NO.fullmatch(word) else None


@lru_cache(maxsize=512, typed=True)
def temperature(value: object) -> Decimal | str | None:
    """Give the temperature of a cell, "" where none was taken; None where it is neither."""
    word = re.sub(r"(℃|°[cC]|도|[cC])$", "", letters(value))
    if _NONE_TAKEN.fullmatch(word):
        return ""
    return number_of(word)


def moment(value: object, day: object = None) -> datetime | None:
    """Give the moment of a cell; a time of day alone is one of `day`."""
    if (found := moment_of(value)) is not None:
        return found
    on, clock = date_of(day), _CLOCK.fullmatch(plain(value))
    if on is None or clock is None:
        return None
    hour = int(clock[2]) % 12 + 12 if (clock[1] or "").startswith("오후") else int(clock[2])
    return datetime(on.year, on.month, on.day, hour, int(clock[3]), int(clock[4] or 0))  # noqa: DTZ001 - the office's time


def is_silent(row: Row) -> bool:
    """Tell whether a report's row only says that nobody answered."""
    said = [row.get(name) for name in ("체온", *SIGNS)]
    return SILENT_WORDS.fullmatch(letters(row.get("결과구분"))) is not None and all(each is None for each in said)


def text(value: object) -> str:
    """Give a cell of an output; "" for a blank one."""
    return "" if value is None else str(value)


def whole(value: object) -> int:
    """Give a whole number of a cell, -1 for anything else."""
    return int(value) if isinstance(value, int | float) and value == int(value) else -1
