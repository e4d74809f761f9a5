"""The judgement of one person: excluded, asked about, or given a kit. Pure: no file, no clock of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from jikwon.korea import Reading, dongs, names, phones
from jikwon.korea.addresses import Address, OtherDistrict
from jikwon.model import Answer, Ask, Choice, Done, Exclude, Item, Note, Place
from jikwon.processes.hygiene_kits import addresses, contradictions, people, statuses
from jikwon.processes.hygiene_kits.books import Books
from jikwon.processes.hygiene_kits.model import Entry, Kit, Person
from jikwon.processes.hygiene_kits.settings import HEALTH_WORDS

Say = Callable[[str, str], str]
"""Gives a sentence of a table of the strings, by code."""

SAME, DIFFERENT = "same", "different"
PRECEDENCE: Final = ("확진", "이관", "해제", "기지급")
_QUIET: Final = frozenset({"dong-given", "dong-derived", "dong-undecided", "release-time-implied"})
"""What a reading says of itself although nothing was changed."""


def judge(item: Item[Person], books: Books, say: Say) -> "Done[Kit] | Exclude | list[Ask]":
    """Judge a person: an exclusion that surely holds comes before any question."""
    person, answers = item.body, item.answers
    if len(person.entries) == 1:
        return _judge(person.entries[0], item, books, say)
    settled = contradictions.settle(person.entries, answers.get("rows-contradict"), books)
    if settled.options:
        sure = [set(_findings(option.entry, person, answers, books).exclusions) for option in settled.options]
        if held := set.intersection(*sure):
            return Exclude(code=min(held, key=PRECEDENCE.index), at=item.at[:1])
        return [_contradiction(settled, item, say)]
    return _judge(settled.entry, item, books, say)


def _judge(entry: Entry, item: Item[Person], books: Books, say: Say) -> "Done[Kit] | Exclude | list[Ask]":
    found = _findings(entry, item.body, item.answers, books)
    if found.exclusions:
        return Exclude(code=found.exclusions[0], at=item.at[:1], notes=_notes(found.notes, item.at[0]))
    asks, kit, notes = _kit(found, item.body, item.answers, books)
    if kit is None:
        return [_ask(each, item.at[0], say) for each in asks]
    return Done(fact=kit, notes=_notes((*found.notes, *notes), item.at[0]))


class Findings(NamedTuple):
    """What is known of a person before any question about name, birth or phone."""

    entry: Entry
    address: addresses.Found
    exclusions: Sequence[str]
    question: str
    reason: str
    notes: tuple[str, ...]


class Open(NamedTuple):
    """A question that is open: its code, why it is asked, what is written there, and what may be chosen."""

    code: str
    why: str = ""
    written: str = ""
    choices: tuple[str, ...] = ()


def _findings(entry: Entry, person: Person, answers: Mapping[str, Answer], books: Books) -> Findings:
    """Find every exclusion that holds whatever is still unclear, in their order."""
    status = statuses.judge(entry, answers, _remembered(entry, books), books.clock)
    address = addresses.read(entry, answers, books)
    served = _served(person, answers) if person.served else ""
    exclusions: Sequence[str] = ()
    if status.exclusion or served or isinstance(address, OtherDistrict):
        held = {status.exclusion, served, "이관" if isinstance(address, OtherDistrict) else ""}
        exclusions = [code for code in PRECEDENCE if code in held]
    return Findings(entry, address, exclusions, status.question, status.reason, status.notes)


def _remembered(entry: Entry, books: Books) -> Mapping[str, Answer]:
    if entry.status in statuses.WORDS or (word := statuses.fold(entry.status)) in statuses.WORDS:
        return {}
    known = books.remembered(word)
    return {word: known} if known else {}


def _served(person: Person, answers: Mapping[str, Answer]) -> str:
    if person.served == "itself":
        return "기지급"
    given = answers.get("identity-unclear")
    return "기지급" if person.served == "other-id" and given and given.choice == SAME else ""


def _kit(
    found: Findings, person: Person, answers: Mapping[str, Answer], books: Books
) -> tuple[list[Open], Kit | None, tuple[str, ...]]:
    """Read what a kit needs; every field that has no reading is a question."""
    entry, opened = found.entry, list[Open]()
    if (person.twins or person.served == "other-id") and "identity-unclear" not in answers:
        why = "identity-ids" if person.twins else "identity-served"
        opened.append(Open("identity-unclear", why, ", ".join(person.twins), (DIFFERENT, SAME)))
    name, name_notes = _name(_given("name-unclear", entry.name, answers), opened)
    birth, birth_notes = _birth(_given("birth-unclear", entry.birth, answers), entry, books, opened)
    phone, phone_notes = _phone(_given("phone-unclear", entry.phone, answers), opened)
    if isinstance(found.address, addresses.Question):
        choices = (addresses.NO_DETAIL,) if found.address.code == "detail-missing" else ()
        opened.append(Open(found.address.code, found.address.why, found.address.written, choices))
    if found.question:
        opened.append(_about_status(found))
    if opened or not isinstance(found.address, Reading):
        return opened, None, ()
    is_same = bool(person.twins) and answers["identity-unclear"].choice == SAME
    kit, notes = make_kit(entry, found.address.value, books, name=name, birth=birth, phone=phone, is_same=is_same)
    return [], kit, (*name_notes, *birth_notes, *phone_notes, *found.address.normalised, *notes)


def _given(code: str, written: str, answers: Mapping[str, Answer]) -> str:
    given = answers.get(code)
    return (given.value or given.choice) if given else written


def _name(written: str, opened: list[Open]) -> tuple[str, tuple[str, ...]]:
    reading = names.read(written)
    if not isinstance(reading, Reading):
        opened.append(Open("name-unclear", reading.reason, written))
        return "", ()
    if HEALTH_WORDS.search(reading.value):
        opened.append(Open("name-unclear", "health-words", written))
    return reading.value, reading.normalised


def _birth(written: str, entry: Entry, books: Books, opened: list[Open]) -> tuple[str, tuple[str, ...]]:
    """Read the birth date; it may be blank where an id tells who it is."""
    if not written and entry.id:
        return "", ()
    reading = people.read_birth(written, books.today)
    if isinstance(reading, Reading):
        return f"{reading.value}", reading.normalised
    opened.append(Open("birth-unclear", reading.reason, written, _centuries(written, books)))
    return "", ()


def _centuries(written: str, books: Books) -> tuple[str, ...]:
    """Offer the days that six digits can mean."""
    if len(written) != len("211006") or not written.isdecimal():
        return ()
    spelt = (f"{century}{written[:2]}-{written[2:4]}-{written[4:]}" for century in (19, 20))
    return tuple(day for day in spelt if isinstance(people.read_birth(day, books.today), Reading))


def _phone(written: str, opened: list[Open]) -> tuple[str, tuple[str, ...]]:
    reading = phones.read(written)
    if isinstance(reading, Reading):
        return reading.value, reading.normalised
    opened.append(Open("phone-unclear", reading.reason, written))
    return "", ()


def _about_status(found: Findings) -> Open:
    match found.question:
        case "status-unknown":
            return Open(
                found.question, "status-word", found.entry.status, tuple(status.value for status in statuses.Status)
            )
        case "release-unclear":
            return Open(found.question, found.reason, found.entry.release, ("active", "released"))
    return Open(found.question, "status-ahead", f"{found.entry.status} {found.entry.release}", ("active", "released"))


def make_kit(
    entry: Entry, address: Address, books: Books, *, name: str, birth: str, phone: str, is_same: bool
) -> tuple[Kit, tuple[str, ...]]:
    """Make a person's kit of the entry and its readings, and say what differed from the tables."""
    dong = books.decide_dong(address.legal_dong, entry.dong)
    notes = dong.normalised
    if entry.zip and entry.zip.replace("-", "").zfill(5) != address.zip:
        notes = (*notes, "zip-differs")
    kit = Kit(
        id=entry.id,
        name=name,
        birth=birth,
        phone=phone,
        road=address.road,
        main=address.main,
        sub=address.sub,
        underground=address.underground,
        address=address.road_address,
        detail=address.detail,
        zip=address.zip,
        dong="" if dong.value == dongs.UNDECIDED else dong.value,
        place=address.household_key,
        is_same=is_same,
    )
    return kit, notes


def possible_places(item: Item[Person], books: Books) -> set[tuple[str, str]]:
    """Give every (place, phone) that a person may have, ("", "") for an address that cannot be read.

    The households of a waiting person's places wait with them.
    """
    person, answers = item.body, item.answers
    settled = contradictions.settle(person.entries, answers.get("rows-contradict"), books)
    entries = [option.entry for option in settled.options] or [settled.entry]
    found = set()
    for entry in entries:
        address = addresses.read(entry, answers, books)
        phone = phones.read(_given("phone-unclear", entry.phone, answers))
        place = address.value.household_key if isinstance(address, Reading) else ""
        found.add((place, phone.value if isinstance(phone, Reading) and place else ""))
    return found


def _contradiction(settled: contradictions.Settled, item: Item[Person], say: Say) -> Ask:
    choices = tuple(
        Choice(code=str(option.row), label=f"{option.says} ({_where(item.at[option.row - 1])})")
        for option in settled.options
    )
    fields = ", ".join(say("fields", name) for name in settled.fields)
    return Ask(
        code="rows-contradict",
        at=item.at,
        choices=choices,
        free=len(settled.fields) == 1 and settled.fields[0] != "status",
        reason="rows-differ",
        details={"written": " / ".join(choice.label for choice in choices), "fields": fields},
    )


def _ask(opened: Open, at: Place, say: Say) -> Ask:
    return Ask(
        code=opened.code,
        at=(at,),
        choices=tuple(Choice(code=code, label=_label(code, say)) for code in opened.choices),
        free=opened.code not in ("identity-unclear", "status-unclear"),
        reason=opened.why,
        details={"written": opened.written},
        remember=f"상태:{statuses.fold(opened.written)}" if opened.code == "status-unknown" else "",
    )


def _label(code: str, say: Say) -> str:
    return code if code[0].isdecimal() else say("choices", code)


def _where(place: Place) -> str:
    return f"{place.origin} {place.row}행"


def _notes(codes: Sequence[str], at: Place) -> tuple[Note, ...]:
    return tuple(Note(code=code, at=at) for code in dict.fromkeys(codes) if code not in _QUIET) if codes else ()
