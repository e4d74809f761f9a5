"""Rows and files that belong to no slot: people nobody knows, two of one name, another day's file, a copy."""

from collections.abc import Callable
from datetime import timedelta

from .day import Day
from .facts import ASKED, BIRTH, ID, LOST, NAME, PHONE, RANKS, Person, Report
from .files import ReportFile, report_file

STRAYS: dict[str, Callable[[Day], None]] = {}


def stray(name: str) -> Callable[[Callable[[Day], None]], Callable[[Day], None]]:
    """Register a stray row under the sentence that it examines."""

    def register(play: Callable[[Day], None]) -> Callable[[Day], None]:
        STRAYS[name] = play
        return play

    return register


def _file(day: Day, *identities: str) -> ReportFile:
    """Return a file whose rows name people in one of these ways."""
    channel = day.chance.choice(RANKS)
    for one in day.files:
        if one.channel == channel and one.identity in identities and not one.stale:
            return one
    made = report_file(day.chance, channel, identity=day.chance.choice(identities))
    day.files.append(made)
    return made


def _asked(day: Day, file: ReportFile, person: Person | None, **written: str) -> Report:
    names = {"id": ID, "name": NAME, "birth": BIRTH, "phone": PHONE}
    cells = {names[key]: value for key, value in written.items()}
    report = day.report(person, day.chance.choice(day.slots), file=file, **day.normal(), written=cells)
    report.fates = frozenset({ASKED})
    return report


@stray("an id that nobody has is asked")
def _unknown_id(day: Day) -> None:
    _asked(day, _file(day, "id"), None, id=f"{day.town.number()}9")


@stray("a name and birth date that nobody has are asked")
def _unknown_name(day: Day) -> None:
    stranger = day.town.person("house")
    file = _file(day, "name", "phone", "full")
    written = {"name": stranger.name, "birth": stranger.birth.isoformat(), "phone": stranger.shown_phone}
    _asked(day, file, None, **written)


@stray("a name with another birth date than the register's is asked")
def _other_birth(day: Day) -> None:
    person = day.chance.choice([one for one in day.people if not one.twin])
    birth = person.birth + timedelta(days=400)
    if any(one.name == person.name and one.birth == birth for one in day.people):
        return
    _asked(day, _file(day, "name"), person, birth=birth.isoformat())


@stray("an id beside another's name is asked")
def _crossed(day: Day) -> None:
    known = [one for one in day.people if one.number]
    first, second = day.chance.sample(known, 2)
    if first.name == second.name:
        return
    _asked(day, _file(day, "id and name", "full"), second, id=first.number)


@stray("a name and birth date that two people bear are asked")
def _of_two(day: Day) -> None:
    twins = [one for one in day.people if one.twin]
    if twins:
        _asked(day, _file(day, "name"), day.chance.choice(twins))


@stray("a name alone is asked")
def _name_alone(day: Day) -> None:
    _asked(day, _file(day, "full"), None, name=day.chance.choice(day.people).name)


def yesterday_file(day: Day, size: int = 6) -> ReportFile:
    """Add yesterday's file once more; every row of it is 탈락."""
    file = report_file(day.chance, day.chance.choice(RANKS), identity="full")
    file.stale = True
    day.files.append(file)
    for person in day.chance.sample(day.people, min(size, len(day.people))):
        slot = day.chance.choice(day.slots)
        moment = day.minute(slot) - timedelta(days=1)
        report = day.report(person, slot, file=file, day=moment.date(), at=moment, **day.normal())
        report.fates, report.slot = frozenset({LOST}), None
    return file


def copy_of(day: Day) -> None:
    """Send one file of the day a second time under a larger name."""
    assert all(one.book for one in day.files), "the day is not finished"
    books = [one.book for one in day.files if one.book and not one.stale]
    name = day.chance.choice(books).name
    stem, _, ending = name.rpartition(".")
    day.copies[name] = f"{stem}복사.{ending}"
