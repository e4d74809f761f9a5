"""Counting slots by a name: how many were due, answered, excused, and are open."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from jikwon.processes.monitoring.model import Member, Outcome, Standing
from jikwon.processes.monitoring.picture import Waiting

COUNTS: Final = ("대상", "응답", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요")
COLUMNS: Final = " ".join(("구분", "회차", *COUNTS))
TOTAL, WHOLE_DAY = "합계", "전체"
NO_DONG, NO_DEPARTMENT = "미확정", "미지정"
_ANSWERED: Final = (Outcome.WELL, Outcome.SYMPTOMATIC, Outcome.MAYBE_LEFT, Outcome.LEFT)
_EXCUSED: Final = (Outcome.RELEASED, Outcome.CONFIRMED, Outcome.TRANSFERRED)
_OPEN: Final = "확인필요"


def by(
    standings: Sequence[Standing], waiting: Sequence[Waiting], name_of: Callable[[Member], str]
) -> Iterator[tuple[str | int, ...]]:
    """Count by name and slot, then everything by slot, then the whole day."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    slots: dict[str, Counter[str]] = {}
    for standing in standings:
        _count(counted, slots, name_of(standing.member), standing.slot, standing.outcome)
    for member, slot in dict.fromkeys((each.member, each.slot) for each in waiting):
        if member is not None:
            _count(counted, slots, name_of(member), slot, _OPEN)
    for (name, slot), found in sorted(
        counted.items(), key=lambda each: (each[0][0] in (NO_DONG, NO_DEPARTMENT), each[0])
    ):
        yield (name, slot, *_row(found))
    for slot in sorted(slots):
        yield (TOTAL, slot, *_row(slots[slot]))
    yield (TOTAL, WHOLE_DAY, *_row(sum(slots.values(), Counter())))


def _count(
    counted: dict[tuple[str, str], Counter[str]], slots: dict[str, Counter[str]], name: str, slot: str, outcome: str
) -> None:
    counted.setdefault((name, slot), Counter())[outcome] += 1
    slots.setdefault(slot, Counter())[outcome] += 1


def _row(found: Counter[str]) -> tuple[int, ...]:
    answered = sum(found[each.value] for each in _ANSWERED)
    excused = sum(found[each.value] for each in _EXCUSED)
    silent, open_ = found[Outcome.SILENT.value], found[_OPEN]
    well, symptomatic, maybe, left = (found[each.value] for each in _ANSWERED)
    return (answered + silent + excused + open_, answered, well, symptomatic, maybe, left, silent, excused, open_)
