"""The judgement of one person: excluded, asked about, or in need of an official. Pure: no file, no clock of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from jikwon.korea import Reading, dates
from jikwon.korea.addresses import Address, OtherDistrict
from jikwon.korea.register import addresses, asking, contradictions, statuses
from jikwon.korea.register.asking import Open, Say
from jikwon.model import Answer, Ask, Done, Exclude, Item
from jikwon.processes.assignment import registers, releases
from jikwon.processes.assignment.books import Books
from jikwon.processes.assignment.model import Entry, Person, Quarantined

SAME, DIFFERENT = "same", "different"
PRECEDENCE: Final = ("확진", "이관", "해제")


def judge(item: Item[Person], books: Books, say: Say) -> "Done[Quarantined] | Exclude | list[Ask]":
    """Judge a person: an exclusion that surely holds comes before any question."""
    settled = settle(item, books)
    if settled.options:
        sure = [set(_findings(option.entry, item.answers, books).exclusions) for option in settled.options]
        if held := set.intersection(*sure):
            return Exclude(code=min(held, key=PRECEDENCE.index), at=item.at[:1])
        return [asking.contradiction(settled, item, say)]
    return _judge(settled.entry, item, books, say)


def settle(item: Item[Person], books: Books) -> contradictions.Settled[Entry]:
    """Make a person's rows one; officials, households and starts may not differ either."""
    return contradictions.settle(
        item.body.entries, item.answers.get("rows-contradict"), reader=books.readers.reader, today=books.today,
        more={"official": str, "household": str, "dong": registers.zone_of, "start": _plain_start},
    )  # fmt: skip


def _plain_start(written: str) -> str:
    reading = dates.read_day(written)
    return f"{reading.value}" if isinstance(reading, Reading) else written


def _judge(entry: Entry, item: Item[Person], books: Books, say: Say) -> "Done[Quarantined] | Exclude | list[Ask]":
    found = _findings(entry, item.answers, books)
    if found.exclusions:
        return Exclude(code=found.exclusions[0], at=item.at[:1], notes=asking.notes(found.notes, item.at[0]))
    opened, person, notes = _person(found, item, books)
    if person is None:
        return [asking.ask(each, item.at[0], say) for each in opened]
    return Done(fact=person, notes=asking.notes((*found.notes, *notes), item.at[0]))


class Findings(NamedTuple):
    """What is known of a person before any question about who it is."""

    entry: Entry
    address: addresses.Found | None
    exclusions: Sequence[str]
    opened: Sequence[Open]
    release: datetime | None
    notes: tuple[str, ...]


def _findings(entry: Entry, answers: Mapping[str, Answer], books: Books) -> Findings:
    """Find every exclusion that holds whatever is still unclear, in their order."""
    release = releases.check(entry, answers, books.clock)
    status = _status(entry, answers, books)
    address = addresses.read(entry, answers, books.readers) if entry.address or not entry.household else None
    is_unsure = release.question and status.exclusion == "해제" and release.at is not None and not release.is_past
    held = {
        "" if is_unsure else status.exclusion,
        "이관" if isinstance(address, OtherDistrict) else "",
        "해제" if release.is_past else "",
    }
    opened = []
    if status.question:
        opened.append(asking.status(status.question, status.reason, entry))
    if release.question and not status.question:
        opened.append(Open(release.question, release.reason, release.written, release.choices))
    exclusions = [code for code in PRECEDENCE if code in held]
    return Findings(entry, address, exclusions, opened, release.at, status.notes)


def _status(entry: Entry, answers: Mapping[str, Answer], books: Books) -> statuses.Finding:
    """Judge 상태 with the release that people chose where it differed from the rule."""
    if given := answers.get("release-date-differs"):
        entry = replace(entry, release=given.value or given.choice)
    return statuses.judge(entry, answers, statuses.remembered(entry, books.remembered), books.clock)


def _person(
    found: Findings, item: Item[Person], books: Books
) -> tuple[list[Open], Quarantined | None, tuple[str, ...]]:
    """Read who the person is; every field that has no reading is a question."""
    entry, answers, opened = found.entry, item.answers, list[Open]()
    if item.body.twins and "identity-unclear" not in answers:
        opened.append(Open("identity-unclear", "identity-ids", ", ".join(item.body.twins), (DIFFERENT, SAME)))
    key = asking.given("id-twice", asking.given("id-missing", entry.id, answers), answers).strip()
    if not key:
        opened.append(Open("id-missing", "id-blank"))
    name, name_notes = asking.name(asking.given("name-unclear", entry.name, answers), opened)
    birth, birth_notes = asking.birth(
        asking.given("birth-unclear", entry.birth, answers), replace(entry, id=entry.id or "-"), books.today, opened
    )
    phone, phone_notes = _phone(entry, answers, opened)
    if isinstance(found.address, addresses.Question) and not entry.household:
        choices = (addresses.NO_DETAIL,) if found.address.code == "detail-missing" else ()
        opened.append(Open(found.address.code, found.address.why, found.address.written, choices))
    opened += found.opened
    if opened:
        return opened, None, ()
    address, address_notes = _address(entry, found.address)
    person = Quarantined(
        id=key, name=name, birth=birth, phone=phone, dong=entry.dong, household=entry.household,
        written=registers.written_key(entry.address, entry.detail) if entry.household else "",
        release=releases.write(found.release) if found.release else "", official=entry.official,
        is_same=bool(item.body.twins) and answers["identity-unclear"].choice == SAME, **address,
    )  # fmt: skip
    return [], person, (*name_notes, *birth_notes, *phone_notes, *address_notes)


def _phone(entry: Entry, answers: Mapping[str, Answer], opened: list[Open]) -> asking.Noted:
    """Read the phone number; it may be blank."""
    written = asking.given("phone-unclear", entry.phone, answers)
    return asking.phone(written, opened) if written.strip(" -.") else ("", ())


def _address(entry: Entry, found: addresses.Found | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give address, detail and place: canonical, or as written where only 세대키 says who lives together."""
    if isinstance(found, Reading):
        address: Address = found.value
        said = {"address": address.road_address, "detail": address.detail, "place": address.household_key}
        return said, found.normalised
    notes = ("address-as-written",) if entry.address else ()
    return {"address": entry.address, "detail": entry.detail, "place": ""}, notes


class Living(NamedTuple):
    """Where a person may live: 세대키, the address's part of a key, the phone, and the address's key as written.

    `written` is "" where the address was read and there is no 세대키.
    """

    household: str
    place: str
    phone: str
    written: str


def possible_households(item: Item[Person], books: Books) -> set[Living]:
    """Give every household that a waiting person may belong to; these wait too.

    Where nothing tells who the person lives with, there is none.
    """
    settled = settle(item, books)
    entries = [option.entry for option in settled.options] or [settled.entry]
    return {_living(entry, item, books) for entry in entries}


def _living(entry: Entry, item: Item[Person], books: Books) -> Living:
    opened: list[Open] = []
    phone, _ = _phone(entry, item.answers, opened)
    address = addresses.read(entry, item.answers, books.readers) if entry.address else None
    place = address.value.household_key if isinstance(address, Reading) else ""
    written = "" if place and not entry.household else registers.written_key(entry.address, entry.detail)
    return Living(entry.household, place, phone, written)


def present_official(item: Item[Person], books: Books) -> str:
    """Give the present official of a person who waits; "" where rows name several."""
    settled = settle(item, books)
    said = {option.entry.official for option in settled.options} or {settled.entry.official}
    return said.pop() if len(said) == 1 else ""
