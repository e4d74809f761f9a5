"""The fields of a case's page: under which section and label each stands, and what it may hold."""

from enum import Enum
from typing import Final

from jikwon.model import fact


class Kind(Enum):
    """What a field holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    PHONE = "phone"
    RESIDENT = "resident"
    CHOICE = "choice"
    CHOICES = "choices"


@fact
class Field:
    """One field: `name` is the attribute of `Case`, `labels` the words it may stand under, the usual one first.

    A `needed` field is asked for where it is blank; `choices` are the only words it takes, each with
    the other ways in which it is written.
    """

    name: str
    section: str
    labels: tuple[str, ...]
    kind: Kind = Kind.TEXT
    needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The usual label."""
        return self.labels[0]

    @property
    def code(self) -> str:
        """The code of the question about this field."""
        return f"{self.name.replace('_', '-')}-unclear"


YES, NO, NOT_APPLICABLE = "예", "아니오", "해당없음"
MALE, FEMALE = "남", "여"
_YES_NO: Final = (YES, NO)
SYMPTOMS: Final = ("발열", "기침", "호흡곤란", "오한", "근육통", "두통", "인후통", "후각·미각 소실", "폐렴")
ROUTES: Final = ("조사 중", "구 확진자 접촉", "타지역 확진자 접촉", "해외유입", "집단")
RELATIONS: Final = ("가족", "지인", "직장", "기타")
FACILITY: Final = ("종사자", "이용자", "입소자", NO)

FIELDS: Final = (
    Field(name="case_no", section="신고", labels=("확진자번호",), kind=Kind.WHOLE, needed=True),
    Field(name="case_id", section="신고", labels=("환자관리번호",), needed=True),
    Field(name="reported_on", section="신고", labels=("신고일", "신고일자"), kind=Kind.DATE, needed=True),
    Field(name="confirmed_on", section="신고", labels=("확진일", "확진일자"), kind=Kind.DATE, needed=True),
    Field(name="specimen_on", section="검사", labels=("검체채취일", "검체채취일자"), kind=Kind.DATE, needed=True),
    Field(name="test_site", section="검사", labels=("검사기관",), needed=True),
    Field(name="name", section="인적사항", labels=("성명", "이름"), needed=True),
    Field(
        name="resident", section="인적사항", labels=("주민등록번호", "외국인등록번호"), kind=Kind.RESIDENT, needed=True
    ),
    Field(name="sex", section="인적사항", labels=("성별",), kind=Kind.CHOICE, choices=(MALE, FEMALE), needed=True),
    Field(name="nationality", section="인적사항", labels=("국적",), needed=True),
    Field(name="occupation", section="인적사항", labels=("직업",)),
    Field(name="address", section="연락처", labels=("거주지 주소", "주소"), needed=True),
    Field(name="dong", section="연락처", labels=("행정동",), needed=True),
    Field(name="mobile", section="연락처", labels=("휴대전화", "휴대전화번호"), kind=Kind.PHONE, needed=True),
    Field(name="guardian", section="연락처", labels=("보호자 연락처", "보호자 전화"), kind=Kind.PHONE),
    Field(
        name="pregnant", section="임신", labels=("임신 여부",), kind=Kind.CHOICE, choices=(*_YES_NO, NOT_APPLICABLE)
    ),
    Field(name="symptomatic", section="증상", labels=("증상 여부",), kind=Kind.CHOICE, choices=_YES_NO, needed=True),
    Field(name="onset_on", section="증상", labels=("최초증상일", "증상발현일"), kind=Kind.DATE),
    Field(name="symptoms", section="증상", labels=("증상 목록", "증상"), kind=Kind.CHOICES),
    Field(name="comorbid", section="기저질환", labels=("기저질환",), kind=Kind.CHOICE, choices=_YES_NO, needed=True),
    Field(name="comorbidity", section="기저질환", labels=("기저질환 상세",)),
    Field(name="height", section="신체", labels=("키",), kind=Kind.NUMBER),
    Field(name="weight", section="신체", labels=("몸무게", "체중"), kind=Kind.NUMBER),
    Field(
        name="facility", section="시설", labels=("감염취약시설 구성원",), kind=Kind.CHOICE, choices=FACILITY,
        needed=True,
    ),
    Field(
        name="route", section="감염경로", labels=("추정 감염경로",), kind=Kind.CHOICE, choices=ROUTES, needed=True
    ),
    Field(name="index_case", section="감염경로", labels=("선행 확진자번호",)),
    Field(name="relation", section="감염경로", labels=("관계",), kind=Kind.CHOICE, choices=RELATIONS),
    Field(name="cohabitant_count", section="동거인", labels=("동거인 수",), kind=Kind.WHOLE),
    Field(name="contact_count", section="접촉자", labels=("접촉자 수",), kind=Kind.WHOLE),
    Field(
        name="during_quarantine", section="격리", labels=("자가격리 중 확진 여부",), kind=Kind.CHOICE, choices=_YES_NO,
        needed=True,
    ),
    Field(name="investigator", section="조사", labels=("조사자",), needed=True),
    Field(name="interviewed_on", section="조사", labels=("조사일",), kind=Kind.DATE, needed=True),
    Field(name="modified_at", section="조사", labels=("최종수정일시",), kind=Kind.MOMENT),
)  # fmt: skip
"""Every field with a value of its own, in the order of the page (domain B2)."""

FIELD: Final = {each.name: each for each in FIELDS}

TABLES: Final = {
    "doses": ("예방접종", {"number": "차수", "given_on": "접종일", "product": "제품"}),
    "cohabitants": (
        "동거인", {"name": "성명", "birth_date": "생년월일", "mobile": "휴대전화", "vaccinated": "접종여부"},
    ),
    "visits": (
        "동선", {"at": "일시", "place": "장소", "address": "주소", "mask": "마스크", "stay": "체류"},
    ),
}  # fmt: skip
"""The tables: the attribute of `Case`, its section, and the header of each attribute of a row."""

YES_OR_NO: Final = frozenset({"vaccinated", "mask"})
"""The attributes of rows that say 예 or 아니오."""

OUTSIDE_VERSION: Final = frozenset({"modified_at"})
"""Fields that say nothing of the case itself: they alone make no new version."""
