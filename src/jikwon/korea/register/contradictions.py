"""Rows of one person that say different things: where, and which readings a person may choose from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from jikwon.korea import Reading, Unclear, characters
from jikwon.korea.addresses import AddressReading, Reader
from jikwon.korea.register import addresses, people, statuses
from jikwon.korea.register.entries import Entry
from jikwon.model import Answer, Personal, fact

FIELDS: Final = ("name", "birth", "phone", "address", "release", "status")
"""What is always compared; `address` is the address with its detail."""
E = TypeVar("E", bound=Entry)


@fact
class Option(Generic[E]):
    """One reading of a person: the merged entry with the contradicting fields of one row.

    `row` is the 1-based number of that row among the person's places, `says` what it says.
    """

    row: int
    entry: Personal[E]
    says: Personal[str]


@fact
class Settled(Generic[E]):
    """A person's rows made one: `entry` where they agree, else the fields and options to choose from."""

    entry: Personal[E]
    fields: Sequence[str] = ()
    options: Personal[Sequence[Option[E]]] = ()


def settle(
    entries: Sequence[E],
    answer: Answer | None,
    *,
    reader: Reader,
    today: date,
    more: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
) -> Settled[E]:
    """Merge a person's rows; an answer decides where they contradict each other.

    `more` names further fields of the process's own entry, each with what its text is compared as.
    """
    if len(entries) == 1:
        return Settled(entry=entries[0])
    own = [_own_address(each, reader) for each in entries]
    values = {name: compare(entries, today) for name, compare in _VALUES.items()}
    values["address"] = _addresses(entries, own, reader)
    values |= {name: [as_compared(getattr(each, name)) for each in entries] for name, as_compared in more.items()}
    differing = tuple(name for name in (*FIELDS, *more) if len({value for value in values[name] if value}) > 1)
    entry = _whole_birth(people.merge(entries), values["birth"])
    if "address" not in differing:
        entry = _with_unit(entry, entries, own, reader)
    if not differing:
        return Settled(entry=entry)
    options = _options(entry, entries, values, differing)
    if answer is None:
        return Settled(entry=entry, fields=differing, options=options)
    if answer.choice:
        chosen = next((option for option in options if str(option.row) == answer.choice), options[0])
        return Settled(entry=chosen.entry)
    return Settled(entry=_with_value(entry, differing[0], answer.value))


def _options(
    entry: E, entries: Sequence[E], values: Mapping[str, Sequence[str]], differing: Sequence[str]
) -> Sequence[Option[E]]:
    """Give the different readings, one per row; a row's blanks are filled from the first that has a value."""
    found: dict[tuple[str, ...], Option[E]] = {}
    for number in range(len(entries)):
        rows = {name: _row_with(values[name], number) for name in differing}
        reading = tuple(values[name][row] for name, row in rows.items())
        if reading not in found:
            made = entry
            for name, row in rows.items():
                made = _taking(made, name, entries[row])
            says = " · ".join(_said(name, entries[row]) for name, row in rows.items())
            found[reading] = Option(row=number + 1, entry=made, says=says)
    return tuple(found.values())


def _row_with(values: Sequence[str], number: int) -> int:
    return number if values[number] else next(row for row, value in enumerate(values) if value)


def _taking(entry: E, name: str, other: E) -> E:
    if name == "address":
        return replace(entry, address=other.address, detail=other.detail, dong=other.dong or entry.dong)
    if name == "release":
        return replace(entry, release=other.release, start=other.start or entry.start)
    return replace(entry, **{name: getattr(other, name)})


def _said(name: str, entry: Entry) -> str:
    return " ".join(filter(None, (entry.address, entry.detail))) if name == "address" else str(getattr(entry, name))


def _with_value(entry: E, name: str, value: str) -> E:
    if name == "address":
        return replace(entry, address=value, detail="")
    return replace(entry, **{name: value})  # type: ignore[arg-type]


def _names(entries: Sequence[Entry], today: date) -> Sequence[str]:
    return [people.triple_of(each, today=today)[0] for each in entries]


def _births(entries: Sequence[Entry], today: date) -> Sequence[str]:
    """Normalise birth dates; six digits are the same as the one whole date that ends with them."""
    found = [people.birth_text(each.birth, today=today) for each in entries]
    whole = {value[2:].replace("-", ""): value for value in found if len(value) == len("2021-10-06")}
    return [whole.get(value, value) for value in found]


def _phones(entries: Sequence[Entry], today: date) -> Sequence[str]:
    return [people.triple_of(each, today=today)[2] for each in entries]


def _releases(entries: Sequence[Entry], _: date) -> Sequence[str]:
    return [statuses.plain_release(each) if each.release else "" for each in entries]


def _statuses(entries: Sequence[Entry], _: date) -> Sequence[str]:
    return [statuses.plain_status(each.status) if each.status else "" for each in entries]


_VALUES: Final[Mapping[str, Callable[[Sequence[Entry], date], Sequence[str]]]] = {
    "name": _names,
    "birth": _births,
    "phone": _phones,
    "release": _releases,
    "status": _statuses,
}


def _whole_birth(entry: E, births: Sequence[str]) -> E:
    """Put the whole date in place of six digits that another row completes."""
    kept = next((value for value in births if value), "")
    return replace(entry, birth=kept) if len(entry.birth) == len("211006") else entry


class _Own:
    """What one row alone says of its address: the key it is compared by, and what it lacks."""

    def __init__(self, entry: Entry, reading: "AddressReading | None") -> None:
        self.address = reading.value if isinstance(reading, Reading) else None
        self.unit = addresses.place_of(self.address)[1] if self.address else ""
        self.lacks_unit = not self.unit and (
            self.address is not None or (isinstance(reading, Unclear) and reading.reason == "detail-missing")
        )
        words = characters.clean(f"{entry.address} {entry.detail}")[0].replace(" ", "") if entry.address else ""
        self.key = self.address.household_key if self.address else words


def _own_address(entry: Entry, reader: Reader) -> _Own:
    return _Own(entry, reader.read(entry.address, entry.detail) if entry.address else None)


def _addresses(entries: Sequence[Entry], own: Sequence[_Own], reader: Reader) -> Sequence[str]:
    """Give each row's address key; a row without a unit takes the only one that other rows say for it."""
    found = [
        _completed(entry, each, own, reader) if each.lacks_unit else each.key
        for entry, each in zip(entries, own, strict=True)
    ]
    keys = {key for key in found if key}
    if len(keys) == 1:  # a detail beside a blank address belongs to the only address there is
        return [next(iter(keys)) if entry.detail else key for entry, key in zip(entries, found, strict=True)]
    return found


def _completed(entry: Entry, alone: _Own, own: Sequence[_Own], reader: Reader) -> str:
    fitting = set()
    for other in own:
        if other.address is not None and other.unit:
            beside = reader.read(entry.address, other.address.detail)
            if isinstance(beside, Reading) and beside.value.household_key == other.key:
                fitting.add(other.key)
    return fitting.pop() if len(fitting) == 1 else alone.key


def _with_unit(entry: E, entries: Sequence[E], own: Sequence[_Own], reader: Reader) -> E:
    """Take address and detail from the first row that names a unit, unless the merged entry does so itself."""
    if _own_address(entry, reader).unit:
        return entry
    speaking = next((each for each, said in zip(entries, own, strict=True) if said.unit), entry)
    return replace(entry, address=speaking.address, detail=speaking.detail)
