"""The columns of the register and of the report files, and reading who a row is about."""

from datetime import date
from typing import Final

from jikwon.korea import Reading, residents
from jikwon.korea.register import people
from jikwon.korea.register.columns import SYNONYMS
from jikwon.korea.register.entries import Entry
from jikwon.model import fact
from jikwon.model.facts import Personal
from jikwon.tools.tables import Field, Row

ID, NAME, BIRTH, PHONE, RESIDENT = "격리자관리번호", "성명", "생년월일", "휴대전화", "주민등록번호"
DONG, OFFICIAL, DEPARTMENT, START, RELEASE, STATUS = (
    "행정동", "담당공무원", "담당부서", "격리시작일", "해제예정일시", "상태",
)  # fmt: skip
DAY, SLOT, MOMENT, TEMPERATURE = "점검일", "회차", "응답일시", "체온"
FEVER, COUGH, THROAT, BREATH, NOTE, RESULT = "발열", "기침", "인후통", "호흡곤란", "비고", "결과구분"
SIGNS: Final = (FEVER, COUGH, THROAT, BREATH)

_PERSON: Final = tuple(Field(name=name, synonyms=SYNONYMS[name]) for name in (ID, NAME, BIRTH, RESIDENT, PHONE))
REGISTER: Final = (
    *_PERSON,
    *(Field(name=name, synonyms=SYNONYMS[name]) for name in (DONG, OFFICIAL, DEPARTMENT, START, RELEASE, STATUS)),
)
REGISTER_REQUIRED: Final = ((ID,), (NAME,), (BIRTH, RESIDENT), (DONG,), (OFFICIAL,), (RELEASE,))
REPORT: Final = (
    *_PERSON,
    Field(name=DAY, synonyms=("일자", "조사일")),
    Field(name=SLOT, synonyms=("차수", "구분")),
    Field(name=MOMENT, synonyms=("일시", "입력일시", "통화일시")),
    Field(name=TEMPERATURE),
    Field(name=FEVER, synonyms=("발열감",)),
    Field(name=COUGH),
    Field(name=THROAT, synonyms=("목아픔",)),
    Field(name=BREATH, synonyms=("숨가쁨",)),
    Field(name=NOTE, synonyms=("특이사항", "기타증상")),
    Field(name=RESULT, synonyms=("결과",)),
)
REPORT_REQUIRED: Final = (
    (ID, NAME), (ID, BIRTH, RESIDENT), (SLOT, MOMENT), (DAY, MOMENT), (TEMPERATURE, *SIGNS),
)  # fmt: skip


@fact
class Who:
    """Who a row is about: every part as it is compared, "" where the row does not say.

    What cannot be read stays as written: it then equals nobody else's.
    """

    id: Personal[str] = ""
    name: Personal[str] = ""
    birth: Personal[str] = ""
    phone: Personal[str] = ""


def read_who(row: Row, *, today: date) -> Who:
    """Read who a row is about. A resident number is only ever a birth date."""
    said = Entry(name=residents.replace(row.text(NAME)), birth=_birth(row, today=today), phone=row.text(PHONE))
    name, birth, phone = people.triple_of(said, today=today)
    return Who(id=people.id_said(row.text(ID)), name=name, birth=birth, phone=phone)


def _birth(row: Row, *, today: date) -> str:
    """Give the birth date as written, else as the resident number has it; "" where that has none."""
    written, number = row.text(BIRTH), row.text(RESIDENT)
    if residents.find(written):
        written, number = "", written
    if written or not number:
        return written
    resident = residents.read(number, today=today)
    return f"{resident.value.birth_date}" if isinstance(resident, Reading) else ""
