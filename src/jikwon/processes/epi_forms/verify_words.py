"""The words of the proof: what stands on paper for what stands on the page. It imports none of the rules."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from jikwon.proof import ticks

FORM: Final = (
    ("확진자번호", "case-no"), ("환자관리번호", "case-id"), ("신고일", "reported-on"), ("확진일", "confirmed-on"),
    ("검체채취일", "specimen-on"), ("검사기관", "test-site"), ("성명", "name"), ("성별", "sex"),
    ("국적", "nationality"), ("직업", "occupation"), ("거주지 주소", "address"), ("행정동", "dong"),
    ("휴대전화", "mobile"), ("보호자 연락처", "guardian"), ("임신 여부", "pregnant"), ("증상 여부", "symptomatic"),
    ("최초증상일", "onset-on"), ("증상 목록", "symptoms"), ("기저질환", "comorbid"), ("기저질환 상세", "comorbidity"),
    ("키", "height"), ("몸무게", "weight"), ("감염취약시설 구성원", "facility"), ("추정 감염경로", "route"),
    ("선행 확진자번호", "index-case"), ("관계", "relation"), ("동거인 수", "cohabitant-count"),
    ("접촉자 수", "contact-count"), ("자가격리 중 확진 여부", "during-quarantine"), ("조사자", "investigator"),
    ("조사일", "interviewed-on"), ("최종수정일시", "modified-at"),
)  # fmt: skip
"""Every label on paper with the first words of its question's code."""
NUMBERS: Final = ("주민등록번호", "외국인등록번호")
SECTIONS: Final = {
    "확진자번호": "신고", "환자관리번호": "신고", "신고일": "신고", "확진일": "신고", "검체채취일": "검사",
    "검사기관": "검사", "성명": "인적사항", "주민등록번호": "인적사항", "성별": "인적사항", "국적": "인적사항",
    "직업": "인적사항", "거주지 주소": "연락처", "행정동": "연락처", "휴대전화": "연락처", "보호자 연락처": "연락처",
    "임신 여부": "임신", "증상 여부": "증상", "최초증상일": "증상", "증상 목록": "증상", "기저질환": "기저질환",
    "기저질환 상세": "기저질환", "키": "신체", "몸무게": "신체", "감염취약시설 구성원": "시설",
    "추정 감염경로": "감염경로", "선행 확진자번호": "감염경로", "관계": "감염경로", "동거인 수": "동거인",
    "접촉자 수": "접촉자", "자가격리 중 확진 여부": "격리", "조사자": "조사", "조사일": "조사", "최종수정일시": "조사",
}  # fmt: skip
OTHER_NAMES: Final = {
    "신고일자": "신고일", "확진일자": "확진일", "검체채취일자": "검체채취일", "이름": "성명", "주소": "거주지 주소",
    "휴대전화번호": "휴대전화", "보호자 전화": "보호자 연락처", "증상발현일": "최초증상일", "증상": "증상 목록",
    "체중": "몸무게",
}  # fmt: skip
"""Labels that portals have used for the same."""
TABLES: Final = {
    "예방접종": ("차수", "접종일", "제품"),
    "동거인": ("성명", "생년월일", "휴대전화", "접종여부"),
    "동선": ("일시", "장소", "주소", "마스크", "체류"),
}
SAID: Final = {
    **dict.fromkeys(("Y", "네", "유", "있음"), "예"), **dict.fromkeys(("N", "아니요", "무", "없음"), "아니오"),
    **dict.fromkeys(("남자", "남성"), "남"), **dict.fromkeys(("여자", "여성"), "여"), "해당 없음": "해당없음",
}  # fmt: skip
_YES_NO: Final = ("예", "아니오")
CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "성별": ("남", "여"), "임신 여부": ("예", "아니오", "해당없음"), "증상 여부": _YES_NO, "기저질환": _YES_NO,
    "감염취약시설 구성원": ("종사자", "이용자", "입소자", "아니오"),
    "추정 감염경로": ("조사 중", "구 확진자 접촉", "타지역 확진자 접촉", "해외유입", "집단"),
    "관계": ("가족", "지인", "직장", "기타"), "자가격리 중 확진 여부": _YES_NO,
}  # fmt: skip
SYMPTOMS: Final = ("발열", "기침", "호흡곤란", "오한", "근육통", "두통", "인후통", "후각·미각 소실", "폐렴")


def drawn(label: str, value: str) -> str:
    """Give what the paper shows for a field's value."""
    value = "" if value == "-" else value
    if label in CHOICES:
        return ticks(CHOICES[label], value if value in CHOICES[label] else SAID.get(value, value))
    if label == "증상 목록":
        said = [word for each in re.split(r"[,;/、]", value) if (word := each.strip()) not in ("", "-")]
        others = [each for each in said if each not in SYMPTOMS]
        return f"{ticks(SYMPTOMS, said)} {'☑' if others else '☐'} 기타 {', '.join(others)}"
    if label in ("동거인 수", "접촉자 수"):
        return f"{value} 명" if value else ""
    return value


def resident(number: str, *, whole: bool) -> str:
    """Give what the paper shows of a registration number."""
    return number if whole else f"{number[:6]}-*******"


def cell(column: str, value: str) -> str:
    """Give what the paper shows in a table's cell."""
    return SAID.get(value, value) if column in ("접종여부", "마스크") else value


def whole_numbers_allowed(purpose: str, unmasked: str) -> bool:
    """Tell whether the office lets this purpose see whole registration numbers."""
    return purpose in [each.strip() for each in unmasked.split(",") if each.strip()]
