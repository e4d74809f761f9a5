"""Registers of made-up people for the tests: a row is said by what is particular about it."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from jikwon.model.catalog import Process, at
from jikwon.testing import Office, RunResult
from jikwon.testing.office import Given

FOLDER = Path(__file__).parent.parent
HEADER = (
    *("격리자관리번호", "성명", "생년월일", "휴대전화", "우편번호", "주소", "상세주소", "행정동"),
    *("격리시작일", "해제예정일시", "상태", "비고"),
)
ORDINARY = {
    "성명": "강하늘",
    "생년월일": "1985-03-02",
    "휴대전화": "010-0123-1001",
    "주소": "서울특별시 송파구 올림픽로 435",
    "상세주소": "101동 1203호",
    "해제예정일시": "2021-10-16 12:00",
}
NAMES = ("강하늘", "권미르", "도아라", "류초롱", "문가온", "박나루", "서다온", "송마루", "신보라", "안새론")


def process() -> Process:
    """Give the process under test."""
    return at(FOLDER)


def office(as_of: str = "2021-10-06T09:00") -> Office:
    """Give an office of its own."""
    return Office(process=process(), as_of=as_of)


def row(id: str = "Q1", **said: str) -> dict[str, str]:  # noqa: A002 - the word of the register
    """Give an ordinary person's row with an id, changed by what is said."""
    return {**ORDINARY, "격리자관리번호": id, **said}


def people(count: int, **said: str) -> list[dict[str, str]]:
    """Give rows of different people."""
    return [
        row(f"Q{n}", 성명=NAMES[n % 10], 생년월일=f"19{50 + n}-01-02", 휴대전화=f"010-0123-{1000 + n}", **said)
        for n in range(1, count + 1)
    ]


def table(rows: Iterable[Mapping[str, str]], header: Iterable[str] = HEADER) -> str:
    """Write rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(header), extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def run(
    rows: Iterable[Mapping[str, str]],
    *,
    settings: Mapping[str, str] | None = None,
    delivered: bytes | str = "",
    partial: bool = True,
    plan: bool = False,
    header: Iterable[str] = HEADER,
    by: Office | None = None,
) -> RunResult:
    """Run the process on one register, with an earlier delivery register if one is given; `plan` releases nothing."""
    inputs: dict[str, list[Given]] = {"register": [("register.csv", table(rows, header))]}
    if delivered:
        inputs["delivered"] = [("delivered.xlsx" if isinstance(delivered, bytes) else "delivered.csv", delivered)]
    return (by or office()).run(inputs=inputs, settings=settings, partial=partial, approve=not plan, plan=plan)


def served(result: RunResult) -> dict[object, object]:
    """Map the ids on 대상자 to their 순번."""
    return {each["격리자관리번호"]: each["순번"] for each in result.sheet("delivery-register", "대상자")}


def kits(result: RunResult) -> list[object]:
    """List 수량 of the courier's list, in its order."""
    return [each["수량"] for each in result.sheet("delivery-list", "배송명단")]


def left_out(result: RunResult) -> list[tuple[object, object]]:
    """List (id, code) of 제외."""
    return [(each["격리자관리번호"], each["사유코드"]) for each in result.sheet("delivery-register", "제외")]


def asked(result: RunResult) -> set[tuple[str, str]]:
    """Give (key, code) of every open question."""
    return {(each.key, each.code) for each in result.questions}
