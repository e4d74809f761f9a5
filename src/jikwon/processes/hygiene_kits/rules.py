"""The judgement of one person: excluded, asked about, or given a kit. Pure: no file, no clock of its own."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from jikwon.korea import Reading, dongs, phones
from jikwon.korea.addresses import Address, OtherDistrict
from jikwon.korea.register import addresses, asking, contradictions, statuses
from jikwon.korea.register.asking import Open, Say
from jikwon.korea.register.entries import Entry
from jikwon.model import Answer, Ask, Done, Exclude, Item
from jikwon.processes.hygiene_kits.books import Books
from jikwon.processes.hygiene_kits.model import Kit, Person
from jikwon.processes.hygiene_kits.settings import HEALTH_WORDS

SAME, DIFFERENT = "same", "different"
PRECEDENCE: Final = ("확진", "이관", "해제", "기지급")


def judge(item: Item[Person], books: Books, say: Say) -> "Done[Kit] | Exclude | list[Ask]":
    """Judge a person: an exclusion that surely holds comes before any question."""
    person, answers = item.body, item.answers
    if len(person.entries) == 1:
        return _judge(person.entries[0], item, books, say)
    settled = contradictions.settle(
        person.entries, answers.get("rows-contradict"), reader=books.readers.reader, today=books.today
    )
    if settled.options:
        sure = [set(_findings(option.entry, person, answers, books).exclusions) for option in settled.options]
        if held := set.intersection(*sure):
            return Exclude(code=min(held, key=PRECEDENCE.index), at=item.at[:1])
        return [asking.contradiction(settled, item, say)]
    return _judge(settled.entry, item, books, say)


def _judge(entry: Entry, item: Item[Person], books: Books, say: Say) -> "Done[Kit] | Exclude | list[Ask]":
    found = _findings(entry, item.body, item.answers, books)
    if found.exclusions:
        return Exclude(code=found.exclusions[0], at=item.at[:1], notes=asking.notes(found.notes, item.at[0]))
    asks, kit, notes = _kit(found, item.body, item.answers, books)
    if kit is None:
        return [asking.ask(each, item.at[0], say) for each in asks]
    return Done(fact=kit, notes=asking.notes((*found.notes, *notes), item.at[0]))


class Findings(NamedTuple):
    """What is known of a person before any question about name, birth or phone."""

    entry: Entry
    address: addresses.Found
    exclusions: Sequence[str]
    question: str
    reason: str
    notes: tuple[str, ...]


def _findings(entry: Entry, person: Person, answers: Mapping[str, Answer], books: Books) -> Findings:
    """Find every exclusion that holds whatever is still unclear, in their order."""
    status = statuses.judge(entry, answers, statuses.remembered(entry, books.remembered), books.clock)
    address = addresses.read(entry, answers, books.readers)
    served = _served(person, answers) if person.served else ""
    exclusions: Sequence[str] = ()
    if status.exclusion or served or isinstance(address, OtherDistrict):
        held = {status.exclusion, served, "이관" if isinstance(address, OtherDistrict) else ""}
        exclusions = [code for code in PRECEDENCE if code in held]
    return Findings(entry, address, exclusions, status.question, status.reason, status.notes)


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
    name, name_notes = asking.name(asking.given("name-unclear", entry.name, answers), opened, refused=HEALTH_WORDS)
    birth, birth_notes = asking.birth(asking.given("birth-unclear", entry.birth, answers), entry, books.today, opened)
    phone, phone_notes = asking.phone(asking.given("phone-unclear", entry.phone, answers), opened)
    if isinstance(found.address, addresses.Question):
        choices = (addresses.NO_DETAIL,) if found.address.code == "detail-missing" else ()
        opened.append(Open(found.address.code, found.address.why, found.address.written, choices))
    if found.question:
        opened.append(asking.status(found.question, found.reason, entry))
    if opened or not isinstance(found.address, Reading):
        return opened, None, ()
    is_same = bool(person.twins) and answers["identity-unclear"].choice == SAME
    kit, notes = make_kit(entry, found.address.value, books, name=name, birth=birth, phone=phone, is_same=is_same)
    return [], kit, (*name_notes, *birth_notes, *phone_notes, *found.address.normalised, *notes)


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
    settled = contradictions.settle(
        person.entries, answers.get("rows-contradict"), reader=books.readers.reader, today=books.today
    )
    entries = [option.entry for option in settled.options] or [settled.entry]
    found = set()
    for entry in entries:
        address = addresses.read(entry, answers, books.readers)
        phone = phones.read(asking.given("phone-unclear", entry.phone, answers))
        place = address.value.household_key if isinstance(address, Reading) else ""
        found.add((place, phone.value if isinstance(phone, Reading) and place else ""))
    return found
