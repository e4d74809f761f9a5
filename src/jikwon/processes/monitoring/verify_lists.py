"""The lists taken out of 결과: symptoms, silence, leaving, and whom to call."""

from collections.abc import Iterator, Mapping
from typing import Final

from jikwon.model import Check
from jikwon.processes.monitoring.verify_sources import Sources
from jikwon.processes.monitoring.verify_words import REPORT, SHEETS, letters, text
from jikwon.proof import Proof, Row, in_order, no_repeat, plain, same_cells, same_keys, same_order, same_phone

LISTS: Final = {"유증상": ("유증상",), "미응답": ("미응답",), "이탈": ("이탈", "이탈의심")}
TO_CALL: Final = ("미응답", "유증상", "이탈의심", "이탈")
_WHO: Final = ("격리자관리번호", "성명", "회차")


def lists(proof: Proof) -> Iterator[Check]:
    """Hold the lists against 결과, row by row, and whom to call against the register."""
    sources = proof.once(Sources)
    results = proof.sheet(REPORT, "결과").rows
    names = SHEETS["결과"].split()
    for name, outcomes in LISTS.items():
        wanted = [row for row in results if row["결과구분"] in outcomes]
        yield same_order("lists", wanted, proof.sheet(REPORT, name).rows, key=names)
    calls = proof.sheet(REPORT, "전화목록").rows
    to_call = {_who(row): row for row in results if row["결과구분"] in TO_CALL}
    yield no_repeat("calls", calls, _WHO)
    yield in_order("calls", calls, key=lambda row: tuple(text(row[name]) for name in SHEETS["전화목록"].split()))
    yield same_keys("calls", to_call, {_who(row): row for row in calls})

    def expected(row: Row) -> Mapping[str, object] | None:
        result = to_call.get(_who(row))
        if result is None:
            return None
        key = text(row["격리자관리번호"])
        keys = [key] if key else [each for each in sources.people if each.startswith(f"{letters(row['성명'])}|")]
        departments = {plain(cell) for each in keys for cell in sources.said(each, "담당부서")}
        return {
            "담당공무원": result["담당공무원"],
            "사유": result["결과구분"],
            "담당부서": departments or {""},
            "휴대전화": [cell for each in keys for cell in sources.said(each, "휴대전화")] or [None],
        }

    yield same_cells(
        "calls", calls, expected=expected,
        columns={
            "담당공무원": lambda cell, wanted: cell == wanted,
            "사유": lambda cell, wanted: cell == wanted,
            "담당부서": lambda cell, wanted: text(cell) in wanted,
            "휴대전화": lambda cell, wanted: any(same_phone(cell, each) for each in wanted),
        },
    )  # fmt: skip


def _who(row: Row) -> tuple[str, ...]:
    return tuple(text(row[name]) for name in _WHO)
