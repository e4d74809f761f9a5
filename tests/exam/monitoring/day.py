"""A day under construction: its clock and slots, its people, its files, and reports written into them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from ..hygiene.entry import Cell, Row
from ..hygiene.tables import Book
from ..hygiene.town import Town
from . import forms
from .facts import (
    AT,
    BIRTH,
    CONFIRMED,
    DAY,
    DEPARTMENT,
    DONG,
    ID,
    MOVED,
    NAME,
    NOTE,
    OFFICIAL,
    PHONE,
    RANKS,
    RELEASE,
    RESULT,
    SLOT,
    START,
    STATUS,
    SYMPTOMS,
    TEMP,
    Person,
    Report,
    Truth,
)
from .files import ReportFile, book, report_file

REGISTER = (ID, NAME, BIRTH, PHONE, DONG, OFFICIAL, DEPARTMENT, START, RELEASE, STATUS)
DONGS = ("잠실본동", "가락1동", "문정2동", "위례동", "오륜동")
DEPARTMENTS = ("총무과", "세무1과", "도시계획과")
OFFICIALS = tuple((f"담당{letter}", DEPARTMENTS[place % 3]) for place, letter in enumerate("가나다라마바"))
SLOT_SETS = (("10:00", "15:00", "20:00"),) * 4 + (("09:00", "18:00"), ("08:30", "12:00", "16:00", "21:00"))


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The day that is examined, the run's clock, and the settings that differ from their defaults."""

    day: date
    clock: datetime
    times: tuple[str, ...] = ("10:00", "15:00", "20:00")
    lead: timedelta = timedelta(minutes=60)

    @property
    def settings(self) -> dict[str, str]:
        """Return what `--set` must say."""
        found = {} if self.clock.date() == self.day else {"date": self.day.isoformat()}
        if self.times != ("10:00", "15:00", "20:00"):
            found["slots"] = ",".join(self.times)
        if self.lead != timedelta(minutes=60):
            found["lead"] = str(self.lead // timedelta(minutes=1))
        return found

    @property
    def moments(self) -> list[datetime]:
        """Return the slots that the clock has reached."""
        found = [datetime.combine(self.day, time.fromisoformat(one)) for one in self.times]
        return [one for one in found if one <= self.clock]

    def window(self, slot: int) -> tuple[datetime, datetime]:
        """Return the first and the last minute whose reports belong to a slot."""
        starts = [one - self.lead for one in self.moments]
        first = datetime.combine(self.day, time(0, 10)) if slot == 0 else starts[slot]
        last = datetime.combine(self.day, time(23, 58)) if slot + 1 == len(starts) else starts[slot + 1]
        return first, min(last - timedelta(minutes=1), self.clock)


def any_when(chance: Random) -> When:
    """Return a day with a clock at which no report can belong to a slot that is still ahead."""
    day = date(2021, 8, 1) + timedelta(days=chance.randrange(150))
    times = chance.choice(SLOT_SETS)
    lead = timedelta(minutes=chance.choice((60, 60, 60, 30)))
    after = chance.randrange(len(times) + 1)
    if after == len(times):
        clock = datetime.combine(day + timedelta(days=1), time(8, 30))
    else:
        clock = datetime.combine(day, time.fromisoformat(times[after])) + timedelta(minutes=chance.randrange(5, 60))
    return When(day=day, clock=clock, times=times, lead=lead)


@dataclass(slots=True, eq=False)
class Day:
    """Everything about one day that the key needs; scenes fill it."""

    when: When
    chance: Random
    town: Town
    plain: bool = False
    people: list[Person] = field(default_factory=list)
    files: list[ReportFile] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    register: list[Book] = field(default_factory=list)
    promise: str = ""

    @property
    def slots(self) -> range:
        """Return the indexes of the slots of this day."""
        return range(len(self.when.moments))

    def person(self, **changes: Any) -> Person:
        """Add one person who is in quarantine all day."""
        made = self.town.person("house")
        official, department = self.chance.choice(OFFICIALS)
        found = Person(
            number=made.number,
            name=made.name,
            birth=made.birth,
            phone=made.phone,
            dong=self.chance.choice(DONGS),
            official=official,
            department=department,
            release=made.release + timedelta(days=2),
        )
        found = replace(found, **changes)
        self.people.append(found)
        return found

    def noon(self, days: int = 0, hour: int = 12) -> datetime:
        """Return noon of the day, or of one some days later."""
        return datetime.combine(self.when.day + timedelta(days=days), time(hour))

    def minute(self, slot: int, part: float | None = None) -> datetime:
        """Return a minute whose reports belong to a slot."""
        first, last = self.when.window(slot)
        minutes = (last - first) // timedelta(minutes=1)
        part = self.chance.random() if part is None else part
        return first + timedelta(minutes=int(minutes * part))

    def file_for(self, report: Report, *, timed: bool | None = None) -> ReportFile:
        """Return a file that can name the report's person and say its time as it must, a new one if there is none."""
        fitting = [one for one in self.files if one.channel == report.channel and _fits(one, report, timed)]
        if fitting and self.chance.random() < 0.95:
            return self.chance.choice(fitting)
        while not _fits(
            made := report_file(self.chance, report.channel, time="slot" if timed is False else ""), report, timed
        ):
            pass
        self.files.append(made)
        return made

    def report(
        self,
        person: Person | None,
        slot: int | None,
        channel: str = "",
        *,
        file: ReportFile | None = None,
        timed: bool | None = None,
        **truth: Any,
    ) -> Report:
        """Write a report into a file that can hold it; `truth` are the report's true values and `written` cells."""
        channel = file.channel if file else channel or self.chance.choice(RANKS)
        made = Report(person=person, slot=slot, channel=channel, day=truth.pop("day", self.when.day), **truth)
        made.promise = self.promise
        made.file = file or self.file_for(made, timed=timed)
        if made.at is None and slot is not None and made.file.has_moment:
            made.at = self.minute(slot)
        if not made.file.has_moment:
            made.at = None
        made.row = Row(self._cells(made))
        made.file.reports.append(made)
        self.reports.append(made)
        return made

    def _cells(self, one: Report) -> dict[str, Cell]:
        chance, person = self.chance, one.person
        assert one.file is not None
        found: dict[str, Cell] = dict.fromkeys((ID, NAME, BIRTH, PHONE), "")
        if person:
            found[ID] = forms.number(chance, person.number)
            found[NAME] = forms.name(chance, person.name)
            found[BIRTH] = forms.birth(chance, person.birth)
            found[PHONE] = forms.phone(chance, person.phone)
            if one.file.identity == "full" and not person.twin and chance.random() < 0.1:
                found[ID] = ""
        found[DAY] = forms.day(chance, one.day)
        found[SLOT] = "" if one.slot is None else forms.slot(chance, one.slot, self.when.times)
        found[AT] = forms.moment(chance, one.at) if one.at else ""
        found[TEMP] = forms.temperature(chance, one.temp)
        found |= {name: forms.yes(chance, value) for name, value in zip(SYMPTOMS, one.symptoms, strict=True)}
        found[NOTE] = one.note
        found[RESULT] = one.reported
        return found | one.written

    def normal(self) -> dict[str, Any]:
        """Return the true values of somebody who is well: a temperature, all four symptoms, or both."""
        temp = Decimal(self.chance.choice((*range(355, 375), 340, 374))) / 10
        none = (False,) * 4
        blank: tuple[bool | None, ...] = tuple(self.chance.choice((False, None)) for _ in range(4))
        values = self.chance.choice(
            ({"temp": temp, "symptoms": none}, {"temp": temp, "symptoms": blank}, {"symptoms": none})
        )
        return {**values, "reported": self.chance.choice(("", "정상")), "means": "정상"}

    def sick(self) -> dict[str, Any]:
        """Return the true values of somebody with a fever, a symptom or both, whatever was reported."""
        fever = self.chance.random() < 0.5
        temp = Decimal(self.chance.choice((*range(375, 401), 375, 420))) / 10 if fever else Decimal("36.6")
        symptoms = [self.chance.choice((False, None)) for _ in range(4)]
        if not fever or self.chance.random() < 0.3:
            symptoms[self.chance.randrange(4)] = True
        reported = self.chance.choice(("", "정상", "유증상"))
        return {"temp": temp, "symptoms": tuple(symptoms), "reported": reported, "means": "유증상"}

    def finish(self) -> None:
        """Make the books of the register and of every file with reports; nobody can add to them any more."""
        chance = self.chance
        rows = [self._registered(one) for one in (*self.people, *self.gone)]
        chance.shuffle(rows)
        cut = len(rows) if self.plain or chance.random() < 0.6 else chance.randrange(1, len(rows))
        for number, part in enumerate(filter(None, (rows[:cut], rows[cut:])), start=1):
            self.register.append(book(chance, f"격리자명단-{number}", part, REGISTER, plain=self.plain))
        self.files = [one for one in self.files if one.reports]
        for number, one in enumerate(self.files, start=1):
            chance.shuffle(one.reports)
            rows = [report.row for report in one.reports if report.row]
            one.book = book(chance, f"{one.channel.lower()}-점검-{number:03d}", rows, one.fields, plain=self.plain)

    def _registered(self, one: Person) -> Row:
        chance = self.chance
        if one.excuse == CONFIRMED:
            status = chance.choice(("확진", "확진전환"))
        elif one.excuse == MOVED:
            status = chance.choice(("이관", "타지역이관"))
        elif one in self.gone:
            status = chance.choice(("해제", "격리해제", "", "격리중"))
        else:
            status = chance.choice(("", "격리중", "자가격리중"))
        return Row(
            {
                ID: forms.number(chance, one.number),
                NAME: forms.name(chance, one.name),
                BIRTH: forms.birth(chance, one.birth),
                PHONE: forms.phone(chance, one.phone),
                DONG: one.dong,
                OFFICIAL: one.official,
                DEPARTMENT: one.department,
                START: forms.day(chance, (one.release - timedelta(days=14)).date()),
                RELEASE: forms.release(chance, one.release),
                STATUS: status,
            }
        )


def _fits(file: ReportFile, one: Report, timed: bool | None) -> bool:
    if file.stale or (timed is not None and file.has_moment != timed):
        return False
    if one.slot is None and timed is None and file.has_slot:
        return False
    if one.note and not file.has_note:
        return False
    if one.at is not None and one.slot is not None and not file.has_moment:
        return False
    return one.person is None or can_name(file, one.person)


def can_name(file: ReportFile, person: Person) -> bool:
    """Tell whether a row of the file can name this person and nobody else."""
    if not person.number:
        return file.identity in ("full", "name", "phone")
    return file.identity != "name" or not person.twin


def new_day(seed: int, when: When | None = None, *, plain: bool = False) -> Day:
    """Return an empty day."""
    chance = Random(seed)
    when = when or any_when(chance)
    return Day(when=when, chance=chance, town=Town(seed, clock=when.clock), plain=plain)


def channels_in_order(chance: Random, count: int) -> Sequence[str]:
    """Return different channels, the one that outranks the others first."""
    return sorted(chance.sample(RANKS, count), key=RANKS.index)
