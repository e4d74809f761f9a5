"""The registry of export schemas: which headers a petition system's lists have had, quarter by quarter.

The three lists of 국민신문고 are the 민원현황목록 of 2020 as a district has them (83, 77 and 81 columns, one of them
without a header). A list of another system or year is one more entry here.
"""

from collections.abc import Mapping, Sequence
from typing import Final

_HEAD: Final = (
    "신청번호 신청일자 접수번호 접수일자 민원신청경로 신청경로상세 신청메뉴상세 메뉴분류상세 신청인구분 민원인 주소"
)
_NOTICE: Final = "통보방식 다수인정보 신분공개동의여부"
_HARM: Final = "갑질피해여부"
_SAID: Final = "민원제목 민원요지 민원내용"
_AVOIDED: Final = "기타참고사항 기피구분 기피사유"
_HANDLED: Final = (
    "처리유형 민원종류 업무분야 법정/내부처리기한 공익신고여부 재신청여부 재신청차수 이전신청번호추가 "
    "처리기관 담당부서1 담당부서2 담당부서3 담당부서4 - 담당자 처리기간 E-MAIL 전화번호 관련법령 소속기관 "
    "사후관리담당부서 사후관리담당자 사후관리담당자연락처 사후관리담당자E-MAIL 처리일 민원요약 처리결과 "
    "검토확인"
)
_CHECKED: Final = "검토유무"
_EXTENDED: Final = (
    "온나라연계 처리연장횟수 1차연장사유 2차연장사유 2차연장동의여부 2차연장동의방법 2차연장동의자 "
    "2차연장동의일자 불산입기간처리횟수 내용보완요청횟수 내용보완응답횟수 1차추가답변 1차추가답변일 "
    "2차추가답변 2차추가답변일 3차추가답변 3차추가답변일 추가답변횟수 1차만족도불만유형 1차만족불만족사유 "
    "1차만족도등록일 1차만족도 2차만족도불만유형 2차만족불만족사유 2차만족도등록일 2차만족도 3차만족도조사 "
    "3차만족불만족사유 3차만족도등록일 3차만족도 4차만족도불만유형 4차만족불만족사유 4차만족도등록일 "
    "4차만족도"
)


def _schema(*parts: str) -> tuple[str, ...]:
    """Give the headers in their order, "" for the column without one."""
    return tuple("" if header == "-" else header for header in " ".join(parts).split())


SCHEMAS: Final[Mapping[str, Sequence[str]]] = {
    "국민신문고 2020년 1분기": _schema(_HEAD, _NOTICE, _HARM, _SAID, _AVOIDED, _HANDLED, _EXTENDED),
    "국민신문고 2020년 2분기": _schema(_HEAD, _SAID, _HANDLED, _CHECKED, _EXTENDED),
    "국민신문고 2020년 3분기": _schema(_HEAD, _HARM, _SAID, _AVOIDED, _HANDLED, _CHECKED, _EXTENDED),
}
