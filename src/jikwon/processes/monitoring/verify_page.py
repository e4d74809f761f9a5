"""The one-page report: every figure and every person on it, counted again from the sheets of all parts of the run."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.monitoring.verify_charts import charts
from jikwon.processes.monitoring.verify_sources import Sources
from jikwon.processes.monitoring.verify_words import REPORT, text
from jikwon.proof import FateState, Page, Proof, Row, Wanted, WantedTable, forms_show, pdf_pages, pdf_tables

PAGE: Final = "monitoring-page"
_EXCUSED: Final = ("해제", "확진전환", "이관")
_ANSWERED: Final = ("정상", "유증상", "이탈의심", "이탈")
_URGENT: Final = ("이탈", "이탈의심", "유증상", "미응답")
_SLOTS: Final = ["회차", "대상", "응답", "응답률", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요"]
_CALLS: Final = ["사유", "회차", "격리자관리번호", "성명", "휴대전화", "담당부서", "담당공무원"]
_LEGEND: Final = "정상 유증상 이탈의심 이탈 미응답 제외 확인필요"
_REMARK: Final = "응답률 = 응답 ÷ (응답 + 미응답). 제외는 해제, 확진전환, 이관입니다."
_WARNING: Final = "성명과 전화번호가 있습니다. 부서 밖으로 내보내지 마십시오."
_DAYS: Final = "월화수목금토일"
_CHARTED: Final = 8
_WEEK: Final = 7
_CUT: Final = "…"
Key = tuple[str, ...]


@dataclass(slots=True)
class _Day:
    """The day as all parts of the run have it: outcomes by slot, how many people, whom to call."""

    slots: dict[str, Counter[str]]
    people: int
    calls: list[tuple[object, ...]]
    total: Counter[str] = field(default_factory=Counter)


def page(proof: Proof) -> Iterator[Check]:
    """Read the page back and hold it against the sheets, the fates of what waits, and earlier days."""
    sources = proof.once(Sources)
    pages = pdf_pages(proof.path(PAGE))
    day = _day(proof, sources)
    days = _week(proof, sources, day)
    shown = _rows_shown(pages)
    at = Place(source=PAGE, file=proof.path(PAGE).name)
    tables = [
        WantedTable(
            header=["대상자", "대상 회차", "응답률", "유증상", "이탈·의심", "미응답", "확인필요"], rows=[_cards(day)]
        ),
        WantedTable(
            header=_SLOTS, rows=[*(_line(slot, found) for slot, found in day.slots.items()), _line("전체", day.total)]
        ),
        *([_trend(days)] if days else ()),
        WantedTable(header=_CALLS, rows=day.calls[:shown]),
    ]
    wanted = Wanted(at=at, pages=pages, fields={}, tables=tables, headings=_headings(with_trend=bool(days)))
    yield forms_show("page", [wanted], like=dict.fromkeys(_CALLS, _same_person))
    yield _lines(proof, sources, pages, day, days, left=len(day.calls) - shown, at=at)
    charted = [_counts(found) for found in day.slots.values()] if 0 < len(day.slots) <= _CHARTED else []
    yield charts(pages, charted, [*days.values()] if days else None, at=at)


def _day(proof: Proof, sources: Sources) -> _Day:
    """Lay the parts of the run over each other: what a later one shows of a slot counts."""
    outcomes: dict[Key, Row] = {}
    calls: dict[Key, Row] = {}
    for results, called in zip(_parts(proof, "결과"), _parts(proof, "전화목록"), strict=True):
        changed = {_key(row): row for row in results}
        calls = {key: row for key, row in calls.items() if key not in changed}
        calls |= {_key(row): row for row in called}
        outcomes |= changed
    slots = {slot: Counter[str]() for slot in sources.slots}
    for row in outcomes.values():
        slots[text(row["회차"])][text(row["결과구분"])] += 1
    people = set()
    for fate in proof.fates:
        if fate.key.startswith("row/") or fate.state is FateState.EXCLUDED:
            continue
        person, _, slot = fate.key.rpartition("/")
        people.add(person)
        slots[slot]["확인필요"] += fate.state is FateState.WAITING
    return _Day(slots, len(people), _by_person(calls.values()), sum(slots.values(), Counter()))


def _parts(proof: Proof, name: str) -> Iterator[list[Row]]:
    for table in proof.earlier_sheets(REPORT, name):
        yield table.rows
    yield proof.sheet(REPORT, name).rows


def _key(row: Row) -> Key:
    return (text(row["격리자관리번호"]), text(row["성명"]), text(row["회차"]))


def _by_person(calls: Iterable[Row]) -> list[tuple[object, ...]]:
    """Give a line for each person of 전화목록, the gravest reason with its slots, in the order of the page."""
    people: dict[Key, list[Row]] = defaultdict(list)
    for row in calls:
        people[text(row["격리자관리번호"]), text(row["성명"]), text(row["휴대전화"])].append(row)
    lines = []
    for (number, name, phone), rows in people.items():
        reason = min((text(row["사유"]) for row in rows), key=_URGENT.index)
        slots = sorted(text(row["회차"]) for row in rows if row["사유"] == reason)
        order = (_URGENT.index(reason), -len(slots), not number, number, "" if number else name)
        lines.append(
            (order, (reason, " ".join(slots), number, name, phone, rows[0]["담당부서"], rows[0]["담당공무원"]))
        )
    return [line for _, line in sorted(lines, key=lambda each: each[0])]


def _counts(found: Counter[str]) -> dict[str, int]:
    answered, excused = sum(found[each] for each in _ANSWERED), sum(found[each] for each in _EXCUSED)
    due = answered + excused + found["미응답"] + found["확인필요"]
    return {**found, "대상": due, "응답": answered, "제외": excused}


def _rate(counts: Mapping[str, int]) -> str:
    asked = counts["응답"] + counts.get("미응답", 0)
    if not asked:
        return "–"
    return f"{(Decimal(100 * counts['응답']) / asked).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _line(name: str, found: Counter[str]) -> list[str]:
    counts = _counts(found)
    shown = {"회차": name, "응답률": _rate(counts)}
    return [shown.get(column) or f"{counts.get(column, 0):,}" for column in _SLOTS]


def _cards(day: _Day) -> list[str]:
    counts, total = _counts(day.total), day.total
    figures = (total["유증상"], total["이탈"] + total["이탈의심"], total["미응답"], total["확인필요"])
    return [f"{day.people:,}명", f"{counts['대상']:,}", _rate(counts), *(f"{each:,}" for each in figures)]


def _week(proof: Proof, sources: Sources, day: _Day) -> dict[date, Mapping[str, int] | None]:
    """Give the seven days up to this one; {} where no run had released any of the six before."""
    kept = {each.key: each.data for each in proof.published("day")}
    words = {"응답": "answered", "미응답": "silent", "유증상": "symptomatic", "이탈": "left", "이탈의심": "maybe_left"}
    days: dict[date, Mapping[str, int] | None] = {}
    for back in range(_WEEK - 1, 0, -1):
        one = sources.day - timedelta(days=back)
        data = kept.get(f"{one}")
        if data is None:
            days[one] = None
        else:
            days[one] = {**{name: int(data[word]) for name, word in words.items()}, "회차": int(data["slots"])}
    if not any(days.values()):
        return {}
    return {**days, sources.day: {**dict.fromkeys(words, 0), **_counts(day.total), "회차": len(day.slots)}}


def _trend(days: Mapping[date, Mapping[str, int] | None]) -> WantedTable:
    def line(name: str, *parts: str) -> list[str]:
        return [name, *("–" if each is None else f"{sum(each[part] for part in parts):,}" for each in days.values())]

    return WantedTable(
        header=["날짜", *(f"{each.month}.{each.day}.({_DAYS[each.weekday()]})" for each in days)],
        rows=[
            line("미응답", "미응답"), line("유증상", "유증상"), line("이탈·의심", "이탈", "이탈의심"),
            ["응답률", *("–" if each is None else _rate(each) for each in days.values())], line("회차 수", "회차"),
        ],
    )  # fmt: skip


def _rows_shown(pages: Sequence[Page]) -> int:
    """Count the people on the page: as many as fit are listed, from the first."""
    header = tuple(_CALLS)
    return sum(len(row) > 1 for table in pdf_tables(pages) if tuple(table.header) == header for row in table.rows)


def _headings(*, with_trend: bool) -> list[str]:
    return ["이날의 숫자", "회차별 결과", *(["이레 동안의 흐름"] if with_trend else ()), "먼저 전화할 사람"]


def _lines(
    proof: Proof,
    sources: Sources,
    pages: Sequence[Page],
    day: _Day,
    days: Mapping[date, object],
    *,
    left: int,
    at: Place,
) -> Check:
    """Check each line outside the tables: title, charts' texts, remarks and foot, from top to bottom; one page."""
    on = sources.day
    slots = [*day.slots]
    until = f"{slots[-1]} 회차까지" if slots else "첫 회차 전"
    charted = slots if 0 < len(slots) <= _CHARTED else []
    wanted = [
        "자가격리 모니터링 일일 보고", f"{on.year}년 {on.month}월 {on.day}일({_DAYS[on.weekday()]}) · {until}",
        *([_LEGEND] if charted else ()),
        *(f"{slot} 응답률 {_rate(_counts(day.slots[slot]))}" for slot in charted), _REMARK,
        *(["미응답 유증상"] if days else ()),
        *([f"이 밖에 {left:,}명은 전화목록 시트에 있습니다."] if left else ()),
        f"기준 {proof.clock:%Y-%m-%d %H:%M} {_WARNING} 1/1쪽",
    ]  # fmt: skip
    found = [line for each in pages for line in each.loose]
    wrong = sum(_squeezed(one) != _squeezed(other) for one, other in zip(found, wanted, strict=False))
    wrong += abs(len(found) - len(wanted)) + abs(len(pages) - 1)
    return Check(name="page-lines", compared=len(wanted) + 1, mismatches=wrong, at=(at,) if wrong else ())


def _squeezed(line: object) -> str:
    return "".join(unicodedata.normalize("NFC", text(line)).split())


def _same_person(output: object, source: object) -> bool:
    """Compare a cell of the list: a long text is cut, and `?` stands for a letter that the fonts lack."""
    shown, said = _squeezed(output), _squeezed(source)
    if shown.endswith(_CUT) and len(said) >= len(shown):
        shown, said = shown[: -len(_CUT)], said[: len(shown) - len(_CUT)]
    return len(shown) == len(said) and all(
        one == other or (one == "?" and not other.isascii()) for one, other in zip(shown, said, strict=True)
    )
