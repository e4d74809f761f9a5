"""The day in figures: what was due, answered and open in each slot, and the people to call first. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from jikwon.model import Personal, fact
from jikwon.processes.monitoring import totals
from jikwon.processes.monitoring.model import Member, Outcome
from jikwon.processes.monitoring.picture import Picture

URGENCY: Final = (Outcome.LEFT, Outcome.MAYBE_LEFT, Outcome.SYMPTOMATIC, Outcome.SILENT)
"""Whom to call, and in which order: who has left, who may have, who has symptoms, who said nothing."""
NO_RATE: Final = "–"


class Counts(NamedTuple):
    """What became of slots; the fields are the columns of the tables of totals, in their order."""

    due: int = 0
    answered: int = 0
    well: int = 0
    symptomatic: int = 0
    maybe_left: int = 0
    left: int = 0
    silent: int = 0
    excused: int = 0
    open: int = 0

    @property
    def rate(self) -> str:
        """How many of those who should have answered did, in per cent with one decimal; `–` if nobody should have."""
        asked = self.answered + self.silent
        if not asked:
            return NO_RATE
        tenths = (2000 * self.answered + asked) // (2 * asked)  # half a tenth goes up
        return f"{tenths // 10}.{tenths % 10}%"


@fact
class Call:
    """One person to call: the gravest reason, and the slots that it holds for."""

    member: Personal[Member]
    reason: Personal[str]
    slots: tuple[str, ...]


@fact
class Figures:
    """A day's figures: people due, counts by slot (`10:00`) in order, counts of the day, and whom to call first."""

    people: int
    slots: Mapping[str, Counts]
    day: Counts
    calls: Personal[tuple[Call, ...]] = ()


def of(picture: Picture, slots: Sequence[str]) -> Figures:
    """Count the picture of a whole day; every slot is there, also one in which nobody was due."""
    waiting = [each for each in picture.waiting if each.is_duty]
    counted = {
        str(slot): Counts(*map(int, counts))
        for name, slot, *counts in totals.by(picture.standings, waiting, lambda _: totals.TOTAL)
        if name == totals.TOTAL
    }  # fmt: skip
    people = {_who(each.member) for each in picture.standings}
    people |= {_who(each.member) for each in waiting if each.member is not None}
    return Figures(
        people=len(people), slots={slot: counted.get(slot, Counts()) for slot in slots},
        day=counted.get(totals.WHOLE_DAY, Counts()), calls=_calls(picture),
    )  # fmt: skip


def _calls(picture: Picture) -> tuple[Call, ...]:
    """Give one call a person: by urgency, then by how many slots it holds for, then by id."""
    grave = {each.value: number for number, each in enumerate(URGENCY)}
    found: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    members: dict[tuple[str, ...], Member] = {}
    for standing in picture.standings:
        if standing.outcome in grave:
            who = _who(standing.member)
            members[who] = standing.member
            found[who].append((grave[standing.outcome], standing.slot))
    calls = []
    for who, reasons in found.items():
        gravest = min(grave for grave, _ in reasons)
        slots = sorted(slot for grave, slot in reasons if grave == gravest)
        order = (gravest, -len(slots), not members[who].id, who)
        calls.append((order, Call(member=members[who], reason=URGENCY[gravest].value, slots=tuple(slots))))
    return tuple(call for _, call in sorted(calls, key=lambda each: each[0]))


def _who(member: Member) -> tuple[str, ...]:
    return (member.id, "", "", "") if member.id else ("", member.name, member.birth, member.phone)
