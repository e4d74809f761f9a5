"""What the proof's parts share: sheets, columns, and the reading of a cell."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, TypeAlias

from jikwon.proof import date_of, moment_of, plain, recent_date_of
from jikwon.proof.deadlines import Period

RESULTS: Final = "petition-results"
RESULT: Final = (
    "민원접수번호 민원등록일자 민원등록일시 민원제목 민원내용 처리기한일시 담당자지정일시 답변일자 부서코드 "
    "처리부서 처리담당자 처리상태 진행상태 답변내용 답변일시 만족도평가 만족도내용 민원인주소 연장처리일수 "
    "연장처리횟수 연장처리기한 실처리일수"
)
REQUIRED: Final = (
    "민원접수번호 민원등록일시 민원제목 민원내용 처리기한일시 담당자지정일시 답변일자 부서코드 처리부서 "
    "처리담당자 처리상태 답변일시 민원인주소"
)
_COUNTED: Final = "구분 접수 완료 처리중 이송 취하 병합 지연 평균처리일"
CLASSED: Final = "분류"
"""The sheet that is there where a model is approved."""
CLASSES: Final[Mapping[str, str]] = {"type": "유형", "department": "처리부서"}
"""What 분류 calls each kind of model."""
SHEETS: Final[Mapping[str, str]] = {
    "처리결과": RESULT,
    "지연": "민원접수번호 처리부서 처리기한일시 답변일시 초과일수",
    "기한차이": "민원접수번호 시스템기한 법정기한",
    "부서별": _COUNTED,
    "유형별": _COUNTED,
    "경로별": _COUNTED,
    "중복·재신청": "민원접수번호 관련접수번호 구분",
    CLASSED: "민원접수번호 항목 값 확인방법 확신도",
    "확인필요": "민원접수번호 질문코드 질문 원본파일 원본행",
    "제외": "민원접수번호 사유코드 사유 원본파일 원본행",
}
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "신청번호": ("민원신청번호", "민원접수번호", "민원번호"),
    "신청일자": ("신청일시", "신청일", "민원신청일자", "민원신청일시"),
    "접수일자": ("접수일시", "접수일", "민원접수일자", "민원접수일시"),
    "민원신청경로": ("신청경로", "접수경로", "민원경로", "민원접수경로", "접수채널", "경로", "채널"),
    "민원인": ("신청인", "민원인명", "신청인명", "민원인성명", "신청인성명", "성명"),
    "주소": ("민원인주소", "신청인주소"),
    "전화번호": ("연락처", "휴대전화", "휴대폰", "휴대전화번호", "민원인연락처", "신청인연락처", "민원인전화번호"),
    "E-MAIL": ("이메일", "전자우편", "전자우편주소", "EMAIL", "메일"),
    "민원제목": ("제목",),
    "민원요지": ("요지",),
    "민원내용": ("내용", "신청내용"),
    "처리상태": ("상태", "민원상태", "민원처리상태"),
    "처리유형": ("처리구분",),
    "민원종류": ("민원유형", "민원구분", "종류"),
    "업무분야": ("유형", "분류", "민원분류", "업무유형"),
    "처리기간": ("법정처리기간", "민원처리기간"),
    "법정/내부처리기한": ("처리기한", "처리기한일시", "처리예정일", "처리예정일자", "처리예정일시", "법정처리기한",
                   "답변기한"),
    "담당자지정일시": ("담당자지정일자", "담당자지정일", "지정일시"),
    "담당부서1": ("담당부서", "처리부서", "담당부서명", "처리부서명", "부서", "부서명"),
    "담당부서2": (), "담당부서3": (), "담당부서4": (),
    "부서코드": ("담당부서코드", "처리부서코드"),
    "담당자": ("처리담당자", "담당자명"),
    "처리일": ("처리일자", "처리일시", "답변일시", "답변일", "처리완료일", "처리완료일자", "처리완료일시", "완료일시"),
    "처리결과": ("답변내용", "답변", "처리내용"),
    "처리연장횟수": ("연장처리횟수", "연장횟수"),
    "불산입기간처리횟수": (),
    "내용보완요청횟수": ("보완요청횟수",),
    "이전신청번호추가": ("이전신청번호",),
    "1차만족도": ("만족도", "만족도평가", "1차만족도평가"),
    "1차만족불만족사유": ("만족도내용", "1차만족도내용", "만족도의견"),
    "출력일시": ("출력일자", "추출일시", "추출일자", "다운로드일시", "내려받은일시", "조회일시", "기준일시",
               "자료기준일시"),
}  # fmt: skip
"""The proof reads with headers of its own: one put with the wrong field in `headers.py` must not deceive it too."""
ASIDE: Final = (
    "1차만족도등록일 1차만족도불만유형 1차연장사유 1차추가답변 1차추가답변일 2차만족도 2차만족도등록일 "
    "2차만족도불만유형 2차만족불만족사유 2차연장동의방법 2차연장동의여부 2차연장동의일자 2차연장동의자 "
    "2차연장사유 2차추가답변 2차추가답변일 3차만족도 3차만족도등록일 3차만족도조사 3차만족불만족사유 "
    "3차추가답변 3차추가답변일 4차만족도 4차만족도등록일 4차만족도불만유형 4차만족불만족사유 갑질피해여부 "
    "검토유무 검토확인 공익신고여부 관련법령 기타참고사항 기피구분 기피사유 내용보완응답횟수 다수인정보 "
    "메뉴분류상세 민원요약 사후관리담당부서 사후관리담당자 사후관리담당자E-MAIL 사후관리담당자연락처 "
    "소속기관 신분공개동의여부 신청경로상세 신청메뉴상세 신청인구분 온나라연계 재신청여부 "
    "재신청차수 접수번호 처리기관 추가답변횟수 통보방식 순번 연번 번호 No 구분 비고"
)
"""The columns of the registered lists that nothing is taken of."""
STATUSES: Final[Mapping[str, str]] = {
    word: status
    for status, words in {
        "접수": "접수완료 접수됨", "처리중": "진행중 처리진행중", "연장": "기간연장 처리기간연장 연장처리 기한연장",
        "보완요청": "보완요청중 내용보완요청", "완료": "처리완료 답변완료",
        "이송": "이송완료 타기관이송 이첩 타기관이첩",
        "취하": "취하완료 민원취하", "병합": "병합처리 병합완료", "종결": "종결처리 반복종결 종결(반복)",
    }.items()
    for word in (status, *words.split())
}  # fmt: skip
DONE, OPEN = ("완료", "종결"), ("접수", "처리중", "연장", "보완요청")
AWAY: Final = ("이송", "취하", "병합")
_LENGTH: Final = re.compile(
    r"(?:근무일|업무일)?0*([1-9]\d{0,2})(?:근무)?(시간|일간|일|업무일|주일|주간|주|개월간|개월|년간|년)(?:이내|내)?"
)
_UNITS: Final = {"일간": "일", "업무일": "일", "주일": "주", "주간": "주", "개월간": "개월", "년간": "년"}
_NOW: Final = re.compile(r"즉시(?:처리)?(?:\(3(?:근무)?시간(?:이내|내)?\))?")

When: TypeAlias = date | datetime


@lru_cache(maxsize=65536)
def letters(value: object) -> str:
    """Give a cell without any blanks, after NFKC."""
    return plain(value).replace(" ", "")


def text(value: object) -> str:
    """Give a cell of an output; "" for a blank one."""
    return "" if value is None else str(value)


def whole(value: object) -> int:
    """Give a whole number of a cell, -1 for anything else."""
    return int(value) if isinstance(value, int | float) and value == int(value) else -1


def is_blank(value: object) -> bool:
    """Tell whether a cell says nothing."""
    return value is None or plain(value) in ("", "-")


def when(value: object) -> When | None:
    """Give the moment that a cell names, else its day; a year of two digits is of this century."""
    return moment_of(value) or recent_date_of(value)


def day(value: When) -> date:
    """Give the day of a moment."""
    return value.date() if isinstance(value, datetime) else value


def same_when(cell: object, wanted: object) -> bool:
    """Compare a cell of an output with a moment or a day; None is a blank cell."""
    if wanted is None:
        return cell is None
    if isinstance(wanted, datetime):
        return moment_of(cell) == wanted.replace(second=0, microsecond=0)
    return moment_of(cell) is None and date_of(cell) == wanted


@lru_cache(maxsize=4096)
def period_of(written: object) -> Period | None:
    """Read a length; None for anything else."""
    word = letters(written)
    if _NOW.fullmatch(word):
        return (3, "시간")
    if word in ("일주일", "한달"):
        return (1, "주") if word == "일주일" else (1, "개월")
    if (found := _LENGTH.fullmatch(word)) is None:
        return None
    return (int(found[1]), _UNITS.get(found[2], found[2]))


def kinds_of(setting: str) -> dict[str, Period]:
    """Read the setting of lengths by kind."""
    found = {}
    for part in setting.split(","):
        kind, _, length = part.rpartition("=")
        if (period := period_of(length)) is not None:
            found[kind_of(kind)] = period
    return found


def kind_of(value: object) -> str:
    """Give a 민원종류 as it is compared."""
    return letters(value).removesuffix("민원")


def decoded(value: object) -> str:
    """Give a free text with its entities decoded."""
    return html.unescape(value if isinstance(value, str) else plain(value))
