"""The answer key of a day: what the workbook must hold, put together from the scenes' own truths."""

from collections import Counter
from dataclasses import dataclass, field
from unicodedata import normalize

from ..hygiene.entry import Place
from .day import Day
from .facts import (
    ANSWERED,
    ASKED,
    EXCUSED,
    LEFT,
    LOST,
    NORMAL,
    SICK,
    SILENT,
    SUSPECT,
    USED,
    Report,
    Settled,
    Truth,
    Waits,
)
from .files import ReportFile

COUNTED = ("대상", "응답", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요")
Person3 = tuple[str, str, str]
"""격리자관리번호, 성명 and 회차: what tells one row of 결과."""


@dataclass(slots=True, kw_only=True)
class Key:
    """Everything that one day's outputs must hold."""

    day: Day
    settled: dict[Person3, Settled] = field(default_factory=dict)
    waits: dict[Person3, Waits] = field(default_factory=dict)
    reports: dict[Place, Report] = field(default_factory=dict)

    @property
    def asked(self) -> list[Report]:
        """Return the report rows that fit nobody or two."""
        waiting = {id(report) for one in self.waits.values() for report in one.reports}
        return [one for one in self.day.reports if one.fates == {ASKED} and id(one) not in waiting]

    @property
    def lost(self) -> list[Report]:
        """Return the rows that must stand on 탈락 one by one."""
        return [one for one in self.day.reports if one.fates == {LOST} and one.file and not one.file.stale]

    @property
    def deciding(self) -> int:
        """Return how many slots and report rows the data decides."""
        return len(self.settled) + sum(ASKED not in one.fates for one in self.day.reports)

    def time(self, slot: int) -> str:
        """Return a slot as 회차 shows it."""
        return self.day.when.times[slot]

    def counts(self, group: str) -> dict[tuple[str, str], dict[str, int]]:
        """Return the figures by group (an attribute of a person) and 회차, with 합계 and 전체."""
        found: dict[tuple[str, str], Counter[str]] = {}
        truths: list[Truth] = [*self.settled.values(), *self.waits.values()]
        for one in truths:
            name, slot = getattr(one.person, group), self.time(one.slot)
            for line in ((name, slot), (name, "전체"), ("합계", slot), ("합계", "전체")):
                found.setdefault(line, Counter())[one.result if isinstance(one, Settled) else "확인필요"] += 1
        return {line: _figures(seen) for line, seen in found.items()}

    def ledger(self, file: ReportFile) -> dict[str, range]:
        """Return how many rows of a file may be counted as each."""
        found = {}
        for fate in (USED, LOST, ASKED):
            sure = sum(one.fates == {fate} for one in file.reports)
            found[fate] = range(sure, sum(fate in one.fates for one in file.reports) + 1)
        return found


def _figures(seen: Counter[str]) -> dict[str, int]:
    return {
        "대상": sum(seen.values()),
        "응답": sum(seen[one] for one in ANSWERED),
        **{one: seen[one] for one in (NORMAL, SICK, SUSPECT, LEFT, SILENT, "확인필요")},
        "제외": sum(seen[one] for one in EXCUSED),
    }


def make_key(day: Day) -> Key:
    """Return the key of a day whose files are written."""
    key = Key(day=day)
    for truth in day.truths:
        line = truth.person.number, truth.person.name, key.time(truth.slot)
        if isinstance(truth, Settled):
            key.settled[line] = truth
        else:
            key.waits[line] = truth
    key.reports = {composed(one.place): one for one in day.reports}
    return key


def composed(place: Place) -> Place:
    """Return a place as outputs may name it, whatever form the file's name has."""
    return Place(normalize("NFC", place.file), place.row)
