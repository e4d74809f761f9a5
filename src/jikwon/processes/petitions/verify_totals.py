"""부서별, 유형별, 경로별 and 중복·재신청, counted and linked again."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from jikwon.model import Check
from jikwon.processes.petitions.verify_lists import late_days
from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_words import (
    AWAY,
    CLASSES,
    DONE,
    OPEN,
    RESULTS,
    day,
    decoded,
    is_blank,
    letters,
    text,
    whole,
)
from jikwon.proof import Proof, Row, each, no_repeat, number_of, phone_digits, plain, same_cells, same_keys

COUNTS: Final = ("접수", "완료", "처리중", "이송", "취하", "병합", "지연")
TOTAL, NONE = "합계", "미기재"
TYPE: Final = "유형: "
_MARKS: Final = {r"\(\s*(SPP|안전)": "안전신문고", r"\[\s*생활": "생활불편신고", r"스마트국민제보": "스마트국민제보"}
_NUMBER: Final = re.compile(r"\d[A-Z]{2}-\d{4}-\d{7}")


def totals(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Count the three tables again, over all parts of the run."""
    groups: Mapping[str, Callable[[Row], str]] = {
        "부서별": lambda row: text(row["처리부서"]),
        "유형별": lambda row: _said(sources.of(row), "민원종류"),
        "경로별": lambda row: channel_of(sources.of(row)),
    }
    for name, group in groups.items():
        yield from _table(proof, sources, name, group)
    yield from _types(proof, sources)


def _types(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Count 유형 again, which stands below 민원종류 where a model is approved."""
    counted: dict[str, _Tally] = defaultdict(_Tally)
    for row in sources.shown if proof.model("type") else ():
        named = sources.classes.get((text(row["민원접수번호"]), CLASSES["type"]), "") or NONE
        counted[f"{TYPE}{named}"].add(row, proof.clock)
    rows = {text(row["구분"]): row for row in proof.sheet(RESULTS, "유형별").rows if text(row["구분"]).startswith(TYPE)}
    columns = dict.fromkeys((*COUNTS, "평균처리일"), _equal)
    yield same_keys("classes-add-up", dict.fromkeys(counted), rows)
    yield same_cells(
        "classes-add-up", rows.values(), columns=columns,
        expected=lambda row: counted[text(row["구분"])].cells() if text(row["구분"]) in counted else None,
    )  # fmt: skip


def _table(proof: Proof, sources: Sources, name: str, group: Callable[[Row], str]) -> Iterator[Check]:
    counted: dict[str, _Tally] = defaultdict(_Tally)
    counted[TOTAL] = _Tally()
    for row in sources.shown:
        for key in (group(row) or NONE, TOTAL):
            counted[key].add(row, proof.clock)
    rows = [row for row in proof.sheet(RESULTS, name).rows if not text(row["구분"]).startswith(TYPE)]
    columns = dict.fromkeys((*COUNTS, "평균처리일"), _equal)
    yield same_cells(
        "tables",
        rows,
        expected=lambda row: counted[text(row["구분"])].cells() if text(row["구분"]) in counted else None,
        columns=columns,
    )
    yield same_keys("tables", dict.fromkeys(counted), {text(row["구분"]): row for row in rows})
    yield no_repeat("tables", rows, "구분")
    yield each("received-adds-up", rows, _adds_up)
    total = [row for row in rows if row["구분"] == TOTAL]
    yield each("tables-add-up", total, lambda row: _is_sum(row, rows))
    yield each("total-last", rows[-1:], lambda row: row["구분"] == TOTAL)


def _equal(cell: object, wanted: object) -> bool:
    return (cell is None and wanted is None) or (wanted is not None and number_of(cell) == wanted)


def _adds_up(row: Row) -> bool:
    return whole(row["접수"]) == sum(whole(row[name]) for name in ("완료", "처리중", *AWAY))


def _is_sum(total: Row, rows: list[Row]) -> bool:
    return all(whole(total[name]) == sum(whole(row[name]) for row in rows if row["구분"] != TOTAL) for name in COUNTS)


class _Tally:
    """Counts rows of 처리결과."""

    def __init__(self) -> None:
        self.counts = Counter[str]()
        self.days: list[int] = []

    def add(self, row: Row, clock: datetime) -> None:
        """Count one row."""
        status = text(row["처리상태"])
        self.counts["접수"] += 1
        self.counts["완료" if status in DONE else "처리중" if status in OPEN else status] += 1
        self.counts["지연"] += late_days(row, clock) is not None
        if status in DONE and row["실처리일수"] is not None:
            self.days.append(whole(row["실처리일수"]))

    def cells(self) -> dict[str, object]:
        """Give what a row of a table must show."""
        mean = Decimal(sum(self.days)) / len(self.days) if self.days else None
        rounded = mean.quantize(Decimal("0.1"), ROUND_HALF_UP) if mean is not None else None
        return {**{name: Decimal(self.counts[name]) for name in COUNTS}, "평균처리일": rounded}


def _said(petition: Petition | None, field: str) -> str:
    cell = petition.get(field) if petition else None
    return "" if is_blank(cell) and cell != "-" else plain(cell)


def channel_of(petition: Petition | None) -> str:
    """Give 민원신청경로, else what the title's mark names."""
    if petition is None:
        return ""
    if not is_blank(petition.get("민원신청경로")):
        return plain(petition.get("민원신청경로"))
    title = plain(decoded(petition.get("민원제목")))
    return next((channel for mark, channel in _MARKS.items() if re.match(mark, title)), "")


class _Filing(NamedTuple):
    """What two filings of one petition share."""

    when: datetime
    has_time: bool
    number: str
    petitioner: str
    phone: str


def linked(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Link the petitions again: the same title and content from one petitioner within a day, and named filings."""
    new = {text(row["민원접수번호"]) for row in proof.sheet(RESULTS, "처리결과").rows}
    wanted = {link: sources.by_number[link[0]] for link in links_of(sources) if link[0] in new or link[1] in new}
    rows = proof.sheet(RESULTS, "중복·재신청").rows
    listed = {(text(row["민원접수번호"]), text(row["관련접수번호"]), text(row["구분"])): row for row in rows}
    yield same_keys("links", wanted, listed)
    yield no_repeat("links", rows, ("민원접수번호", "관련접수번호", "구분"))


def links_of(sources: Sources) -> set[tuple[str, str, str]]:
    """Give every link of the period: number, related number, kind."""
    return sources.proof.once(_links)


def _links(proof: Proof) -> set[tuple[str, str, str]]:
    sources = proof.once(Sources)
    return {*_named(sources), *_twins(sources)}


def _named(sources: Sources) -> Iterator[tuple[str, str, str]]:
    for number, petition in sources.by_number.items():
        cell = petition.get("이전신청번호추가")
        if is_blank(cell):
            continue
        words = _NUMBER.findall(plain(cell)) or [
            word for word in re.split(r"[\s,;/·]+", plain(cell)) if any(map(str.isdigit, word))
        ]
        yield from ((number, word, "재신청") for word in words if word != number)


def _twins(sources: Sources) -> Iterator[tuple[str, str, str]]:
    alike: dict[tuple[str, str], list[_Filing]] = defaultdict(list)
    for number, petition in sources.by_number.items():
        key = (letters(decoded(petition.get("민원제목"))), letters(decoded(petition.body)))
        if (
            not is_blank(petition.get("민원제목"))
            and not is_blank(petition.body)
            and (made := _filing(number, petition))
        ):
            alike[key].append(made)
    for group in alike.values():
        ordered = sorted(group, key=lambda filing: (filing.when, filing.has_time, filing.number))
        for place, filing in enumerate(ordered):
            first = next((other for other in ordered[:place] if _is_twin(other, filing)), None)
            if first is not None:
                yield (filing.number, first.number, "중복")


def _filing(number: str, petition: Petition) -> _Filing | None:
    filed = petition.moment("신청일자", "applied-unclear") or petition.received
    if filed is None:
        return None
    on = day(filed)
    moment = filed if isinstance(filed, datetime) else datetime(on.year, on.month, on.day)  # noqa: DTZ001
    name = letters(petition.get("민원인")) if not is_blank(petition.get("민원인")) else ""
    phone = phone_digits(petition.get("전화번호")) if not is_blank(petition.get("전화번호")) else ""
    return _Filing(moment, isinstance(filed, datetime), number, "" if "*" in name else name, phone)


def _is_twin(one: _Filing, other: _Filing) -> bool:
    same = (one.petitioner and one.petitioner == other.petitioner) or (one.phone and one.phone == other.phone)
    if not same:
        return False
    if one.has_time and other.has_time:
        return other.when - one.when <= timedelta(days=1)
    return (other.when.date() - one.when.date()).days <= 1
