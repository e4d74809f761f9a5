"""What may happen in one slot of one person: scenes that the data decides, and scenes that a person must decide."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from . import forms
from .day import Day, can_name, channels_in_order
from .facts import (
    ASKED,
    CONFIRMED,
    EXCUSED,
    LEFT,
    LOST,
    MOVED,
    SICK,
    SILENT,
    SUSPECT,
    SYMPTOMS,
    TEMP,
    USED,
    Person,
    Report,
    Settled,
    Truth,
    Waits,
)

Scene = Callable[[Day, Person, int], Truth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A scene under the sentence that it examines; `asks` where a person must decide."""

    name: str
    play: Scene
    asks: bool = False
    weight: int = 1


SCENES: dict[str, Named] = {}


def scene(name: str, *, asks: bool = False, weight: int = 1) -> Callable[[Scene], Scene]:
    """Register a scene."""

    def register(play: Scene) -> Scene:
        SCENES[name] = Named(name=name, play=play, asks=asks, weight=weight)
        return play

    return register


def settled(day: Day, person: Person, slot: int, result: str, *sources: Report | None) -> Settled:
    """Return the truth of a slot that 결과 must hold."""
    return Settled(person=person, slot=slot, result=result, sources=sources or (None,), promise=day.promise)


def waits(day: Day, person: Person, slot: int, *reports: Report, code: str = ".+") -> Waits:
    """Return the truth of a slot that waits, its reports counted as questions."""
    for one in reports:
        one.fates = frozenset({ASKED})
    return Waits(person=person, slot=slot, reports=reports, code=code, promise=day.promise)


def loses(loser: Report, *winners: Report) -> None:
    """Mark a report as outranked."""
    loser.fates, loser.winners = frozenset({LOST}), winners


def answer(day: Day) -> dict[str, Any]:
    """Return the true values of any answer."""
    made = day.sick() if day.chance.random() < 0.15 else day.normal()
    if day.chance.random() < 0.1:
        made["note"] = day.chance.choice(forms.NOTES)
    return made


@scene("one report is the result", weight=60)
def _one(day: Day, person: Person, slot: int) -> Truth:
    report = day.report(person, slot, **answer(day))
    return settled(day, person, slot, report.means, report)


@scene("a symptom or a fever is 유증상, whatever was reported", weight=6)
def _sick(day: Day, person: Person, slot: int) -> Truth:
    report = day.report(person, slot, **day.sick(), note=day.chance.choice(("", "기침 심함")))
    return settled(day, person, slot, SICK, report)


@scene("nobody reported", weight=8)
def _silent(day: Day, person: Person, slot: int) -> Truth:
    return settled(day, person, slot, SILENT)


@scene("the higher channel wins, whatever the time", weight=8)
def _ranks(day: Day, person: Person, slot: int) -> Truth:
    high, *low = channels_in_order(day.chance, day.chance.choice((2, 2, 3)))
    winner = day.report(person, slot, high, **answer(day))
    for channel in low:
        loses(day.report(person, slot, channel, **answer(day)), winner)
    return settled(day, person, slot, winner.means, winner)


@scene("APP 정상 loses against PHONE 유증상", weight=2)
def _disagree(day: Day, person: Person, slot: int) -> Truth:
    loser = day.report(person, slot, "APP", **day.normal())
    winner = day.report(person, slot, "PHONE", **day.sick())
    loses(loser, winner)
    return settled(day, person, slot, SICK, winner)


@scene("the newest of one channel wins", weight=5)
def _newest(day: Day, person: Person, slot: int) -> Truth:
    first = day.report(person, slot, timed=True, at=day.minute(slot, 0.2), **answer(day))
    last = day.report(person, slot, first.channel, timed=True, at=day.minute(slot, 0.7), **answer(day))
    loses(first, last)
    return settled(day, person, slot, last.means, last)


@scene("equal content twice counts once", weight=4)
def _twice(day: Day, person: Person, slot: int) -> Truth:
    values = answer(day)
    first = day.report(person, slot, **values)
    second = day.report(person, slot, file=first.file, **values, at=first.at)
    for one, other in ((first, second), (second, first)):
        one.fates, one.winners = frozenset({USED, LOST}), (other,)
    return settled(day, person, slot, first.means, first, second)


@scene("a 미응답 in a report is no answer", weight=4)
def _no_answer(day: Day, person: Person, slot: int) -> Truth:
    report = day.report(person, slot, reported=SILENT)
    report.fates = frozenset({USED, LOST})
    return settled(day, person, slot, SILENT, report, None)


@scene("a 미응답 in a higher channel never outranks an answer", weight=4)
def _outranked(day: Day, person: Person, slot: int) -> Truth:
    high, low = channels_in_order(day.chance, 2)
    loser = day.report(person, slot, high, reported=SILENT)
    winner = day.report(person, slot, low, **answer(day))
    loses(loser, winner)
    return settled(day, person, slot, winner.means, winner)


@scene("a later 미응답 of one channel never outranks an answer", weight=2)
def _later(day: Day, person: Person, slot: int) -> Truth:
    winner = day.report(person, slot, timed=True, at=day.minute(slot, 0.1), **answer(day))
    loser = day.report(person, slot, winner.channel, timed=True, at=day.minute(slot, 0.6), reported=SILENT)
    loses(loser, winner)
    return settled(day, person, slot, winner.means, winner)


@scene("이탈 and 이탈의심 are taken as reported and come before symptoms", weight=3)
def _away(day: Day, person: Person, slot: int) -> Truth:
    word = day.chance.choice((SUSPECT, LEFT))
    values = day.chance.choice((day.normal(), day.sick(), {})) | {"reported": word, "means": word}
    return settled(day, person, slot, word, day.report(person, slot, **values))


@scene("확진전환 and 이관 are taken as reported", weight=3)
def _converted(day: Day, person: Person, slot: int) -> Truth:
    word = day.chance.choice((CONFIRMED, MOVED))
    values = day.chance.choice((day.normal(), day.sick())) | {"reported": word, "means": word}
    return settled(day, person, slot, word, day.report(person, slot, **values))


@scene("a report goes where its 회차 says, however late it came", weight=4)
def _late(day: Day, person: Person, slot: int) -> Truth:
    last = len(day.slots) - 1
    at = max(day.minute(last, 0.9), day.minute(slot, 0.9))
    file = next((f for f in day.files if f.has_slot and f.has_moment and not f.stale and can_name(f, person)), None)
    report = day.report(person, slot, file=file, **day.normal(), at=at if file else None)
    return settled(day, person, slot, report.means, report)


@scene("the first minute of a slot is lead minutes before it", weight=3)
def _first_minute(day: Day, person: Person, slot: int) -> Truth:
    part = day.chance.choice((0.0, 1.0))
    report = day.report(person, slot, timed=True, at=day.minute(slot, part), **day.normal())
    return settled(day, person, slot, report.means, report)


@scene("a decimal comma is a decimal point", weight=2)
def _comma(day: Day, person: Person, slot: int) -> Truth:
    word, temp, means = day.chance.choice((("37,5", "37.5", SICK), ("36,4", "36.4", "정상"), ("37,4", "37.4", "정상")))
    report = day.report(person, slot, temp=Decimal(temp), means=means, written={TEMP: word})
    return settled(day, person, slot, means, report)


BAD_TEMPERATURES = (
    365,
    "365",
    "365.0",
    63.5,
    "63.5",
    3.65,
    "3.65",
    33.9,
    "33.9",
    42.1,
    "63,5",
    "36.5?",
    "?",
    0,
    "미측정?",
)


@scene("a temperature that nobody has is asked", asks=True, weight=6)
def _bad_temperature(day: Day, person: Person, slot: int) -> Truth:
    values = day.normal() | {"symptoms": (False,) * 4, "temp": None}
    report = day.report(person, slot, **values, written={TEMP: day.chance.choice(BAD_TEMPERATURES)})
    return waits(day, person, slot, report)


@scene("a symptom that cannot be read is asked", asks=True, weight=3)
def _bad_symptom(day: Day, person: Person, slot: int) -> Truth:
    values = day.normal() | {"temp": Decimal("36.5"), "symptoms": (False,) * 4}
    report = day.report(person, slot, **values, written={day.chance.choice(SYMPTOMS): "?"})
    return waits(day, person, slot, report)


@scene("a report with too little is asked", asks=True, weight=4)
def _too_little(day: Day, person: Person, slot: int) -> Truth:
    symptoms = [False] * 4
    for place in day.chance.sample(range(4), day.chance.choice((1, 2, 4))):
        symptoms[place] = None  # type: ignore[call-overload]
    report = day.report(person, slot, symptoms=tuple(symptoms), reported=day.chance.choice(("", "정상")))
    return waits(day, person, slot, report)


@scene("유증상 without a sign is asked", asks=True, weight=3)
def _sign_missing(day: Day, person: Person, slot: int) -> Truth:
    values = day.normal() | {"temp": Decimal("36.5"), "symptoms": (False,) * 4, "reported": SICK}
    return waits(day, person, slot, day.report(person, slot, **values), code="sign-missing")


@scene("a symptom that only the note names is asked", asks=True, weight=4)
def _noted(day: Day, person: Person, slot: int) -> Truth:
    values = day.normal() | {"note": day.chance.choice(forms.SICK_NOTES)}
    return waits(day, person, slot, day.report(person, slot, **values), code="symptom-in-note")


@scene("different content at one time is one question", asks=True, weight=4)
def _contradiction(day: Day, person: Person, slot: int) -> Truth:
    timed = day.chance.random() < 0.5
    at = day.minute(slot) if timed else None
    first = day.report(person, slot, timed=timed, at=at, **day.normal() | {"temp": Decimal("36.4")})
    second = day.report(person, slot, first.channel, timed=timed, at=at, **day.normal() | {"temp": Decimal("36.9")})
    return waits(day, person, slot, first, second)


@scene("a bad value in the higher channel is asked", asks=True, weight=2)
def _bad_above(day: Day, person: Person, slot: int) -> Truth:
    high, low = channels_in_order(day.chance, 2)
    bad = day.report(person, slot, high, symptoms=(False,) * 4, written={TEMP: 365})
    lower = day.report(person, slot, low, **day.normal())
    truth = waits(day, person, slot, bad)
    lower.fates, lower.winners = frozenset({LOST, ASKED}), (bad,)
    return truth


def play_excused(day: Day, person: Person, slot: int, excuse: str) -> Truth:
    """Fill a slot that the register excuses: 해제 whatever is reported, 확진 and 이관 where nobody answered."""
    assert excuse in EXCUSED
    chance = day.chance.random()
    if chance < 0.6:
        return settled(day, person, slot, excuse)
    if excuse == "해제":
        report = day.report(person, slot, **answer(day))
    elif chance < 0.8:
        report = day.report(person, slot, reported=SILENT)
    else:
        report = day.report(person, slot, **answer(day))
        return settled(day, person, slot, report.means, report)
    loses(report)
    return settled(day, person, slot, excuse)


def other_day(day: Day, person: Person, days: int = -1) -> Report:
    """Add another day's report to a file that has today's as well, or to one of its own."""
    moment = day.minute(day.chance.choice(day.slots)) + timedelta(days=days)
    timed = day.chance.random() < 0.6
    report = day.report(person, 0, day=moment.date(), at=moment if timed else None, timed=timed, **day.normal())
    loses(report)
    report.slot = None
    return report
