"""Hold a released workbook against the truth of its month, cell by cell of every sheet."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from ..outputs import Record
from . import law
from .truth import Fate, Filing, Month

Sheets = Mapping[str, list[Record]]
MASK = r"\[개인정보\]"
FORM = (
    "민원접수번호", "민원등록일자", "민원등록일시", "민원제목", "민원내용", "처리기한일시", "담당자지정일시",
    "답변일자", "부서코드", "처리부서", "처리담당자", "처리상태", "진행상태", "답변내용", "답변일시", "만족도평가",
    "만족도내용", "민원인주소", "연장처리일수", "연장처리횟수", "연장처리기한", "실처리일수",
)  # fmt: skip
TALLY = ("구분", "접수", "완료", "처리중", "이송", "취하", "병합", "지연", "평균처리일")
SHEETS = {
    "처리결과": FORM,
    "지연": ("민원접수번호", "처리부서", "처리기한일시", "답변일시", "초과일수"),
    "기한차이": ("민원접수번호", "시스템기한", "법정기한"),
    "부서별": TALLY,
    "유형별": TALLY,
    "경로별": TALLY,
    "중복·재신청": ("민원접수번호", "관련접수번호", "구분"),
    "확인필요": ("민원접수번호", "질문코드", "질문", "원본파일", "원본행"),
    "제외": ("민원접수번호", "사유코드", "사유", "원본파일", "원본행"),
}
"""The sheets and their columns; 제외 is of the common contract."""


@dataclass(kw_only=True)
class Marks:
    """What is wrong: `wrong` cells and rows as (number, cell, expected, got), `unasked`, and `needless` questions."""

    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    unasked: list[tuple[str, str]] = field(default_factory=list)
    needless: list[tuple[str, str]] = field(default_factory=list)
    decided: int = 0

    @property
    def share(self) -> float:
        """How many of the petitions whose data decides needed no person."""
        return 1.0 if not self.decided else 1 - len(self.needless) / self.decided


def mark(month: Month, sheets: Sheets) -> Marks:
    """Mark every sheet."""
    marks = Marks()
    asked = {row["민원접수번호"]: row["질문코드"] for row in sheets["확인필요"]}
    rows = Counter(row["민원접수번호"] for row in sheets["처리결과"])
    by_number = {row["민원접수번호"]: row for row in sheets["처리결과"]}
    for each in month.filings:
        count = rows.pop(each.number, 0)
        if each.fate is Fate.ASKED and (count or not _is_asked(each, asked, sheets)):
            marks.unasked.append((each.number, each.defect))
        elif each.fate is Fate.OUTSIDE and (count or each.number in asked):
            marks.wrong.append((each.number, "처리결과", "outside of the period", "there"))
        elif each.fate is Fate.SHOWN:
            marks.decided += 1
            if each.number in asked:
                marks.needless.append((each.number, asked[each.number]))
            elif count != 1:
                marks.wrong.append((each.number, "처리결과", "1 row", f"{count} rows"))
            else:
                marks.wrong += _cells(each, by_number[each.number])
    marks.wrong += [(number, "처리결과", "nothing", "a row of nobody") for number in rows]
    shown = [each for each in month.shown if each.number not in asked]
    for look in (_late, _differing, _tallies, _links):
        marks.wrong += look(month, shown, sheets)
    return marks


def _is_asked(each: Filing, asked: Mapping[str, str], sheets: Sheets) -> bool:
    """Tell whether it stands on 확인필요; one whose number the list does not give is found by its source."""
    return each.number in asked or any(row["민원접수번호"] == "" for row in sheets["확인필요"])


Wrong = tuple[str, str, str, str]


def _cells(each: Filing, row: Record) -> Iterator[Wrong]:
    for column, (expected, is_right) in _expected(each).items():
        if not is_right(row[column]):
            yield each.number, column, expected, row[column]


def _expected(each: Filing) -> Mapping[str, tuple[str, Callable[[str], bool]]]:
    blank = _is("")
    length = int("".join(filter(str.isdigit, each.length)) or 0)
    return {
        "민원등록일자": _day(each.applied), "민원등록일시": _moment(each.applied),
        "민원제목": _text(each, each.title), "민원내용": _text(each, each.body), "답변내용": _text(each, each.answer),
        "처리기한일시": _when(each.due), "담당자지정일시": blank,
        "답변일자": _day(each.closed), "답변일시": _moment(each.closed), "부서코드": _is(each.code),
        "처리부서": _is(each.department), "처리담당자": _is(each.officer), "처리상태": _is(each.status),
        "진행상태": (each.said.strip(), lambda cell: cell.strip() == each.said.strip()),
        "만족도평가": _is(each.satisfaction), "만족도내용": _is(each.opinion),
        "민원인주소": (f"송파구 {each.road}", lambda cell: cell.removeprefix("서울특별시 ") == f"송파구 {each.road}"),
        "연장처리횟수": (str(each.extended or ""), lambda cell: cell in (str(each.extended or ""), str(each.extended))),
        "연장처리일수": _is(str(length * each.extended) if each.extended else ""),
        "연장처리기한": _when(each.due) if each.extended else blank,
        "실처리일수": _is("" if each.taken is None else str(each.taken)),
    }  # fmt: skip


def _is(expected: str) -> tuple[str, Callable[[str], bool]]:
    return expected, lambda cell: cell == expected


def _numbers(cell: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", cell)]


def _day(moment: datetime | None) -> tuple[str, Callable[[str], bool]]:
    if moment is None:
        return _is("")
    return f"{moment:%Y-%m-%d}", lambda cell: _numbers(cell) == [moment.year, moment.month, moment.day]


def _moment(moment: datetime | None) -> tuple[str, Callable[[str], bool]]:
    if moment is None:
        return _is("")
    wanted = [moment.year, moment.month, moment.day, moment.hour, moment.minute]
    return f"{moment:%Y-%m-%d %H:%M}", lambda cell: _numbers(cell)[:5] == wanted


def _when(due: date | datetime) -> tuple[str, Callable[[str], bool]]:
    if isinstance(due, datetime):
        return _moment(due)
    wanted = [due.year, due.month, due.day]
    return f"{due}", lambda cell: _numbers(cell) in (wanted, [*wanted, 24, 0])


def _text(each: Filing, text: str) -> tuple[str, Callable[[str], bool]]:
    """Let a text stand as it is but for what was planted in it; 씨 and 님 may go with the name."""
    pattern = re.escape(text)
    for kind, value in each.planted:
        gap = MASK + (r"(?:\s?[씨님])?" if kind == "name" else "")
        pattern = re.sub(_sought(value, kind), lambda _, gap=gap: gap, pattern)  # type: ignore[misc]
    return f"/{pattern[:200]}/", lambda cell: re.fullmatch(pattern, cell.replace("\r\n", "\n"), re.DOTALL) is not None


def _sought(value: str, kind: str) -> str:
    """Give what finds an escaped value in an escaped text; after a name 씨 or 님 is found with it."""
    return re.escape(re.escape(value)) + (r"(?:(?:\\ )?[씨님])?" if kind == "name" else "")


def _late(month: Month, shown: Sequence[Filing], sheets: Sheets) -> Iterator[Wrong]:
    due = {each.number: each for each in shown if each.is_late(month.clock)}
    found = {row["민원접수번호"]: row for row in sheets["지연"]}
    for number in due.keys() ^ found.keys():
        yield number, "지연", "late" if number in due else "not late", "there" if number in found else "missing"
    for number in due.keys() & found.keys():
        each, row = due[number], found[number]
        over = law.over_by(each.due, each.closed if each.is_done and each.closed else month.clock)
        for column, (expected, is_right) in {
            "처리부서": _is(each.department), "처리기한일시": _when(each.due), "답변일시": _moment(each.closed),
            "초과일수": _is(str(over)),
        }.items():  # fmt: skip
            if not is_right(row[column]):
                yield number, f"지연.{column}", expected, row[column]


def _differing(month: Month, shown: Sequence[Filing], sheets: Sheets) -> Iterator[Wrong]:
    due = {each.number: each for each in shown if _differs(each)}
    found = {row["민원접수번호"]: row for row in sheets["기한차이"]}
    for number in due.keys() ^ found.keys():
        yield number, "기한차이", "differs" if number in due else "same", "there" if number in found else "missing"
    for number in due.keys() & found.keys():
        each, row = due[number], found[number]
        assert each.stated is not None
        for column, (expected, is_right) in {"시스템기한": _when(each.stated), "법정기한": _when(each.due)}.items():
            if not is_right(row[column]):
                yield number, f"기한차이.{column}", expected, row[column]


def _differs(each: Filing) -> bool:
    """Tell whether the system's date is another one; a date alone says nothing of the hour."""
    if isinstance(each.due, datetime) and each.stated is not None and not isinstance(each.stated, datetime):
        return each.stated != each.due.date()
    return each.stated is not None and each.stated != each.due


def _tallies(month: Month, shown: Sequence[Filing], sheets: Sheets) -> Iterator[Wrong]:
    ways: Mapping[str, Callable[[Filing], str]] = {
        "부서별": lambda each: each.department, "유형별": lambda each: each.kind, "경로별": lambda each: each.channel,
    }  # fmt: skip
    for sheet, group_of in ways.items():
        found = {row["구분"]: row for row in sheets[sheet]}
        groups: dict[str, list[Filing]] = {}
        for each in shown:
            groups.setdefault(group_of(each), []).append(each)
        groups["합계"] = list(shown)
        for name in groups.keys() | found.keys():
            due = _tally(groups.get(name, ()), month.clock)
            got = {column: found.get(name, {}).get(column, "") for column in TALLY[1:]}
            if not _same_tally(due, got):
                yield name, sheet, str(due), str(got)


def _tally(group: Sequence[Filing], clock: datetime) -> Mapping[str, str]:
    counts = Counter(each.status for each in group)
    done = [each.taken for each in group if each.is_done and each.taken is not None]
    mean = (Decimal(sum(done)) / len(done)).quantize(Decimal("0.1"), ROUND_HALF_UP) if done else None
    return {
        "접수": str(len(group)), "완료": str(counts["완료"] + counts["종결"]),
        "처리중": str(sum(each.is_open for each in group)), "이송": str(counts["이송"]), "취하": str(counts["취하"]),
        "병합": str(counts["병합"]), "지연": str(sum(each.is_late(clock) for each in group)),
        "평균처리일": "" if mean is None else str(mean),
    }  # fmt: skip


def _same_tally(due: Mapping[str, str], got: Mapping[str, str]) -> bool:
    return all(due[name] == got[name] or (name == "평균처리일" and _same_number(due[name], got[name])) for name in due)


def _same_number(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return one in ("", "-") and other in ("", "-")


def _are_one(one: Filing, other: Filing) -> bool:
    """Tell whether two are one petition through two channels: same words, same petitioner or phone, within a day."""
    return (
        (one.title, one.body) == (other.title, other.body)
        and (one.petitioner == other.petitioner or one.phone == other.phone)
        and one.channel != other.channel
        and abs(one.received - other.received) <= law.DAY
    )


def _links(month: Month, shown: Sequence[Filing], sheets: Sheets) -> Iterator[Wrong]:
    there = {each.number for each in shown}
    twins = [(one.number, other.number) for one, other in combinations(shown, 2) if _are_one(one, other)]
    due = {(frozenset(pair), "중복") for pair in twins}
    due |= {(frozenset((each.number, each.before)), "재신청") for each in shown if each.before in there}
    mays = {(frozenset((each.number, other)), "재신청") for each in shown for other in (each.before,) if other}
    found = {(frozenset((row["민원접수번호"], row["관련접수번호"])), row["구분"]) for row in sheets["중복·재신청"]}
    for pair, kind in due - found:
        yield "/".join(sorted(pair)), "중복·재신청", kind, "missing"
    for pair, kind in found - due - mays:
        yield "/".join(sorted(pair)), "중복·재신청", "nothing", kind
