"""A person's address: read, asked about, and mended with what people answered."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from jikwon.korea import Reading, Unclear
from jikwon.korea.addresses import Address, AddressReading, OtherDistrict, Reader
from jikwon.korea.register.entries import Entry
from jikwon.model import Answer

NO_DETAIL: Final = "none"
"""The choice that says: deliver without a 호."""

SHORT_HASH: Final = 8
"""Digits of the keyed hash that marks a household without a detail; it is told apart within one building only."""

_CODES: Final = {"address-blank": "address-unclear"}
_ABOUT_DETAIL: Final = frozenset({"detail-missing", "detail-unclear", "detail-contradicts"})
_BUILDING: Final = re.compile(r"(?:대로|로|길) ?(?:지하 ?)?\d+(?: ?- ?\d+)?(?!\d|번?길|가길)")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]?")


class Readers(NamedTuple):
    """What addresses are read with.

    `loose` knows no words that tell a building of flats: for who said that there is no 호. A detail in
    which `refused` is found is unclear.
    """

    reader: Reader
    loose: Reader
    refused: re.Pattern[str] | None = None


class Question(NamedTuple):
    """An address that a person must decide."""

    code: str
    why: str
    written: str


Found = Reading[Address] | OtherDistrict | Question


def read(entry: Entry, answers: Mapping[str, Answer], readers: Readers) -> Found:
    """Read address and detail; each answer replaces what its question was about, in the order asked."""
    reading = _read(entry.address, entry.detail, readers)
    if not isinstance(reading, Unclear):
        return reading
    address, detail, used = entry.address, entry.detail, list[str]()
    while isinstance(reading, Unclear):
        code = _CODES.get(reading.reason, reading.reason)
        given = answers.get(code)
        if given is None or code in used:
            asked = used[-1] if code in used else code
            return Question(asked, reading.why or reading.reason, " ".join(filter(None, (address, detail))))
        used.append(code)
        if code not in _ABOUT_DETAIL:
            address = given.value
            reading = _read(address, detail, readers)
        elif given.choice == NO_DETAIL:
            return _without_detail(address, detail, readers, reading)
        else:
            address, detail, reading = _with_detail(address, given.value, readers)
    return reading


def _read(address: str, detail: str, readers: Readers) -> AddressReading:
    """Read an address; a detail with a word that is refused is unclear."""
    reading = readers.reader.read(address, detail)
    if isinstance(reading, Reading) and readers.refused and readers.refused.search(reading.value.detail):
        return Unclear(reason="detail-unclear", why="health-words")
    return reading


def _with_detail(address: str, given: str, readers: Readers) -> tuple[str, str, AddressReading]:
    """Take the answer as the whole address, else as the detail beside the address, else in place of its tail."""
    whole = _read(given, "", readers)
    if isinstance(whole, Reading):
        return given, "", whole
    beside = _read(address, given, readers)
    if isinstance(beside, Unclear) and (found := _BUILDING.search(address)) is not None:
        return address, given, _read(address[: found.end()], given, readers)
    return address, given, beside


def _without_detail(address: str, detail: str, readers: Readers, asked: Unclear) -> Found:
    reading = readers.loose.read(_BRACKETS.sub(" ", address), _BRACKETS.sub(" ", detail))
    if isinstance(reading, Unclear):
        return Question("detail-missing", asked.reason, " ".join(filter(None, (address, detail))))
    return reading


def place_of(address: Address) -> tuple[str, str]:
    """Give (building, unit) of an address: `올림픽로 326`, `101-1203`."""
    building, _, unit = address.household_key.partition("/")
    return building, unit


def household_key(place: str, phone: str, hash: Callable[..., str]) -> str:  # noqa: A002 - the name it has in Run
    """Give the 세대키 of a place (`올림픽로 326/101-1203`); without a detail it ends in a short hash of the phone.

    "" where neither tells who lives together.
    """
    if not place.endswith("/"):
        return place
    return place + hash("household", phone)[:SHORT_HASH] if phone else ""
