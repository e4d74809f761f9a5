"""The columns of the two inputs, and reading a row of them."""

from datetime import date
from typing import Final

from jikwon.korea import residents
from jikwon.korea.register import people
from jikwon.korea.register.columns import SYNONYMS
from jikwon.korea.register.entries import Entry
from jikwon.tools.tables import Field, Row

ID, NAME, BIRTH, RESIDENT, PHONE = "격리자관리번호", "성명", "생년월일", "주민등록번호", "휴대전화"
ZIP, ADDRESS, DETAIL, DONG = "우편번호", "주소", "상세주소", "행정동"
START, RELEASE, STATUS, HOUSEHOLD = "격리시작일", "해제예정일시", "상태", "세대키"

_PERSON: Final = (ID, NAME, BIRTH, RESIDENT, PHONE)
REGISTER: Final = tuple(
    Field(name=name, synonyms=SYNONYMS[name])
    for name in (*_PERSON, ZIP, ADDRESS, DETAIL, DONG, START, RELEASE, STATUS, "지원구분", "비고")
)
REQUIRED: Final = ((NAME,), (PHONE,), (ADDRESS,), (ID, BIRTH, RESIDENT))

DELIVERED: Final = tuple(Field(name=name, synonyms=SYNONYMS[name]) for name in (*_PERSON, HOUSEHOLD))
DELIVERED_REQUIRED: Final = ((ID, NAME), (ID, BIRTH, RESIDENT), (ID, PHONE))
DELIVERED_SHEETS: Final = ("대상자",)


def read_entry(row: Row, *, today: date) -> Entry:
    """Read a row of the register; no field of the entry holds a resident number."""
    text = row.text
    texts = [text(NAME), text(PHONE), text(ADDRESS), text(DETAIL), text(STATUS), text(DONG)]
    if residents.find("\n".join(texts)):
        texts = [residents.replace(each) for each in texts]
    name, phone, address, detail, status, dong = texts
    return Entry(
        id=people.id_said(text(ID)),
        name=name,
        birth=people.birth_said(text(BIRTH), text(RESIDENT), today=today),
        phone=phone,
        zip=text(ZIP),
        address=address,
        detail=detail,
        dong=dong,
        start=text(START),
        release=text(RELEASE),
        status=status,
        has_release=row.has(RELEASE),
    )
