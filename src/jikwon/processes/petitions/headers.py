"""The columns of an export by their headers: what is taken of them, what is known and set aside, what is asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jikwon.model import Ask, Choice, Place, Run, Subject, SubjectKind
from jikwon.processes.petitions.schemas import SCHEMAS
from jikwon.tools.tables import Field
from jikwon.tools.tables.fields import fold

NUMBER, RECEIVED = "신청번호", "접수일자"
UNKNOWN: Final = "header-unknown"
ASIDE: Final = "aside"
"""The answer that a column holds nothing that is wanted here."""

FIELDS: Final = tuple(
    Field(name=name, synonyms=synonyms)
    for name, synonyms in {
        NUMBER: ("민원신청번호", "민원접수번호", "민원번호"),
        "신청일자": ("신청일시", "신청일", "민원신청일자", "민원신청일시"),
        RECEIVED: ("접수일시", "접수일", "민원접수일자", "민원접수일시"),
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
        "처리일": ("처리일자", "처리일시", "답변일시", "답변일", "처리완료일", "처리완료일자", "처리완료일시",
                "완료일시"),
        "처리결과": ("답변내용", "답변", "처리내용"),
        "처리연장횟수": ("연장처리횟수", "연장횟수"),
        "불산입기간처리횟수": (),
        "내용보완요청횟수": ("보완요청횟수",),
        "이전신청번호추가": ("이전신청번호",),
        "1차만족도": ("만족도", "만족도평가", "1차만족도평가"),
        "1차만족불만족사유": ("만족도내용", "1차만족도내용", "만족도의견"),
        "출력일시": ("출력일자", "추출일시", "추출일자", "다운로드일시", "내려받은일시", "조회일시", "기준일시",
                   "자료기준일시"),
    }.items()
)  # fmt: skip
REQUIRED: Final = ((NUMBER,), (RECEIVED,))
_ASIDE: Final = ("순번", "연번", "번호", "No", "구분", "비고")
_KNOWN: Final = frozenset(
    fold(header)
    for header in (
        *(header for schema in SCHEMAS.values() for header in schema if header),
        *(header for field in FIELDS for header in (field.name, *field.synonyms)),
        *_ASIDE,
    )
)
_GROUP: Final = re.compile(r"[1-4]차(?:만족|추가답변|연장|재신청).*|담당부서[1-9]?|만족도조사?|추가답변|연장|사후관리")
"""What a header row above or below the real one says: groups of columns."""


def unknown(heads: Iterable[tuple[Place, Sequence[str]]]) -> Iterator[tuple[str, Place]]:
    """Give every header that no schema and no field knows, once, with its first place."""
    seen: set[str] = set()
    for place, headers in heads:
        for header in headers:
            folded = fold(header) if header else ""
            if folded and folded not in _KNOWN and folded not in seen and _GROUP.fullmatch(folded) is None:
                seen.add(folded)
                yield header, place


def taught(run: Run, headers: Iterable[tuple[str, Place]]) -> tuple[dict[str, str], list[Ask]]:
    """Give what people have said of unknown headers (header → field, "" to set it aside), and what is to be asked."""
    said: dict[str, str] = {}
    asks = []
    for header, place in headers:
        answer = run.answer(UNKNOWN, _subject(header)) or run.remembered(UNKNOWN, _key(header))
        if answer is None:
            asks.append(_ask(run, header, place))
        else:
            said[header] = "" if answer.choice == ASIDE else answer.choice
    return said, asks


def schema_of(headers: Sequence[str]) -> str:
    """Name the schema that a table's headers are exactly, "" for none."""
    folded = {fold(header) for header in headers if header}
    return next((name for name, listed in SCHEMAS.items() if {fold(each) for each in listed if each} == folded), "")


def _ask(run: Run, header: str, place: Place) -> Ask:
    choices = [Choice(code=ASIDE, label=run.text("choices", ASIDE))]
    choices += [Choice(code=field.name, label=field.name) for field in FIELDS]
    return Ask(
        code=UNKNOWN, about=_subject(header), at=(place,), choices=tuple(choices), free=False,
        details={"header": header}, remember=_key(header),
    )  # fmt: skip


def _subject(header: str) -> Subject:
    return Subject(kind=SubjectKind.COLUMN, key=fold(header))


def _key(header: str) -> str:
    return f"header:{fold(header)}"
