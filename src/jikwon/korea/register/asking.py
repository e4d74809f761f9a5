"""Questions about a person of a register: what is open, and how a person is asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from re import Pattern
from typing import Any, Final, NamedTuple

from jikwon.korea import Reading, names, phones
from jikwon.korea.register import people, statuses
from jikwon.korea.register.contradictions import Settled
from jikwon.korea.register.entries import Entry
from jikwon.model import Answer, Ask, Choice, Item, Note, Place

Say = Callable[[str, str], str]
"""Gives a sentence of a table of the strings, by code."""
Noted = tuple[str, tuple[str, ...]]
"""A value that was read, and what was changed; "" where a question was opened instead."""

_CHOSEN_ONLY: Final = frozenset({"identity-unclear", "status-unclear"})
"""Questions that no value of a person's own can answer."""
_QUIET: Final = frozenset({"dong-given", "dong-derived", "dong-undecided", "release-time-implied"})
"""What a reading says of itself although nothing was changed."""


class Open(NamedTuple):
    """A question that is open: its code, why it is asked, what is written there, and what may be chosen."""

    code: str
    why: str = ""
    written: str = ""
    choices: tuple[str, ...] = ()


def given(code: str, written: str, answers: Mapping[str, Answer]) -> str:
    """Give what a person answered to a question, else what is written."""
    answer = answers.get(code)
    return (answer.value or answer.choice) if answer else written


def name(written: str, opened: list[Open], *, refused: Pattern[str] | None = None) -> Noted:
    """Read a name; one in which `refused` is found is asked about."""
    reading = names.read(written)
    if not isinstance(reading, Reading):
        opened.append(Open("name-unclear", reading.reason, written))
        return "", ()
    if refused is not None and refused.search(reading.value):
        opened.append(Open("name-unclear", "health-words", written))
    return reading.value, reading.normalised


def birth(written: str, entry: Entry, today: date, opened: list[Open]) -> Noted:
    """Read the birth date; it may be blank where an id tells who it is."""
    if not written and entry.id:
        return "", ()
    reading = people.read_birth(written, today)
    if isinstance(reading, Reading):
        return f"{reading.value}", reading.normalised
    opened.append(Open("birth-unclear", reading.reason, written, _centuries(written, today)))
    return "", ()


def _centuries(written: str, today: date) -> tuple[str, ...]:
    """Offer the days that six digits can mean."""
    if len(written) != len("211006") or not written.isdecimal():
        return ()
    spelt = (f"{century}{written[:2]}-{written[2:4]}-{written[4:]}" for century in (19, 20))
    return tuple(day for day in spelt if isinstance(people.read_birth(day, today), Reading))


def phone(written: str, opened: list[Open]) -> Noted:
    """Read a phone number."""
    reading = phones.read(written)
    if isinstance(reading, Reading):
        return reading.value, reading.normalised
    opened.append(Open("phone-unclear", reading.reason, written))
    return "", ()


def status(code: str, reason: str, entry: Entry) -> Open:
    """Open the question that `statuses.judge` came to."""
    match code:
        case "status-unknown":
            return Open(code, "status-word", entry.status, tuple(each.value for each in statuses.Status))
        case "release-unclear":
            return Open(code, reason, entry.release, ("active", "released"))
    return Open(code, "status-ahead", f"{entry.status} {entry.release}", ("active", "released"))


def contradiction(settled: Settled[Any], item: Item[Any], say: Say) -> Ask:
    """Ask which of a person's rows is right."""
    choices = tuple(
        Choice(code=str(option.row), label=f"{option.says} ({_where(item.at[option.row - 1])})")
        for option in settled.options
    )
    fields = ", ".join(say("fields", each) for each in settled.fields)
    return Ask(
        code="rows-contradict",
        at=item.at,
        choices=choices,
        free=len(settled.fields) == 1 and settled.fields[0] != "status",
        reason="rows-differ",
        details={"written": " / ".join(choice.label for choice in choices), "fields": fields},
    )


def ask(opened: Open, at: Place, say: Say) -> Ask:
    """Ask an open question; what a status word means is kept for the office."""
    return Ask(
        code=opened.code,
        at=(at,),
        choices=tuple(Choice(code=code, label=_label(code, say)) for code in opened.choices),
        free=opened.code not in _CHOSEN_ONLY,
        reason=opened.why,
        details={"written": opened.written},
        remember=f"상태:{statuses.fold(opened.written)}" if opened.code == "status-unknown" else "",
    )


def _label(code: str, say: Say) -> str:
    return code if code[0].isdecimal() else say("choices", code)


def _where(place: Place) -> str:
    return f"{place.origin} {place.row}행"


def notes(codes: Sequence[str], at: Place) -> tuple[Note, ...]:
    """List what was changed on reading, each once."""
    return tuple(Note(code=code, at=at) for code in dict.fromkeys(codes) if code not in _QUIET) if codes else ()
