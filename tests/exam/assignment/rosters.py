"""Seeded rosters: small ones that a search can exhaust, and larger ones in real homes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from ..hygiene.streets import admin_dongs
from ..hygiene.town import Home, Town
from .facts import DAY9, RELEASE, SPECIMEN, STATUS, Official, Person, Roster, placed_units, waiting_of

DONGS = ("잠실본동", "가락1동", "문정2동", "위례동", "오륜동")
CLOCKS = (datetime(2021, 10, 6, 9), datetime(2021, 10, 6, 9), datetime(2021, 11, 20, 9), datetime(2022, 2, 20, 9))  # noqa: DTZ001 - Seoul time
AWAY = ("휴가", "격리", "확진", "교육", "퇴직")


class Maker:
    """Hand out people and officials of one roster."""

    def __init__(self, seed: int, *, clock: datetime | None = None) -> None:
        """Start with a clock of any of the three eras of the release rule, or the one named."""
        self.chance = Random(seed)
        self.clock = clock or self.chance.choice(CLOCKS)
        self.town = Town(seed, clock=self.clock)
        self.homes = 0

    def official(self, number: int, dongs: tuple[str, ...] = DONGS, **changes: Any) -> Official:
        """Hand out one official; one in six may not be given anybody."""
        chance = self.chance
        made = Official(
            number=f"G{number:03d}",
            name=self.town.name(),
            department=chance.choice(("총무과", "세무1과", "도시계획과")),
            dong=chance.choice((*dongs, *dongs, "미확정")),
            phone=self.town.phone(),
            app=f"APP{number:03d}",
            state=chance.choice(("가용", "가용", "")),
            own_cap=chance.choice((None, None, None, 1, 2, 4, 7)),
            last=chance.choice((None, *(self.clock - timedelta(hours=chance.choice((24, 48, 72, 99))),) * 3)),
        )
        day = self.clock.date()
        if chance.random() < 0.5:
            made = replace(made, start=day - timedelta(days=9), end=day + timedelta(days=9))
        if chance.random() < 0.17:
            made = replace(made, able=False, **self._unable())
        return replace(made, **changes)

    def _unable(self) -> dict[str, Any]:
        day, week = self.clock.date(), timedelta(days=7)
        return self.chance.choice(
            (
                {"state": self.chance.choice(AWAY)},
                {"app": ""},
                {"start": day + week, "end": None},
                {"start": None, "end": day - week},
            )
        )

    def household(self, size: int, **changes: Any) -> list[Person]:
        """Hand out people of one household, with 세대키 only."""
        self.homes += 1
        home = f"세대-{self.homes:04d}"
        dong = changes.pop("dong", self.chance.choice((*DONGS, *DONGS, "", "미확정")))
        return [self._person(home, dong, **changes) for _ in range(size)]

    def real_household(self, size: int, law_dong: str, kind: str = "flats") -> list[Person]:
        """Hand out people of one household at a real address."""
        home: Home = self.town.home(
            "flats" if kind == "flats" else "villa", building=self.town.building(law_dong=law_dong)
        )
        dong = self.chance.choice(admin_dongs()[law_dong])
        door = f"{home.block}-{home.room}" if home.block else home.room
        key = f"{home.building.road} {home.building.number}/{door}"
        found = [self._person(key, dong) for _ in range(size)]
        address = f"{home.building.address} ({home.building.law_dong}, {home.name})"
        return [replace(one, address=address, detail=home.detail) for one in found]

    def _person(self, home: str, dong: str, **changes: Any) -> Person:
        made = self.town.person("house")
        start, release, cells = self._days()
        cells |= {STATUS: self.chance.choice(("", "격리중", "자가격리중")), RELEASE: release}
        found = Person(
            number=made.number,
            name=made.name,
            birth=made.birth,
            phone=made.phone,
            home=home,
            dong=dong,
            start=start,
            release=release,
            cells=cells,
        )
        return replace(found, **changes)

    def _days(self) -> tuple[date, datetime, dict[str, object]]:
        """Return start and end of a quarantine that the dated rule gives, with what the rule needs."""
        chance, day = self.chance, self.clock.date()
        if day < date(2021, 11, 1):
            start = day - timedelta(days=chance.randrange(12))
            return start, noon(start, 14), {}
        if day < date(2022, 2, 9):
            negative, blank = chance.random() < 0.4, chance.random() < 0.5
            start = day - timedelta(days=chance.randrange(9))
            length = 10 if negative or (blank and chance.random() < 0.5) else 14
            return start, noon(start, length), {DAY9: "음성" if negative else ""}
        start = day - timedelta(days=chance.randrange(5))
        return start, datetime.combine(start + timedelta(days=7), time()), {SPECIMEN: start}

    def doubtful(self, one: Person) -> Person:
        """Return the person with a row that a person of the office must look at."""
        if self.chance.random() < 0.5:
            wrong = one.release + timedelta(days=self.chance.choice((1, 2, -1)))
            if wrong > self.clock + timedelta(days=1) and self.clock.date() < date(2021, 11, 1):
                return replace(one, asks="release-date-differs", cells={**one.cells, RELEASE: wrong})
        return replace(one, asks=".+", cells={**one.cells, STATUS: "보류"})

    def excluded(self, one: Person) -> Person:
        """Return the person as the office must leave them out."""
        code, word = self.chance.choice(
            (("확진", "확진"), ("이관", "타지역이관"), ("해제", "해제"), ("해제", "격리중"))
        )
        if code != "해제":
            return replace(one, code=code, cells={**one.cells, STATUS: word})
        start = self.clock.date() - timedelta(days=20)
        past = noon(start, 14) if self.clock < datetime(2021, 11, 1) else noon(start, 10)  # noqa: DTZ001 - Seoul time
        cells = {**one.cells, STATUS: word, RELEASE: past, DAY9: "음성"}
        return replace(one, code=code, start=start, release=past, cells=cells)


def noon(start: date, days: int) -> datetime:
    """Return 12:00 of the day that many days after the first."""
    return datetime.combine(start + timedelta(days=days), time(12))


def small_roster(seed: int) -> Roster:
    """Return a few people and up to four officials, too few places for all now and then."""
    made = Maker(seed)
    chance = made.chance
    cap = chance.choice((1, 2, 3))
    roster = Roster(
        clock=made.clock,
        people=[],
        officials=[made.official(number) for number in range(1, chance.choices((1, 2, 3, 4, 5), (1, 3, 5, 4, 1))[0])],
        cap=cap,
        soft_cap=cap + chance.choice((0, 1, 2)),
        adjacent=chance.choice((None, frozenset(_pairs(chance)))),
    )
    for _ in range(chance.randrange(2, 8)):
        roster.people += made.household(chance.choices((1, 2, 3, 4), (6, 3, 1, 1))[0])
    _give_presents(made, roster)
    _give_families(made, roster)
    _spoil(made, roster, 0.08)
    return roster


def large_roster(seed: int, size: int = 120, *, clean: bool = False) -> Roster:
    """Return a register with real addresses, enough officials for most."""
    made = Maker(seed)
    chance = made.chance
    law_dongs = chance.sample(["잠실동", "가락동", "문정동", "방이동"], 2)
    dongs = tuple(dong for one in law_dongs for dong in admin_dongs()[one])
    roster = Roster(
        clock=made.clock,
        people=[],
        officials=[made.official(number, dongs) for number in range(1, size // 3)],
        adjacent=frozenset(_pairs(chance, dongs)),
        by_address=True,
    )
    while len(roster.people) < size:
        kind = chance.choice(("flats", "villa"))
        count = chance.choices((1, 2, 3, 4, 7), (12, 5, 3, 2, 0.3))[0]
        roster.people += made.real_household(count, chance.choice(law_dongs), kind)
    _give_presents(made, roster)
    _give_families(made, roster, only="-")
    if not clean:
        _spoil(made, roster, 0.03)
    return roster


def _pairs(chance: Random, dongs: tuple[str, ...] = DONGS) -> list[tuple[str, str]]:
    return [(one, other) for one in dongs for other in dongs if one < other and chance.random() < 0.3]


def _give_presents(made: Maker, roster: Roster) -> None:
    numbers = [one.number for one in roster.officials]
    of_home: dict[str, str] = {}
    for place, one in enumerate(roster.people):
        present = made.chance.choice((*numbers, "G999")) if numbers and made.chance.random() < 0.5 else ""
        if made.chance.random() < 0.7:
            present = of_home.setdefault(one.home, present)
        roster.people[place] = replace(one, present=present)


def _give_families(made: Maker, roster: Roster, only: str = "") -> None:
    for place, one in enumerate(roster.officials):
        if made.chance.random() < 0.2:
            home = made.chance.choice(roster.people).home
            if only in home.rpartition("/")[2]:
                roster.officials[place] = replace(one, family=home)


def _spoil(made: Maker, roster: Roster, share: float) -> None:
    """Exclude, double and doubt some people; doubt only whole households whose kept places there is room for."""
    for place, one in enumerate(roster.people):
        if made.chance.random() < share:
            roster.people[place] = made.excluded(one)
        elif made.chance.random() < share / 2:
            roster.people[place] = replace(one, copies=2)
    wholes = {unit.members[0].home: unit for unit in placed_units(roster)}
    for place, one in enumerate(roster.people):
        home = [each for each in roster.people if each.home == one.home and not each.code]
        whole = one.home in wholes and wholes[one.home].size == len(home)
        if not one.code and whole and one.copies == 1 and made.chance.random() < share:
            roster.people[place] = made.doubtful(one)
            if any(load > roster.soft_cap for load in _kept(roster).values()):
                roster.people[place] = one


def _kept(roster: Roster) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in waiting_of(roster):
        found[one.present] = found.get(one.present, 0) + bool(one.present)
    return found
