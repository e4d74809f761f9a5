"""The columns of the downloaded list, quarter by quarter: the three real lists of 2020 (domain B6)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

_FIRST: Final = (
    "신청번호", "신청일자", "접수번호", "접수일자", "민원신청경로", "신청경로상세", "신청메뉴상세", "메뉴분류상세",
    "신청인구분", "민원인", "주소", "통보방식", "다수인정보", "신분공개동의여부", "갑질피해여부", "민원제목",
    "민원요지", "민원내용", "기타참고사항", "기피구분", "기피사유", "처리유형", "민원종류", "업무분야",
    "법정/내부처리기한", "공익신고여부", "재신청여부", "재신청차수", "이전신청번호추가", "처리기관", "담당부서1",
    "담당부서2", "담당부서3", "담당부서4", "", "담당자", "처리기간", "E-MAIL", "전화번호", "관련법령", "소속기관",
    "사후관리담당부서", "사후관리담당자", "사후관리담당자연락처", "사후관리담당자E-MAIL", "처리일", "민원요약",
    "처리결과", "검토확인", "온나라연계", "처리연장횟수", "1차연장사유", "2차연장사유", "2차연장동의여부",
    "2차연장동의방법", "2차연장동의자", "2차연장동의일자", "불산입기간처리횟수", "내용보완요청횟수",
    "내용보완응답횟수", "1차추가답변", "1차추가답변일", "2차추가답변", "2차추가답변일", "3차추가답변",
    "3차추가답변일", "추가답변횟수", "1차만족도불만유형", "1차만족불만족사유", "1차만족도등록일", "1차만족도",
    "2차만족도불만유형", "2차만족불만족사유", "2차만족도등록일", "2차만족도", "3차만족도조사", "3차만족불만족사유",
    "3차만족도등록일", "3차만족도", "4차만족도불만유형", "4차만족불만족사유", "4차만족도등록일", "4차만족도",
)  # fmt: skip
_DROPPED: Final = frozenset({
    "통보방식", "다수인정보", "신분공개동의여부", "갑질피해여부", "기타참고사항", "기피구분", "기피사유",
})  # fmt: skip
_RESTORED: Final = frozenset({"갑질피해여부", "기타참고사항", "기피구분", "기피사유"})
_CHECKED, _BEFORE_CHECKED = "검토유무", "검토확인"


def of(day: date) -> Sequence[str]:
    """Give the list's columns as they were on a day: those of its quarter, the third's also in the fourth."""
    quarter = min((day.month - 1) // 3 + 1, 3)
    if quarter == 1:
        return _FIRST
    gone = _DROPPED - (_RESTORED if quarter == 3 else frozenset())
    columns: list[str] = []
    for name in _FIRST:
        if name not in gone:
            columns += [name, _CHECKED] if name == _BEFORE_CHECKED else [name]
    return tuple(columns)
