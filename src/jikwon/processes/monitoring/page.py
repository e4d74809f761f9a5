"""The one-page report: what stands on it, laid out by Typst; as many people to call as fit."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from jikwon.model import fact
from jikwon.processes.monitoring import charts
from jikwon.processes.monitoring.figures import NO_RATE, Call, Counts, Figures
from jikwon.processes.monitoring.trend import Day
from jikwon.tools import pdf

TEMPLATE: Final = Path(__file__).with_name("report.typ")
KEY: Final = "report"
SLOTS: Final = ("회차", "대상", "응답", "응답률", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요")
CALLS: Final = ("사유", "회차", "격리자관리번호", "성명", "휴대전화", "담당부서", "담당공무원")
DAYS: Final = "월화수목금토일"
_MOST_CALLS: Final = 30
_ROWS: Final = 40
"""So many lines of tables a page has besides what always stands there; charts and slots take of them."""
_LONGEST: Final = 24
_MOST_CHARTED: Final = 8


@fact
class Report:
    """What a page is made of: the day, the moment that it is about, its figures and the days before."""

    day: date
    clock: datetime
    figures: Figures
    days: Sequence[Day] = ()


def write(path: Path, report: Report) -> None:
    """Write the page.

    Effects: the file at `path`. Repeatable: yes, with the same bytes.
    """
    path.write_bytes(make(report))


def make(report: Report) -> bytes:
    """Make the page; the same report gives the same bytes.

    As many people are listed as leave it one page; how many are left off stands under the list.
    """
    calls, given = report.figures.calls, _data(report)
    fitting = {}

    def fits(shown: int) -> bool:
        made = pdf.compile(TEMPLATE, {**given, **_calls(calls, shown)}, at=report.clock)
        fitting[shown] = made.pdf
        return len(made.pages[KEY]) == 1

    most = min(len(calls), _MOST_CALLS, max(_ROWS - _taken(report), 3))
    if not fits(most):  # a long name takes two lines
        most = bisect(range(1, most), False, key=lambda shown: not fits(shown))
        fits(most)
    return fitting[most]


def _taken(report: Report) -> int:
    slots = len(report.figures.slots)
    return slots + (slots + 1 if slots <= _MOST_CHARTED else 0) + (15 if report.days else 0)


def _data(report: Report) -> dict[str, Any]:
    day, figures = report.day, report.figures
    total = figures.day
    return {
        "title": "자가격리 모니터링 일일 보고",
        "subtitle": f"{day.year}년 {day.month}월 {day.day}일({DAYS[day.weekday()]}) · {_until(report)}",
        "foot": [f"기준 {report.clock:%Y-%m-%d %H:%M}", "성명과 전화번호가 있습니다. 부서 밖으로 내보내지 마십시오."],
        "figures": [
            ("대상자", f"{figures.people:,}명"), ("대상 회차", f"{total.due:,}"), ("응답률", total.rate),
            ("유증상", f"{total.symptomatic:,}"), ("이탈·의심", f"{total.left + total.maybe_left:,}"),
            ("미응답", f"{total.silent:,}"), ("확인필요", f"{total.open:,}"),
        ],
        "slots": {
            "header": SLOTS,
            "rows": [*(_counted(slot, counts) for slot, counts in figures.slots.items()), _counted("전체", total)],
            "chart": charts.by_slot(figures.slots) if 0 < len(figures.slots) <= _MOST_CHARTED else "",
        },
        "trend": _trend(report.days),
    }  # fmt: skip


def _until(report: Report) -> str:
    slots = [*report.figures.slots]
    return f"{slots[-1]} 회차까지" if slots else "첫 회차 전"


def _counted(name: str, counts: Counts) -> tuple[str, ...]:
    due, answered, *rest = (f"{count:,}" for count in counts)
    return (name, due, answered, counts.rate, *rest)


def _trend(days: Sequence[Day]) -> Mapping[str, Any]:
    if not days:
        return {"chart": ""}
    counted = [each.counts for each in days]
    rows = [
        ("미응답", *(f"{each.silent:,}" if each else NO_RATE for each in counted)),
        ("유증상", *(f"{each.symptomatic:,}" if each else NO_RATE for each in counted)),
        ("이탈·의심", *(f"{each.left + each.maybe_left:,}" if each else NO_RATE for each in counted)),
        ("응답률", *(each.rate if each else NO_RATE for each in counted)),
        ("회차 수", *(f"{each.slots}" if each.counts else NO_RATE for each in days)),
    ]
    header = ["날짜", *(f"{each.day.month}.{each.day.day}.({DAYS[each.day.weekday()]})" for each in days)]
    return {"header": header, "rows": rows, "chart": charts.by_day(days)}


def _calls(calls: Sequence[Call], shown: int) -> dict[str, Any]:
    left = len(calls) - shown
    rows = [
        (
            each.reason, " ".join(each.slots), each.member.id, each.member.name, each.member.phone,
            each.member.department, each.member.official,
        )
        for each in calls[:shown]
    ]  # fmt: skip
    return {
        "calls": {"header": CALLS, "rows": [[_printable(cell) for cell in row] for row in rows]},
        "left": f"이 밖에 {left:,}명은 전화목록 시트에 있습니다." if left else "",
    }


def _printable(text: str) -> str:
    """Give a text as it fits a cell: cut after 24 characters, `?` for a character that our fonts cannot draw."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join("?" if pdf.lacking(each) else each for each in cut) if pdf.lacking(cut) else cut
