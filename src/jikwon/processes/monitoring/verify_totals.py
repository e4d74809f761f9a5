"""행정동별집계 and 부서별집계, counted again from 결과 and from the records of what waits."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from jikwon.model import Check
from jikwon.processes.monitoring.verify_results import person
from jikwon.processes.monitoring.verify_sources import Sources
from jikwon.processes.monitoring.verify_words import REPORT, text
from jikwon.processes.monitoring.verify_words import whole as whole_of
from jikwon.proof import FateState, Proof, Row, each, no_repeat, plain, same_cells, same_keys

_PARTS: Final = {
    "대상": ("응답", "미응답", "제외", "확인필요"),
    "응답": ("정상", "유증상", "이탈의심", "이탈"),
}
_EXCUSED: Final = ("해제", "확진전환", "이관")
_COUNTED: Final = ("대상", "응답", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요")
TOTAL, WHOLE_DAY = "합계", "전체"


def totals(proof: Proof) -> Iterator[Check]:
    """Count both tables again."""
    sources = proof.once(Sources)
    for sheet, column, none, name in (
        ("행정동별집계", "행정동", "미확정", "by-dong"),
        ("부서별집계", "담당부서", "미지정", "by-department"),
    ):
        counted = _count(proof, sources, column, none)
        rows = proof.sheet(REPORT, sheet).rows
        yield same_cells(
            name, rows, expected=lambda row, counted=counted: counted.get((text(row["구분"]), text(row["회차"]))),  # type: ignore[misc]
            columns=dict.fromkeys(_COUNTED, lambda cell, wanted: cell == wanted),
        )  # fmt: skip
        yield same_keys(name, dict.fromkeys(counted), {(text(row["구분"]), text(row["회차"])): row for row in rows})
        yield no_repeat(name, rows, ("구분", "회차"))
        for whole, parts in _PARTS.items():
            yield each(name, rows, lambda row, whole=whole, parts=parts: _adds_up(row, whole, parts))  # type: ignore[misc]


def _adds_up(row: Row, whole: str, parts: tuple[str, ...]) -> bool:
    return whole_of(row[whole]) == sum(whole_of(row[part]) for part in parts)


def _count(proof: Proof, sources: Sources, column: str, none: str) -> Mapping[tuple[str, str], Mapping[str, int]]:
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counted[TOTAL, WHOLE_DAY] = Counter()
    for row in proof.sheet(REPORT, "결과").rows:
        outcome = text(row["결과구분"])
        names = ["제외"] if outcome in _EXCUSED else ["미응답"] if outcome == "미응답" else ["응답", outcome]
        key = text(row["격리자관리번호"]) or _unnumbered(row, sources)
        group = text(row["행정동"]) if column == "행정동" else _said(sources, key, column)
        _add(counted, group or none, text(row["회차"]), names)
    for (key, slot), fate in sources.duties.items():
        if fate.state is FateState.WAITING:
            _add(counted, _said(sources, key, column) or none, slot, ["확인필요"])
    return {key: {name: found[name] for name in _COUNTED} for key, found in counted.items()}


def _unnumbered(row: Row, sources: Sources) -> str:
    return next((key for key in sources.people if key.startswith(f"{person(row)}|")), "")


def _said(sources: Sources, key: str, column: str) -> str:
    return next((plain(cell) for cell in sources.said(key, column)), "")


def _add(counted: dict[tuple[str, str], Counter[str]], group: str, slot: str, names: list[str]) -> None:
    for key in ((group, slot), (TOTAL, slot), (TOTAL, WHOLE_DAY)):
        counted[key].update(["대상", *names])
