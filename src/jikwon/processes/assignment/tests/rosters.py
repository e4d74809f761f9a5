"""Registers and rosters of made-up people for the tests: a row is said by what is particular about it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jikwon.model.catalog import Process, at
from jikwon.testing import Office, RunResult
from jikwon.testing.office import Answers, Given

FOLDER = Path(__file__).parent.parent
REGISTER = (
    *("격리자관리번호", "성명", "생년월일", "휴대전화", "주소", "상세주소", "세대키", "행정동", "격리시작일"),
    *("해제예정일시", "상태", "담당공무원ID", "9일차검사결과", "검체채취일"),
)
OFFICIALS = (
    *("공무원ID", "성명", "부서", "행정동", "직급", "휴대전화", "앱담당자ID", "가용상태", "가용시작", "가용종료"),
    *("상한", "최근배정일시", "가족세대키"),
)
NAMES = ("강하늘", "권미르", "도아라", "류초롱", "문가온", "박나루", "서다온", "송마루", "신보라", "안새론")
Row = Mapping[str, str]


def process() -> Process:
    """Give the process under test."""
    return at(FOLDER)


def office(as_of: str = "2021-10-06T09:00") -> Office:
    """Give an office of its own."""
    return Office(process=process(), as_of=as_of)


def person(number: int, **said: str) -> dict[str, str]:
    """Give the row of a person who lives alone, changed by what is said."""
    return {
        "격리자관리번호": f"Q{number:03}",
        "성명": NAMES[number % 10],
        "생년월일": f"{1930 + number % 70}-0{number % 9 + 1}-1{number // 9 % 10}",
        "휴대전화": f"010-0123-{1000 + number}",
        "주소": "서울특별시 송파구 올림픽로 435",
        "상세주소": f"101동 {100 + number}호",
        "행정동": "잠실4동",
        "격리시작일": "2021-10-02",
        "해제예정일시": "2021-10-16 12:00",
        **said,
    }


def official(number: int, **said: str) -> dict[str, str]:
    """Give the row of an official who is available, changed by what is said."""
    return {
        "공무원ID": f"A{number}",
        "성명": NAMES[-number % 10],
        "부서": "총무과",
        "행정동": "잠실4동",
        "앱담당자ID": f"sp{number}",
        "가용상태": "가용",
        **said,
    }


def table(rows: Iterable[Row], header: Sequence[str]) -> str:
    """Write rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(header), extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def run(
    people: Iterable[Row],
    officials: Iterable[Row],
    *,
    adjacent: Iterable[tuple[str, str]] = (),
    settings: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    partial: bool = True,
    by: Office | None = None,
    without: Sequence[str] = (),
) -> RunResult:
    """Run the process on one register and one roster; `without` leaves columns out."""
    inputs: dict[str, list[Given]] = {
        "register": [("register.csv", table(people, [each for each in REGISTER if each not in without]))],
        "officials": [("officials.csv", table(officials, [each for each in OFFICIALS if each not in without]))],
    }
    if pairs := [dict(zip(("행정동", "인접행정동"), pair, strict=True)) for pair in adjacent]:
        inputs["adjacent"] = [("adjacent.csv", table(pairs, ("행정동", "인접행정동")))]
    return (by or office()).run(inputs=inputs, settings=settings, answers=answers, partial=partial, approve=True)


def assigned(result: RunResult) -> dict[str, str]:
    """Map the ids on 배정 to their official."""
    return {str(each["격리자관리번호"]): str(each["공무원ID"]) for each in result.sheet("assignments", "배정")}


def lines(result: RunResult) -> dict[str, dict[str, object]]:
    """Map the ids on 배정 to their row."""
    return {str(each["격리자관리번호"]): {**each} for each in result.sheet("assignments", "배정")}


def loads(result: RunResult) -> dict[str, object]:
    """Map every official to 배정인원."""
    return {str(each["공무원ID"]): each["배정인원"] for each in result.sheet("assignments", "공무원별")}


def unassigned(result: RunResult) -> dict[str, object]:
    """Map the ids on 미배정 to the reason."""
    return {str(each["격리자관리번호"]): each["사유"] for each in result.sheet("assignments", "미배정")}


def left_out(result: RunResult) -> list[tuple[object, object]]:
    """List (id, code) of 제외."""
    return [(each["격리자관리번호"], each["사유코드"]) for each in result.sheet("assignments", "제외")]


def asked(result: RunResult) -> set[tuple[str, str]]:
    """Give (key, code) of every open question."""
    return {(each.key, each.code) for each in result.questions}


def optimum(result: RunResult) -> list[tuple[object, object]]:
    """List (value, bound) of the five aims."""
    return [(each["값"], each["하한"]) for each in result.sheet("assignments", "최적성")]


def with_officials(people: Iterable[Row], result: RunResult) -> list[dict[str, str]]:
    """Give the register with a result written into it: everybody's official, none for who has none."""
    given = {**dict.fromkeys(unassigned(result), ""), **assigned(result)}
    return [
        {**each, "담당공무원ID": given.get(each["격리자관리번호"], each.get("담당공무원ID", ""))} for each in people
    ]
