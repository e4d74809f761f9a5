"""Every row of the register against the records, and everybody in quarantine with one official or none."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.assignment.verify_sources import Sources
from jikwon.processes.assignment.verify_words import BOOK, begins
from jikwon.proof import Proof, each, in_order, moment_of, no_repeat, recent_date_of, same_keys
from jikwon.proof.compare import plain
from jikwon.proof.register import At, Person, is_nobody, letters_of, row_key, text_of

NOT_PLACED: Final = frozenset({"확진", "확진전환", "이관", "타지역이관", "해제", "격리해제"})
TEN_DAYS, SEVEN_DAYS = date(2021, 11, 1), date(2022, 2, 9)
NOON: Final = timedelta(hours=12)
ABOUT_RELEASE: Final = ("release-date-differs", "release-unclear", "rows-contradict")


def everybody_once(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Hold every row of the register against the records, and the records against 배정 and 미배정."""
    known = {row_key(place) for fate in proof.fates for place in fate.at}
    yield no_repeat("one-person-a-row", [place for fate in proof.fates for place in map(At, fate.at)], At.key)
    left = [row for table in sources.tables for row in table.rows if (*row_key(table.at)[:2], row.number) not in known]
    yield each("left-rows-are-nobody", left, is_nobody)
    yield each("rows-counted", [At(Place(source="register", file=""))], lambda _: _adds_up(proof, len(known)))
    placed, unplaced = proof.sheet(BOOK, "배정").rows, proof.sheet(BOOK, "미배정").rows
    found = {text_of(row["격리자관리번호"]): row for row in (*placed, *unplaced)}
    yield same_keys("everyone-once", sources.done, found)
    yield no_repeat("nobody-twice", [*placed, *unplaced], "격리자관리번호")
    for rows in (placed, unplaced, proof.sheet(BOOK, "변경이력").rows):
        yield in_order("in-order", rows, key=lambda row: text_of(row["격리자관리번호"]))
    clock = proof.clock.replace(tzinfo=None)
    yield each("only-the-quarantined", sources.done.values(), lambda person: _is_quarantined(person, clock))
    yield each("release-dates", sources.done.values(), _is_by_the_rule)


def _adds_up(proof: Proof, rows: int) -> bool:
    counts = proof.counts
    return not counts or counts.get("used", 0) + counts.get("merged", 0) == rows


def _is_quarantined(person: Person, clock: datetime) -> bool:
    """Tell whether what the rows say, unless people answered, leaves a person in quarantine at `clock`."""
    if person.answered("status-unclear", "status-unknown", *ABOUT_RELEASE):
        return True
    if any(letters_of(word) in NOT_PLACED for word in person.said("상태")):
        return False
    return all(ends is None or ends > clock for ends in releases_of(person)[:1])


def releases_of(person: Person) -> list[datetime | None]:
    """Give the releases that a person's rows, or answers in their place, mean: the first is the one that stays."""
    answered = person.answered("release-date-differs") or person.answered("release-unclear")
    said = [*answered, *person.said("해제예정일시"), *person.answered("rows-contradict")]
    return [_release(cell, _start(person)) for cell in said]


def _release(cell: object, start: date | None) -> datetime | None:
    """Read a release: a day alone ends at noon, under the rule of seven days at midnight."""
    if moment_of(cell) is not None:
        return begins(cell)
    if (day := recent_date_of(cell)) is None:
        return None
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the office's own time
    return midnight + NOON if (start or day) < SEVEN_DAYS else midnight + 2 * NOON


def _start(person: Person) -> date | None:
    cells = person.answered("start-unclear") or person.said("격리시작일")[:1]
    return recent_date_of(cells[0]) if cells else None


def _is_by_the_rule(person: Person) -> bool:
    """Tell whether a release is one that the start allows: counted from day 1, ending at noon of the last day.

    14 days; from 2021-11-01 on 10 with a negative result of day 9; from 2022-02-09 on 7 from the
    specimen, to midnight. Where the result is missing, both lengths are right.
    """
    start = _start(person)
    if start is None or person.answered(*ABOUT_RELEASE):
        return True
    allowed = _allowed(start, person)
    return any(ends in allowed for ends in releases_of(person) if ends is not None)


def _allowed(start: date, person: Person) -> set[datetime]:
    def after(day: date, days: int) -> datetime:
        return datetime(day.year, day.month, day.day) + timedelta(days=days)  # noqa: DTZ001 - the office's own time

    if start >= SEVEN_DAYS:
        return {after(recent_date_of(cell) or start, 7) for cell in (person.said("검체채취일") or [start])}
    result = {plain(cell).replace(" ", "") for cell in person.said("9일차검사결과")}
    long, short = after(start, 14) + NOON, after(start, 10) + NOON
    if short.date() < TEN_DAYS or result & {"양성", "미결정", "미실시"}:
        return {long}
    return {short} if "음성" in result else {short, long}
