"""People whose question has an answer: what a person writes under 답, and what must come of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .entry import Asked, Entry, Excluded, Fate, Served, entry
from .office import CLOCK
from .promises import PROMISES, entries_of
from .town import HomeKind, Person, Town


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One promise whose question is answered; the pattern tells its question by code from the others'."""

    promise: str
    pattern: str
    home: HomeKind
    write: Callable[[Person], str]
    fate: Fate


def _answer(
    promise: str, pattern: str, home: HomeKind, write: Callable[[Person], str], fate: Fate | None = None
) -> Answer:
    return Answer(promise=promise, pattern=pattern, home=home, write=write, fate=fate or Served())


def _address(person: Person) -> str:
    return person.home.building.address


# The first pattern that fits a question's code is its own, so the codes of the contract come first.
ANSWERS: Sequence[Answer] = (
    _answer("an unknown road written 서울특별시 송파구 {road} {n} is asked", "road-unknown", "house", _address),
    _answer("a number that the road does not have is asked", "number-unknown", "house", _address),
    _answer(
        "a lot-number address written 서울특별시 송파구 {dong} {a}-{b} is asked", "address-unclear", "house", _address
    ),
    _answer("한빛아파트 without a room is asked", "detail-missing", "flats", lambda p: p.home.detail),
    _answer(
        "two rows of one person with different phones are asked", "rows-contradict", "flats", lambda p: p.shown_phone
    ),
    _answer("a name blank is asked", ".*name.*", "flats", lambda p: p.name),
    _answer("a phone one digit short is asked", ".*phone.*", "flats", lambda p: p.shown_phone),
    _answer("a birth date written 모름 is asked", ".*birth.*", "flats", lambda p: p.birth.isoformat()),
    _answer("the status 관찰중 is asked", ".*status.*", "flats", lambda _: "격리중"),
    _answer(
        "a release written 미정 is asked",
        ".*(release|date).*",
        "flats",
        lambda _: "2021-10-05 12:00",
        Excluded("해제"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A register with every answerable question once: before the answers, after them, and the answers by code."""

    before: Sequence[Entry]
    after: Sequence[Entry]
    answers: Sequence[tuple[str, str]]

    def answers_for(self, questions: Sequence[dict[str, Any]]) -> dict[str, str]:
        """Return 질문ID to 답 for a report's questions; each answer must find exactly one question."""
        found: dict[str, str] = {}
        for question in questions:
            fitting = [text for pattern, text in self.answers if re.fullmatch(pattern, question["code"])]
            assert fitting, f"no answer is prepared for {question}"
            found[question["id"]] = fitting[0]
        assert len(set(found.values())) == len(self.answers), f"two questions share one code: {questions}"
        return found


def interview(seed: int) -> Interview:
    """Return the register of all answers, beside clean people and a member who waits with the unclear phone."""
    town = Town(seed, clock=CLOCK, numeric_ids=False)
    before: list[Entry] = [entry(town.person()) for _ in range(4)]
    after: list[Entry] = list(before)
    answers: list[tuple[str, str]] = []
    for one in ANSWERS:
        person = town.person(one.home)
        person = replace(person, home=replace(person.home, floor=""))
        (made,) = entries_of(PROMISES[one.promise], town, person)
        before.append(made)
        after.append(_answered(made, one.fate))
        answers.append((one.pattern, one.write(person)))
        if one.pattern == ".*phone.*":
            waits = entry(town.person(home=person.home))
            before.append(waits)
            after.append(waits)
    return Interview(before=before, after=after, answers=answers)


def _answered(made: Entry, fate: Fate) -> Entry:
    assert isinstance(made.fate, Asked)
    return Entry(person=made.person, rows=made.rows, fate=fate, promise=made.promise, merges=made.merges)
