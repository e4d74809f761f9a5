"""Seeded days that mix everything that may happen."""

from datetime import timedelta

from .day import Day, new_day
from .facts import CONFIRMED, MOVED, RELEASED, Person, Truth
from .scenes import SCENES, answer, loses, other_day, play_excused
from .strays import STRAYS, copy_of, yesterday_file


def random_day(seed: int, size: int = 0) -> Day:
    """Return a finished day of some dozens of people."""
    day = new_day(seed)
    chance = day.chance
    _people(day, size or chance.randrange(12, 36))
    for person in day.people:
        for slot in day.slots:
            day.truths.append(play(day, person, slot))
    for person in day.gone:
        if chance.random() < 0.3:
            loses(day.report(person, chance.choice(day.slots), **answer(day)))
    for _ in range(chance.randrange(3)):
        STRAYS[chance.choice(list(STRAYS))](day)
    for _ in range(chance.randrange(3)):
        other_day(day, chance.choice(day.people), chance.choice((-1, -1, -2)))
    if chance.random() < 0.3:
        yesterday_file(day)
    day.finish()
    if chance.random() < 0.2:
        copy_of(day)
    return day


def _people(day: Day, size: int) -> None:
    chance = day.chance
    for _ in range(size):
        kind = chance.random()
        if kind < 0.05:
            day.person(excuse=chance.choice((CONFIRMED, MOVED)))
        elif kind < 0.12:
            day.person(release=day.noon(hour=chance.choice((12, 12, 12, 15, 18))))
        elif kind < 0.15:
            day.person(number="")
        elif kind < 0.18:
            first = day.person(twin=True)
            day.person(twin=True, name=first.name, birth=first.birth)
        elif kind < 0.22:
            first = day.person()
            day.person(name=first.name, birth=first.birth + timedelta(days=1))
        else:
            day.person()
    for _ in range(chance.randrange(4)):
        day.gone.append(day.person(release=day.noon(days=-chance.randrange(1, 5))))
        day.people.pop()


def play(day: Day, person: Person, slot: int) -> Truth:
    """Fill one slot of one person, by what the register says or by any scene."""
    if day.when.moments[slot] >= person.release:
        return play_excused(day, person, slot, RELEASED)
    if person.excuse:
        return play_excused(day, person, slot, person.excuse)
    asks = day.chance.random() < 0.06
    scenes = [one for one in SCENES.values() if one.asks == asks]
    chosen = day.chance.choices(scenes, [one.weight for one in scenes])[0]
    day.promise = chosen.name
    truth = chosen.play(day, person, slot)
    day.promise = ""
    return truth
