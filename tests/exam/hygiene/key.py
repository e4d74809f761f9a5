"""The answer key: what the outputs must hold, put together from the truth and never from the written rows."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .entry import Asked, Entry, Excluded, Place, Served, household_of
from .streets import Building
from .town import Person

Policy = str
PER_PERSON, PER_HOUSEHOLD, TABLE = "per-person", "per-household", "table"
Natural = tuple[tuple[int, int | str], ...]
Order = tuple[bool, str, Natural, int, int, Natural]
Household = tuple[Building, str]
HOUSEHOLD_WAITS = "household-waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The run's settings that decide quantities and texts; `sizes` is household size to kits."""

    policy: Policy = PER_PERSON
    sizes: Mapping[int, int]
    item: str = "위생키트"
    message: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """Return what `--set` must say for this rule, without what is the default."""
        found = {"policy": self.policy} if self.policy != PER_PERSON else {}
        if self.policy == TABLE:
            found["table"] = ",".join(f"{size}:{kits}" for size, kits in self.sizes.items())
        if self.message:
            found["message"] = self.message
        return found

    def kits(self, size: int) -> int:
        """Return how many kits a household of a size is due."""
        if self.policy == PER_PERSON:
            return size
        if self.policy == PER_HOUSEHOLD:
            return min(size, 1)
        return self.sizes[min(size, max(self.sizes))] if size else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of 배송명단 without its 순번, and whom it serves."""

    order: Order
    cells: tuple[str, str, str, str, str, str, str, int, str]
    members: tuple[Entry, ...]
    household_key: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What 제외 or 확인필요 must say of one person: a code (a pattern) at one of some places."""

    entry: Entry
    code: str
    places: frozenset[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Everything that one run's outputs must hold."""

    rule: Rule
    deliveries: tuple[Delivery, ...]
    excluded: tuple[Told, ...]
    asked: tuple[Told, ...]
    entries: tuple[Entry, ...]

    @property
    def served(self) -> list[Entry]:
        """Return everyone on 대상자."""
        return [one for delivery in self.deliveries for one in delivery.members]

    @property
    def waiting(self) -> range:
        """Return how many items may be counted as waiting: two ids are one person or two."""
        return range(len(self.asked), len(self.asked) + sum(len(told.entry.other_numbers) for told in self.asked) + 1)

    @property
    def rows(self) -> int:
        """Return how many data rows the register has."""
        return sum(len(one.rows) for one in self.entries)

    @property
    def merged(self) -> range:
        """Return how many rows may be counted as merged."""
        sure = sum(len(one.rows) - 1 for one in self.entries if one.merges)
        return range(sure, sure + sum(len(one.rows) - 1 for one in self.entries if not one.merges) + 1)

    @property
    def dongs(self) -> dict[str, tuple[int, int, int]]:
        """Return households, people and kits of every 행정동 that occurs."""
        found: dict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
        for one in self.deliveries:
            homes, people, kits = found[one.cells[5]]
            found[one.cells[5]] = (homes + 1, people + len(one.members), kits + one.cells[7])
        return dict(found)


def natural(text: str) -> Natural:
    """Return a sort key that puts 가락로5길 before 가락로11길."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def make_key(entries: Iterable[Entry], rule: Rule, *, before: Collection[Entry] = ()) -> Key:
    """Return the key of a register; `before` are the entries whose people had their kits earlier."""
    entries = tuple(entries)
    groups: dict[Household, list[Entry]] = defaultdict(list)
    excluded, asked = [], []
    for one in entries:
        excluded += _merged_rows(one)
        match one.fate:
            case Excluded(code):
                excluded.append(_told(one, code))
            case Asked(pattern, home_known=False):
                asked.append(_told(one, pattern))
            case Asked() | Served():
                groups[household_of(one.person)].append(one)
    deliveries = []
    for group in groups.values():
        had = [one for one in group if one in before]
        new = [one for one in group if one not in before]
        excluded += [_told(one, "기지급") for one in had]
        if any(isinstance(one.fate, Asked) for one in new):
            asked += [_told(one, one.fate.pattern if isinstance(one.fate, Asked) else HOUSEHOLD_WAITS) for one in new]
        elif new and (due := rule.kits(len(had) + len(new)) - rule.kits(len(had))):
            deliveries.append(_delivery(new, due, rule))
        else:
            excluded += [_told(one, "기지급") for one in new]
    deliveries.sort(key=lambda one: one.order)
    return Key(rule=rule, deliveries=tuple(deliveries), excluded=tuple(excluded), asked=tuple(asked), entries=entries)


def _told(one: Entry, code: str) -> Told:
    places = frozenset({one.rows[one.kept].at}) if one.kept is not None else one.places
    return Told(entry=one, code=code, places=places)


def _merged_rows(one: Entry) -> list[Told]:
    if not one.merges or len(one.rows) == 1:
        return []
    places = one.places if one.kept is None else one.places - {one.rows[one.kept].at}
    return [Told(entry=one, code="중복", places=places)] * (len(one.rows) - 1)


def _receiver(members: Sequence[Entry]) -> Person:
    return min((one.person for one in members), key=lambda one: (not one.number, one.number, one.name))


def _delivery(members: Sequence[Entry], kits: int, rule: Rule) -> Delivery:
    first = _receiver(members)
    home = first.home
    found = {one.shown_dong for one in members}
    dong = found.pop() if len(found) == 1 else "미확정"
    building = home.building
    return Delivery(
        order=(
            dong == "미확정",
            dong,
            natural(building.road),
            building.main,
            building.sub,
            natural(home.detail),
        ),
        cells=(
            first.name,
            first.shown_phone,
            building.zip_code,
            building.address,
            home.detail,
            dong,
            rule.item,
            kits,
            rule.message,
        ),
        members=tuple(members),
        household_key=_household_key(first),
    )


def _household_key(person: Person) -> re.Pattern[str]:
    home = person.home
    start = re.escape(f"{home.building.road} {home.building.number}/")
    if home.block and home.room:
        return re.compile(start + re.escape(f"{home.block}-{home.room}"))
    if home.detail:
        return re.compile(start + ".*" + re.escape(home.room or home.floor[:-1]) + ".*")
    return re.compile(start + r"\S{3,}")


def supplement(first: Key, after: Key) -> Key:
    """Return the key of the supplement: what is served or excluded after the answers and was not before."""
    served = {tuple(one.person for one in delivery.members) for delivery in first.deliveries}
    told = {(one.entry.person, one.code) for one in first.excluded}
    return replace(
        after,
        deliveries=tuple(
            one for one in after.deliveries if tuple(member.person for member in one.members) not in served
        ),
        excluded=tuple(one for one in after.excluded if (one.entry.person, one.code) not in told),
    )
