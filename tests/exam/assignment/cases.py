"""Small rosters with one thing in them, and what must become of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from .facts import Official, Person, Roster
from .rosters import Maker

CLOCK = datetime(2021, 10, 6, 9, 0)  # noqa: DTZ001 - Seoul time, as the command line takes it
DONG = "잠실본동"


class Case:
    """A roster under construction, all of whose officials are able and near."""

    def __init__(self, seed: int = 1, **settings: Any) -> None:
        self.maker = Maker(seed, clock=CLOCK)
        self.roster = Roster(clock=CLOCK, people=[], officials=[], **settings)

    def official(self, **changes: Any) -> Official:
        """Add an able official of the one 행정동 who was assigned a day ago."""
        plain: dict[str, Any] = {"dong": DONG, "state": "가용", "start": None, "end": None, "app": "APP"}
        plain |= {"own_cap": None, "last": CLOCK - timedelta(days=1), "able": True}
        made = self.maker.official(len(self.roster.officials) + 1, **plain | changes)
        self.roster.officials.append(made)
        return made

    def household(self, size: int = 1, **changes: Any) -> list[Person]:
        """Add a household of the one 행정동."""
        made = self.maker.household(size, **{"dong": DONG} | changes)
        self.roster.people += made
        return made

    def present(self, people: Sequence[Person], *officials: Official) -> None:
        """Give people their present officials, one each."""
        given = {one: official.number for one, official in zip(people, officials, strict=True)}
        self.roster.people = [replace(one, present=given[one]) if one in given else one for one in self.roster.people]


def household_of_seven() -> Roster:
    """Return a household larger than the soft cap: each member is free, and there are places for all."""
    case = Case()
    for _ in range(3):
        case.official()
    case.household(7)
    return case.roster


def divided_household() -> Roster:
    """Return a household whose members' officials differ: both stay."""
    case = Case()
    first, second = case.official(), case.official()
    case.present(case.household(2), first, second)
    return case.roster


def family() -> Roster:
    """Return an official in quarantine's own household, who is the only one near."""
    case = Case()
    home = case.household(2)[0].home
    case.official(family=home)
    case.official(dong="위례동")
    return case.roster


def leave() -> Roster:
    """Return an official who went on leave: the people go to another one, and the change is told."""
    case = Case()
    away = case.official(state="휴가", able=False)
    case.official()
    people = case.household(2)
    case.present(people, away, away)
    return case.roster


def crowd() -> Roster:
    """Return one official and more people than places, one of them a household of two that does not fit any more."""
    case = Case(cap=2, soft_cap=3)
    case.official()
    case.household(2)
    case.household(2)
    return case.roster


def large_own_cap() -> Roster:
    """Return an official whose own cap is above the soft cap, which still counts."""
    case = Case()
    case.official(own_cap=7)
    for _ in range(7):
        case.household()
    return case.roster


def nobody_to_give() -> Roster:
    """Return people without any official."""
    case = Case()
    for size in (1, 2):
        case.household(size)
    return case.roster


def waiting_keeps() -> Roster:
    """Return a household that waits and whose places with an official leave room for one more."""
    case = Case(cap=3, soft_cap=3)
    only = case.official()
    home = case.household(2)
    case.present(home, only, only)
    doubt = case.roster.people[0]
    case.roster.people[0] = replace(doubt, asks=".+", cells={**doubt.cells, "상태": "보류"})
    case.household()
    case.household()
    return case.roster


def doubled_official() -> Roster:
    """Return an official who stands twice in the roster in the same words."""
    case = Case()
    first = case.official()
    case.household(2)
    case.roster.doubled = (first,)
    return case.roster


def contradicting_official() -> Roster:
    """Return an official who stands twice in the roster in different words."""
    case = Case()
    first = case.official()
    case.official()
    case.household(2)
    case.roster.doubled = (replace(first, own_cap=1, dong="위례동"),)
    return case.roster


def longest_waiting() -> Roster:
    """Return officials alike but for their last assignment: the one who never had one is due."""
    case = Case()
    case.official(last=CLOCK - timedelta(days=1))
    case.official(last=CLOCK - timedelta(days=9))
    case.official(last=None)
    case.household()
    return case.roster


def alike() -> Roster:
    """Return officials alike in everything: the first number is due."""
    case = Case()
    for _ in range(3):
        case.official()
    case.household()
    return case.roster


def caps_first() -> Roster:
    """Return a far official with a place under the cap beside a near one without: the cap comes before the way."""
    case = Case(cap=1, soft_cap=2)
    near, _ = case.official(), case.official(dong="위례동")
    case.present(case.household(), near)
    case.household()
    return case.roster


CASES = {
    "a household of seven is placed one by one": household_of_seven,
    "a household whose officials differ stays where it is": divided_household,
    "nobody gets a person of the own household": family,
    "an official's leave moves the people and is told": leave,
    "a household that does not fit whole stays unassigned": crowd,
    "an own cap above the soft cap does not lift it": large_own_cap,
    "without any official everyone is unassigned": nobody_to_give,
    "waiting people keep their places": waiting_keeps,
    "an official twice in the same words counts once": doubled_official,
    "of officials alike the one who waited longest is due": longest_waiting,
    "of officials who waited as long the first number is due": alike,
    "a place under the cap comes before the way": caps_first,
}
