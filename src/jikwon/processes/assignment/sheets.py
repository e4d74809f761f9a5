"""The sheets of the workbook and of the notices: their columns, and their rows in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from jikwon.korea.register import left_out
from jikwon.model import Run
from jikwon.processes.assignment.households import Row
from jikwon.processes.assignment.optimum import AIMS, Vector
from jikwon.processes.assignment.placing import KEPT, Line, Placing
from jikwon.tools.tables import Cell, Column, Sheet

ASSIGNED: Final = (
    "격리자관리번호 성명 행정동 공무원ID 공무원성명 부서 배정구분 적용규칙 이전공무원ID 해제예정일시"
    " 다음후보ID 다음후보차이"
)
OFFICIALS: Final = "공무원ID 성명 부서 행정동 상한 배정인원 초과"
UNASSIGNED: Final = "격리자관리번호 성명 사유"
CHANGES: Final = "격리자관리번호 이전공무원ID 공무원ID 사유"
OPTIMUM: Final = "순서 목표 값 하한 차이"
NOTICE: Final = "격리자관리번호 성명 생년월일 휴대전화 주소 상세주소 해제예정일시"
NOTICE_SHEET: Final = "담당"

_NUMBERS: Final = frozenset({"상한", "배정인원", "초과", "원본행", "순서", "값", "하한", "차이"})


def assignments(run: Run, results: Sequence[Row], placing: Placing) -> list[Sheet]:
    """Lay out the office's workbook."""
    gathering = placing.gathering
    asked = left_out.asked(run, results, gathering.excluded, gathering.late_questions())
    return [
        _sheet("배정", ASSIGNED, (_assigned(run, line) for line in placing.lines if line.official), landscape=True),
        _sheet("공무원별", OFFICIALS, _officials(placing)),
        _sheet("미배정", UNASSIGNED, (_unassigned(run, line) for line in placing.lines if not line.official)),
        _sheet("변경이력", CHANGES, (_change(run, line) for line in placing.lines if line.why)),
        _sheet("제외", left_out.EXCLUDED, left_out.excluded(run, results, gathering.excluded), landscape=True),
        _sheet("확인필요", left_out.ASKED, asked, landscape=True),
        _sheet("최적성", OPTIMUM, _optimum(run, placing)),
    ]


def notices(placing: Placing) -> Mapping[str, list[Sheet]]:
    """Lay out each official's own people, by the official's id."""
    found: dict[str, list[Sequence[Cell]]] = {}
    for line in placing.lines:
        if line.official:
            found.setdefault(line.official.id, []).append(_notice(line))
    return {key: [_sheet(NOTICE_SHEET, NOTICE, rows, landscape=True)] for key, rows in sorted(found.items())}


def _sheet(name: str, columns: str, rows: Iterable[Sequence[Cell]], *, landscape: bool = False) -> Sheet:
    made = [Column(name=each, kind="number" if each in _NUMBERS else "text") for each in columns.split()]
    return Sheet(name=name, columns=made, rows=rows, landscape=landscape)


def _assigned(run: Run, line: Line) -> Sequence[Cell]:
    person, official, other = line.member.person, line.official, line.alternative
    assert official is not None
    return (
        person.id, person.name, person.dong, official.id, official.name, official.department, line.kind,
        _rule(run, line), "" if line.kind == KEPT else person.official, person.release,
        other.seat if other else "", _difference(run, other.more) if other else "",
    )  # fmt: skip


def _rule(run: Run, line: Line) -> str:
    rule = run.text("rules", line.rule)
    return f"{run.text('rules', 'together')} · {rule}" if line.together else rule


def _difference(run: Run, more: Vector) -> str:
    """Write what the next best official would have cost more, aim by aim."""
    said = [f"{run.text('aims', aim)} {by:+d}" for aim, by in zip(AIMS, more, strict=True) if by]
    return ", ".join(said) or run.text("aims", "same")


def _officials(placing: Placing) -> Iterator[Sequence[Cell]]:
    for official in placing.gathering.officials.values():
        load = placing.loads[official.id]
        over = max(0, load - official.cap)
        yield (official.id, official.name, official.department, official.dong, official.cap, load, over)


def _unassigned(run: Run, line: Line) -> Sequence[Cell]:
    return (line.member.person.id, line.member.person.name, run.text("unassigned", line.reason))


def _change(run: Run, line: Line) -> Sequence[Cell]:
    new = line.official.id if line.official else ""
    return (line.member.person.id, line.member.person.official, new, run.text("changes", line.why))


def _optimum(run: Run, placing: Placing) -> Iterator[Sequence[Cell]]:
    vector, bound = placing.solution.vector, placing.solution.bound
    for number, (aim, value, least) in enumerate(zip(AIMS, vector, bound, strict=True), start=1):
        yield (number, run.text("aims", aim), value, least, value - least)


def _notice(line: Line) -> Sequence[Cell]:
    person = line.member.person
    return (
        person.id, person.name, person.birth, person.phone, person.address, person.detail, person.release
    )  # fmt: skip
