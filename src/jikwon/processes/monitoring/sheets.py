"""The workbook of the day: its sheets, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from jikwon.model import Place, Run
from jikwon.processes.monitoring import files, judging, settings, totals
from jikwon.processes.monitoring.model import Dropped, Member, Outcome, Report, Standing
from jikwon.processes.monitoring.picture import Picture, Waiting
from jikwon.tools.tables import Column, Sheet

RESULT: Final = (
    "격리자관리번호 성명 행정동 담당공무원 점검일 회차 입력경로 응답일시 체온 발열 기침 인후통 호흡곤란 비고 결과구분 "
    "원본파일 원본행"
)
CALLS: Final = "담당부서 담당공무원 격리자관리번호 성명 휴대전화 회차 사유"
DROPPED: Final = "격리자관리번호 회차 입력경로 응답일시 체온 결과구분 사유 원본파일 원본행 이긴파일 이긴행"
WAITING: Final = "격리자관리번호 성명 회차 질문코드 질문 원본파일 원본행"
TO_CALL: Final = (Outcome.SILENT, Outcome.SYMPTOMATIC, Outcome.MAYBE_LEFT, Outcome.LEFT)
_NUMBERS: Final = frozenset({"원본행", "이긴행", "행수", "채택", "탈락", "질문", *totals.COUNTS})

Cells = tuple[str | int | float | None, ...]


def workbook(run: Run, picture: Picture) -> list[Sheet]:
    """Lay out every sheet."""
    day = f"{settings.day_of(run)}"
    standings = sorted(picture.standings, key=_order)
    rows = [(each.outcome, _result(each, day)) for each in standings]
    waiting = [each for each in picture.waiting if each.is_duty]
    return [
        _sheet("결과", RESULT, (cells for _, cells in rows), landscape=True),
        *(_of(rows, name, {name}) for name in (Outcome.SYMPTOMATIC.value, Outcome.SILENT.value)),
        _of(rows, Outcome.LEFT.value, {Outcome.LEFT.value, Outcome.MAYBE_LEFT.value}),
        _sheet("행정동별집계", totals.COLUMNS, totals.by(standings, waiting, _dong)),
        _sheet("부서별집계", totals.COLUMNS, totals.by(standings, waiting, _department)),
        _sheet("파일원장", files.COLUMNS, files.ledger(run, picture), landscape=True),
        _sheet("전화목록", CALLS, _calls(standings), landscape=True),
        _sheet("탈락", DROPPED, _dropped(run, picture.dropped), landscape=True),
        _sheet("확인필요", WAITING, _waiting(run, picture.waiting), landscape=True),
    ]  # fmt: skip


def _dong(member: Member) -> str:
    return member.dong or totals.NO_DONG


def _department(member: Member) -> str:
    return member.department or totals.NO_DEPARTMENT


def _sheet(name: str, columns: str, rows: Iterable[Cells], *, landscape: bool = False) -> Sheet:
    numbers = _NUMBERS | {"체온"} if columns == RESULT else _NUMBERS  # what is dropped stays as it was written
    made = [Column(name=each, kind="number" if each in numbers else "text") for each in columns.split()]
    return Sheet(name=name, columns=made, rows=list(rows), landscape=landscape)


def _of(rows: Sequence[tuple[str, Cells]], name: str, outcomes: set[str]) -> Sheet:
    return _sheet(name, RESULT, (cells for outcome, cells in rows if outcome in outcomes), landscape=True)


def _order(standing: Standing) -> tuple[object, ...]:
    member = standing.member
    return (not member.id, member.id, member.name, member.birth, member.phone, standing.slot)


def _result(standing: Standing, day: str) -> Cells:
    member, report = standing.member, standing.report
    took = float(standing.temperature) if standing.temperature else None
    return (
        member.id, member.name, member.dong, member.official, day, standing.slot, _channel(report), _moment(report),
        took, *standing.signs, report.note if report else "", standing.outcome, *_where(report),
    )  # fmt: skip


def _channel(report: Report | None) -> str:
    return report.channel.value if report else ""


def _moment(report: Report | None) -> str:
    return shown_moment(report.moment) if report and report.moment else ""


def shown_moment(moment: datetime) -> str:
    """Give a moment to the minute, or to the second where it was taken so."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"


def _where(report: Report | None) -> tuple[str, int | None]:
    return (report.at.origin, report.at.row) if report else ("", None)


def _calls(standings: Sequence[Standing]) -> list[Cells]:
    to_call = {each.value for each in TO_CALL}
    rows = [
        (
            each.member.department, each.member.official, each.member.id, each.member.name, each.member.phone,
            each.slot, each.outcome,
        )
        for each in standings
        if each.outcome in to_call
    ]  # fmt: skip
    return sorted(rows)


def _dropped(run: Run, dropped: Sequence[Dropped]) -> Iterator[Cells]:
    codes = {each.reason for each in dropped}
    sentences = {code: run.text("dropped", code) if code.isascii() else code for code in codes}
    for each in sorted(dropped, key=_dropped_order):
        report = each.report
        yield (
            each.member, each.slot, report.channel.value, _moment(report), report.temperature,
            judging.outcome_of_loser(report), sentences[each.reason], *_where(report), *_winner(each.by),
        )  # fmt: skip


def _dropped_order(dropped: Dropped) -> tuple[object, ...]:
    report, at = dropped.report, dropped.report.at
    said = (report.channel.value, _moment(report), report.temperature, report.result)
    return (not dropped.member, dropped.member, dropped.slot, *said, dropped.reason, at.file, at.sheet, at.row)


def _winner(by: Place | None) -> tuple[str, int | None]:
    return (by.origin, by.row) if by else ("", None)


def _waiting(run: Run, waiting: Sequence[Waiting]) -> list[Cells]:
    rows = []
    for each in waiting:
        member = each.member or Member(id="", name="", birth="")
        for place in each.at:
            text = run.text("questions", each.code)
            rows.append((member.id, member.name, each.slot, each.code, text, place.origin, place.row))
    return sorted(rows, key=lambda cells: (not cells[0], *cells))
