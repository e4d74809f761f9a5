"""The columns of the three inputs, and reading a row of the register."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from jikwon.korea import characters, dongs, residents
from jikwon.korea.register import people
from jikwon.korea.register.columns import SYNONYMS
from jikwon.processes.assignment.model import Entry
from jikwon.tools.tables import Field, Row

ID, NAME, BIRTH, RESIDENT, PHONE = "격리자관리번호", "성명", "생년월일", "주민등록번호", "휴대전화"
ADDRESS, DETAIL, HOUSEHOLD, DONG = "주소", "상세주소", "세대키", "행정동"
START, RELEASE, STATUS, PRESENT = "격리시작일", "해제예정일시", "상태", "담당공무원ID"
DAY9, SPECIMEN = "9일차검사결과", "검체채취일"
OFFICIAL, DEPARTMENT, APP, AVAILABLE = "공무원ID", "부서", "앱담당자ID", "가용상태"
SINCE, UNTIL, CAP, LAST, FAMILY = "가용시작", "가용종료", "상한", "최근배정일시", "가족세대키"
NEXT_TO: Final = "인접행정동"

REGISTER: Final = tuple(
    Field(name=name, synonyms=SYNONYMS[name])
    for name in (
        ID, NAME, BIRTH, RESIDENT, PHONE, ADDRESS, DETAIL, HOUSEHOLD, DONG, START, RELEASE, STATUS, PRESENT, DAY9,
        SPECIMEN,
    )
)  # fmt: skip
REQUIRED: Final = (
    (ID,), (NAME,), (BIRTH, RESIDENT), (ADDRESS, HOUSEHOLD), (DONG,), (START,), (RELEASE,), (STATUS,), (PRESENT,),
)  # fmt: skip

OFFICIALS: Final = (
    Field(name=OFFICIAL, synonyms=("행정번호",)),
    Field(name=NAME, synonyms=("이름",)),
    Field(name=DEPARTMENT),
    Field(name=DONG),
    Field(name="직급"),
    Field(name=PHONE, synonyms=("연락처", "전화번호")),
    Field(name=APP),
    Field(name=AVAILABLE),
    Field(name=SINCE),
    Field(name=UNTIL),
    Field(name=CAP),
    Field(name=LAST),
    Field(name=FAMILY),
)
OFFICIALS_REQUIRED: Final = tuple(
    (name,) for name in (OFFICIAL, NAME, DEPARTMENT, DONG, APP, AVAILABLE, SINCE, UNTIL, CAP, LAST, FAMILY)
)

ADJACENT: Final = (Field(name=DONG), Field(name=NEXT_TO))
ADJACENT_REQUIRED: Final = ((DONG,), (NEXT_TO,))

_ORDINAL: Final = re.compile(r"제(\d+동)$")
_DOOR: Final = re.compile(r"(?:([1-9]\d*|[A-Z]\d{0,2}|[가-힣]{1,2})동)?(지하|[A-Z])?([1-9]\d*(?:-\d+)?)호")


def read_entry(row: Row, *, today: date) -> Entry:
    """Read a row of the register; no field of the entry holds a resident number."""
    text = row.text
    texts = [text(NAME), text(PHONE), text(ADDRESS), text(DETAIL), text(STATUS), text(HOUSEHOLD)]
    if residents.find("\n".join(texts)):
        texts = [residents.replace(each) for each in texts]
    name, phone, address, detail, status, household = texts
    return Entry(
        id=people.id_said(text(ID)),
        name=name,
        birth=people.birth_said(text(BIRTH), text(RESIDENT), today=today),
        phone=phone,
        address=address,
        detail=detail,
        dong=dong_said(text(DONG)),
        start=text(START),
        release=text(RELEASE),
        status=status,
        has_release=row.has(RELEASE),
        household=household_said(household),
        official=key_said(text(PRESENT)),
        day9=text(DAY9),
        specimen=text(SPECIMEN),
    )


@lru_cache(maxsize=4096)
def dong_said(written: str) -> str:
    """Give a 행정동's name as it is compared: `송파구 풍납제1동` is 풍납1동."""
    text, _ = characters.clean(written)
    name = _ORDINAL.sub(r"\1", text.rpartition("구 ")[2].replace(" ", ""))
    return "" if name == "-" else name


def zone_of(dong: str) -> str:
    """Give a dong as distances see it: 미확정 is as far from everywhere as a blank one."""
    return "" if dong == dongs.UNDECIDED else dong


def household_said(written: str) -> str:
    """Give a 세대키 as it is compared: blanks of every kind as one, none around the slash."""
    text = " ".join(normalize("NFKC", written).split())
    return "" if text == "-" else re.sub(r" ?/ ?", "/", text)


def written_key(address: str, detail: str) -> str:
    """Give address and detail as they are written in the form of a 세대키: `송파구 올림픽로 435/101-1203`.

    Only a plain 동 and 호 is brought into that form; "" where the detail is blank.
    """
    door = "".join(normalize("NFKC", detail).split())
    if found := _DOOR.fullmatch(door):
        dong, under, ho = found.groups()
        number = ("B" if under == "지하" else under or "") + ho
        door = f"{dong}-{number}" if dong else f"{number}호" if "-" in number else number
    return household_said(f"{address}/{door.casefold() if found is None else door}") if door else ""


def tails(key: str) -> Iterator[str]:
    """Give a key from each of its address's words on: an official's may leave the region out."""
    address, _, door = key.rpartition("/")
    words = address.split()
    for first in range(len(words)):
        yield f"{' '.join(words[first:])}/{door}"


def key_said(written: str) -> str:
    """Give an official's id as ids are compared (NFKC, trimmed)."""
    text = written if written.isascii() else normalize("NFKC", written).strip()
    return "" if text == "-" else text
