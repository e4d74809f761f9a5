"""Exports of made-up petitions for the tests: a row is said by what is particular about it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jikwon.model.catalog import Process, at
from jikwon.model.mail import MailServer
from jikwon.testing import Office, RunResult
from jikwon.testing.office import Answers, Given

FOLDER = Path(__file__).parent.parent
BOOK = "petition-results"
_HEADER = (
    "신청번호 신청일자 접수일자 민원신청경로 민원인 주소 전화번호 E-MAIL 민원제목 민원요지 민원내용 처리유형 "
    "민원종류 처리기간 법정/내부처리기한 담당부서1 담당부서2 담당부서3 담당부서4 담당자 처리일 처리결과 "
    "처리연장횟수 불산입기간처리횟수 내용보완요청횟수 재신청여부 이전신청번호추가 1차만족도 1차만족불만족사유"
)
HEADER = _HEADER.split()
ORDINARY = {
    "신청일자": "2021-10-05 09:00", "접수일자": "2021-10-05 09:30", "민원신청경로": "국민신문고",
    "처리유형": "처리완료",
    "민원종류": "고충", "처리기간": "7일", "담당부서1": "송파구", "담당부서2": "공원녹지과", "담당자": "한담당",
    "처리일": "2021-10-12 10:00", "처리결과": "처리하였습니다.", "처리연장횟수": "0",
}  # fmt: skip
AS_OF = "2021-11-15T09:00"


def process() -> Process:
    """Give the process under test."""
    return at(FOLDER)


def office(as_of: str = AS_OF, *, mail: MailServer | None = None) -> Office:
    """Give an office of its own."""
    return Office(process=process(), as_of=as_of, mail=mail)


def number(n: int) -> str:
    """Give the n-th 신청번호."""
    return f"1AA-2110-{n:07d}"


def row(n: int = 1, /, **said: str) -> dict[str, str]:
    """Give an ordinary petition's row, changed by what is said."""
    own = {
        "신청번호": number(n),
        "민원인": f"김{'가나다라마바사'[n % 7]}람",
        "민원제목": f"민원 {n}",
        "민원내용": f"내용 {n}",
    }
    return {**ORDINARY, **own, **said}


def table(rows: Iterable[Mapping[str, str]], header: Sequence[str] = HEADER, *, titles: Sequence[str] = ()) -> str:
    """Write rows as a CSV file, with title lines above the header."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([each] for each in titles)
    writer.writerow(header)
    writer.writerows([each.get(name, "") for name in header] for each in rows)
    return text.getvalue()


def run(
    *rows: Mapping[str, str],
    files: Sequence[Given] = (),
    departments: str = "",
    settings: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    by: Office | None = None,
    plan: bool = False,
    partial: bool = True,
) -> RunResult:
    """Run the process on one export of these rows, or on `files`; `plan` releases nothing."""
    inputs: dict[str, list[Given]] = {"petitions": [*files, *([("petitions.csv", table(rows))] if rows else [])]}
    if departments:
        inputs["departments"] = [("departments.csv", f"부서코드,부서명,유효시작,유효종료\n{departments}")]
    result = (by or office()).run(
        inputs=inputs, settings=settings, answers=answers, partial=partial, approve=not plan, plan=plan
    )
    if result.error is not None:
        raise result.error
    return result


def results(result: RunResult) -> dict[object, dict[str, object]]:
    """Give the rows of 처리결과 by number."""
    return {each["민원접수번호"]: dict(each) for each in result.sheet(BOOK, "처리결과")}


def only(result: RunResult) -> dict[str, object]:
    """Give the one row of 처리결과 of a proved run."""
    assert result.verdict == "proved", [check.name for check in result.mismatches]
    (found,) = result.sheet(BOOK, "처리결과")
    return dict(found)


def cells(result: RunResult, sheet: str) -> list[tuple[object, ...]]:
    """Give the rows of a sheet as tuples."""
    return [tuple(each.values()) for each in result.sheet(BOOK, sheet)]


def asked(result: RunResult) -> set[tuple[str, str]]:
    """Give (key, code) of every open question."""
    return {(each.key, each.code) for each in result.questions}
