"""Days in plain files on which one scene or one stray row is played by several people."""

from datetime import date, datetime

from .day import Day, When, new_day
from .facts import CONFIRMED, MOVED, RELEASED
from .scenes import SCENES, answer, loses, other_day, play_excused
from .strays import STRAYS, copy_of, yesterday_file

WHEN = When(day=date(2021, 10, 6), clock=datetime(2021, 10, 6, 21, 30))  # noqa: DTZ001 - Seoul time, as the command line takes it
PEOPLE = 6


def scene_day(name: str) -> Day:
    """Return a day on which everyone plays one scene in every slot."""
    day = new_day(len(name), WHEN, plain=True)
    for _ in range(PEOPLE):
        person = day.person()
        day.promise = name
        day.truths += [SCENES[name].play(day, person, slot) for slot in day.slots]
    well = day.person()
    day.truths += [SCENES["one report is the result"].play(day, well, slot) for slot in day.slots]
    day.finish()
    return day


def stray_day(name: str) -> Day:
    """Return a day of plain reports with one kind of stray row, some of its people with one name and birth date."""
    day = _answered_day(len(name))
    day.promise = name
    for _ in range(3):
        STRAYS[name](day)
    day.finish()
    return day


def _answered_day(seed: int) -> Day:
    day = new_day(seed, WHEN, plain=True)
    for _ in range(PEOPLE):
        day.person()
    first = day.person(twin=True)
    day.person(twin=True, name=first.name, birth=first.birth)
    for person in day.people:
        day.truths += [SCENES["one report is the result"].play(day, person, slot) for slot in day.slots]
    return day


def excused_day(excuse: str) -> Day:
    """Return a day on which the register excuses people, with and without reports for their slots."""
    day = new_day(len(excuse), WHEN, plain=True)
    for _ in range(3 * PEOPLE):
        person = day.person(release=day.noon()) if excuse == RELEASED else day.person(excuse=excuse)
        day.promise = excuse
        for slot in day.slots:
            if excuse == RELEASED and day.when.moments[slot] < person.release:
                day.truths.append(SCENES["one report is the result"].play(day, person, slot))
            else:
                day.truths.append(play_excused(day, person, slot, excuse))
    day.finish()
    return day


def gone_day() -> Day:
    """Return a day with reports for people whose quarantine ended before it."""
    day = _answered_day(3)
    day.promise = "released before the day"
    for days in (1, 2, 9):
        day.gone.append(day.person(release=day.noon(days=-days)))
        day.people.pop()
        loses(day.report(day.gone[-1], 0, **answer(day)))
    day.finish()
    return day


def foreign_day() -> Day:
    """Return a day on which people with foreign names, whom the register gives no id, must be called."""
    day = _answered_day(5)
    day.promise = "a foreign name without an id"
    for name in ("O'Neil Mary-Jane Lan", "SMITH J. ROBERT", "Zhang Wei"):
        person = day.person(number="", name=name)
        day.truths += [SCENES["a symptom or a fever is 유증상, whatever was reported"].play(day, person, 0)]
        day.truths += [SCENES["nobody reported"].play(day, person, slot) for slot in day.slots[1:]]
    day.finish()
    return day


def stale_day() -> Day:
    """Return a day with yesterday's file, single rows of other days, and one file sent twice."""
    day = _answered_day(4)
    day.promise = "another day"
    for days in (-1, -2, -7):
        other_day(day, day.people[0], days)
    yesterday_file(day)
    day.finish()
    copy_of(day)
    return day


EXCUSES = (RELEASED, CONFIRMED, MOVED)
