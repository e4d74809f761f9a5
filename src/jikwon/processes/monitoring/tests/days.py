"""A day as tests write it: a register, report files, and what comes of them."""

import csv as writing
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from jikwon.model.catalog import at as process_at
from jikwon.testing import Office, RunResult
from jikwon.testing.office import Answers, Given

FOLDER = Path(__file__).parent.parent

REPORT = "monitoring-report"
PEOPLE = ("격리자관리번호", "성명", "생년월일", "휴대전화", "행정동", "담당공무원", "담당부서", "해제예정일시", "상태")
SAID = (
    "격리자관리번호", "성명", "생년월일", "휴대전화", "점검일", "회차", "응답일시", "체온", "발열", "기침", "인후통",
    "호흡곤란", "비고", "결과",
)  # fmt: skip
WELL = {"발열": "X", "기침": "X", "인후통": "X", "호흡곤란": "X"}


def person(number: str = "Q1", name: str = "김하나", **cells: str) -> dict[str, str]:
    """Make a row of the register."""
    return {
        "격리자관리번호": number, "성명": name, "생년월일": "1990-01-31", "휴대전화": "010-0123-1001",
        "행정동": "잠실4동", "담당공무원": "이담당", "담당부서": "민원과", "해제예정일시": "2021-10-16",
        "상태": "격리중", **cells,
    }  # fmt: skip


def said(number: str = "Q1", slot: str = "1", temperature: str = "36.5", **cells: str) -> dict[str, str]:
    """Make a row of a report file: well, unless the cells say otherwise."""
    return {"격리자관리번호": number, "점검일": "2021-10-06", "회차": slot, "체온": temperature, **WELL, **cells}


def csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """Write rows as a CSV file."""
    text = io.StringIO()
    writer = writing.DictWriter(text, list(columns), extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def office(as_of: str = "2021-10-06T10:30") -> Office:
    """Make an office whose first slot has just passed."""
    return Office(process=process_at(FOLDER), as_of=as_of)


Rows = Sequence[Mapping[str, str]]
Files = Rows | Sequence[tuple[str, Rows]]
"""Rows of one file, or files by name."""


def run(
    people: Rows,
    *,
    by: Office | None = None,
    answers: Answers | None = None,
    settings: Mapping[str, str] | None = None,
    partial: bool = True,
    **reports: Files,
) -> RunResult:
    """Run a day; every channel is named (`app=…`)."""
    return (by or office()).run(
        inputs=inputs(people, **reports), answers=answers, settings=settings, partial=partial
    )  # fmt: skip


def inputs(people: Rows, **reports: Files) -> dict[str, list[Given]]:
    """Write the inputs of a day."""
    made: dict[str, list[Given]] = {"register": [("register.csv", csv(PEOPLE, people))]}
    for channel, given in reports.items():
        files = given if given and isinstance(given[0], tuple) else [(f"{channel}.csv", given)]
        made[channel] = [(name, csv(SAID, rows)) for name, rows in files]  # type: ignore[arg-type]
    return made


def outcomes(result: RunResult) -> dict[tuple[str, str], str]:
    """Give 결과구분 by person and slot."""
    rows = result.sheet(REPORT, "결과")
    return {(str(row["격리자관리번호"]), str(row["회차"])): str(row["결과구분"]) for row in rows}


def dropped(result: RunResult) -> list[tuple[str, int, str]]:
    """Give file, row and reason of every dropped row."""
    rows = result.sheet(REPORT, "탈락")
    return [(str(row["원본파일"]), int(str(row["원본행"])), str(row["사유"])) for row in rows]


def asked(result: RunResult) -> list[tuple[str, str]]:
    """Give key and code of every question; a stray row's key is `row`."""
    return sorted(("row" if each.key.startswith("row/") else each.key, each.code) for each in result.questions)
