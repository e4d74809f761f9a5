"""The register of promises: each makes the entries of one defect class, whose right outcome it knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .entry import Entry
from .town import HomeKind, Person, Town

Make = Callable[[Town, Person], Sequence[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One class of the defect catalogue.

    alone: it needs a person without a household, because the home itself is unclear or changes.
    home: the kind of home it needs, None for any.
    mixed: it may stand in a random register beside any other class.
    """

    name: str
    make: Make
    alone: bool
    home: HomeKind | None
    mixed: bool


PROMISES: dict[str, Promise] = {}


def promise(
    name: str, *, alone: bool = False, home: HomeKind | None = None, mixed: bool = True
) -> Callable[[Make], Make]:
    """Register a maker of entries under the sentence that it promises."""

    def register(make: Make) -> Make:
        assert name not in PROMISES, name
        PROMISES[name] = Promise(name=name, make=make, alone=alone, home=home, mixed=mixed)
        return make

    return register


def entries_of(found: Promise, town: Town, person: Person | None = None) -> Sequence[Entry]:
    """Make a promise's entries, for a person of a household or for a new one alone."""
    made = found.make(town, person or town.person(found.home))
    for one in made:
        one.promise = found.name
    return made
