"""What the proof's parts share: sheets, columns, and how a source's cell is compared."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from jikwon.model.strings import Strings
from jikwon.proof import moment_of, recent_date_of
from jikwon.proof.compare import plain

BOOK, NOTICES, NOTICE = "assignments", "notices", "담당"
SHEETS: Final[Mapping[str, str]] = {
    "배정": (
        "격리자관리번호 성명 행정동 공무원ID 공무원성명 부서 배정구분 적용규칙 이전공무원ID 해제예정일시"
        " 다음후보ID 다음후보차이"
    ),
    "공무원별": "공무원ID 성명 부서 행정동 상한 배정인원 초과",
    "미배정": "격리자관리번호 성명 사유",
    "변경이력": "격리자관리번호 이전공무원ID 공무원ID 사유",
    "제외": "격리자관리번호 성명 사유코드 사유 원본파일 원본행",
    "확인필요": "격리자관리번호 성명 질문코드 질문 원본파일 원본행",
    "최적성": "순서 목표 값 하한 차이",
}
NOTICE_COLUMNS: Final = "격리자관리번호 성명 생년월일 휴대전화 주소 상세주소 해제예정일시"
REGISTER: Final[Mapping[str, Sequence[str]]] = {
    "격리자관리번호": ("관리번호",),
    "성명": ("이름",),
    "생년월일": (),
    "주민등록번호": (),
    "휴대전화": ("연락처", "전화번호", "핸드폰"),
    "주소": ("도로명주소", "격리장소", "격리장소주소"),
    "상세주소": ("동호수",),
    "세대키": (),
    "행정동": (),
    "격리시작일": (),
    "해제예정일시": ("해제예정일",),
    "상태": (),
    "담당공무원ID": ("담당공무원번호",),
    "9일차검사결과": ("9일차 검사",),
    "검체채취일": ("검체일",),
}
OFFICIALS: Final[Mapping[str, Sequence[str]]] = {
    "공무원ID": ("행정번호",),
    "성명": ("이름",),
    "부서": (),
    "행정동": (),
    "직급": (),
    "휴대전화": ("연락처", "전화번호"),
    "앱담당자ID": (),
    "가용상태": (),
    "가용시작": (),
    "가용종료": (),
    "상한": (),
    "최근배정일시": (),
    "가족세대키": (),
}
ADJACENT: Final[Mapping[str, Sequence[str]]] = {"행정동": (), "인접행정동": ()}
SENTENCES: Final = Strings(Path(__file__).parent / "strings")
KEPT, NEW, CHANGED = "유지", "신규", "변경"
UNDECIDED: Final = "미확정"
AIMS: Final = ("unassigned", "over", "changed", "distance", "load-squares")

_SECONDS: Final = re.compile(r":\d{1,2}:(\d{2})(?!\d)")


def words(table: str, code: str) -> str:
    """Give a sentence of the strings in the office's language."""
    return SENTENCES.text(table, code, language="ko")


@lru_cache(maxsize=4096, typed=True)
def dong_of(cell: object) -> str:
    """Give a dong's name as registers differ in writing it."""
    name = re.sub(r"제(\d+동)$", r"\1", plain(cell).rpartition("구 ")[2].replace(" ", ""))
    return "" if name == "-" else name


def zone_of(cell: object) -> str:
    """Give the dong by which distances are counted, "" where it is not known."""
    dong = dong_of(cell)
    return "" if dong == UNDECIDED else dong


def key_of(cell: object) -> str:
    """Give an official's id, or a household's key, as they are compared."""
    text = re.sub(r" ?/ ?", "/", plain(cell))
    return "" if text == "-" else text


@lru_cache(maxsize=8192, typed=True)
def begins(cell: object) -> datetime | None:
    """Give the moment that a cell names, a day alone as its first."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if (moment := moment_of(cell)) is not None:
        seconds = _SECONDS.search(plain(cell))
        return moment + timedelta(seconds=int(seconds[1])) if seconds else moment
    day = recent_date_of(cell)
    return None if day is None else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the office's own time


def ends(cell: object) -> datetime | None:
    """Give the moment that a cell names, a day alone as its last."""
    begun = begins(cell)
    if begun is None or isinstance(cell, datetime) or moment_of(cell) is not None:
        return begun
    return begun + timedelta(days=1) - timedelta(microseconds=1)
