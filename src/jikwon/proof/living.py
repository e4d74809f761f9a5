"""Addresses and details: whether a person's own rows name where an output says they live."""

import re
from collections.abc import Sequence
from typing import Final

from jikwon.proof.addresses import same_road_address, unit_of
from jikwon.proof.compare import plain
from jikwon.proof.register import Person, text_of
from jikwon.proof.rows import Row

SIMPLE_UNIT: Final = re.compile(r"(?:(\d+)동 )?(\d+)호")
ABOUT_ADDRESS: Final = (
    "rows-contradict", "address-unclear", "road-unknown", "number-unknown", "detail-missing", "detail-unclear",
    "detail-contradicts",
)  # fmt: skip
_UNIT_WORDS: Final = re.compile(r"[동호\s-]")
_GOES_ON: Final = ("-", "길", "번길", "가길", *"0123456789")
_DASHES: Final = re.compile(r"[‐‑‒–—―−﹣－ー─]")
_UNUSUAL: Final = re.compile(r"[^ -~가-힣]|  ")


def fold_unit(text: str) -> str:
    """Give a detail without what its writings differ in."""
    return _UNIT_WORDS.sub("", text.casefold().replace("지하", "b"))


def is_lived_at(_: object, wanted: "tuple[Row, Person]") -> bool:
    """Check that a person's own rows name the address and detail at which an output says they live."""
    delivery, person = wanted
    if not person.fate.answers and len(person.rows) == 1:
        own = person.rows[0]
        if own["주소"] == delivery["주소"] and own.get("상세주소") == delivery["상세주소"]:
            return True
    addresses = [*person.answered(*ABOUT_ADDRESS), *person.said("주소")]
    if not any(_is_building(delivery["주소"], _dashed(text)) for text in addresses):
        return False
    answered = [text for text in person.answered(*ABOUT_ADDRESS) if not _is_building(delivery["주소"], _dashed(text))]
    details = [*answered, *person.said("상세주소")]  # an answer that is a whole address has its detail behind it
    return _is_detail_of(
        str(delivery["상세주소"] or ""), [*map(_dashed, addresses)], [*map(_dashed, details)], delivery
    )


def _is_building(address: object, text: str) -> bool:
    """Tell whether a text names an address; the plain writing is told without a pattern of its own."""
    building = text_of(address).split(" ", 2)[-1]
    found = text.find(building)
    if found >= 0 and text[found - 1 : found] in ("", " "):
        behind = text[found + len(building) :].lstrip()
        if text[found + len(building) :][:1] in ("", " ", ",", "(") and not behind.startswith(_GOES_ON):
            return True
    return same_road_address(address, text)


def _dashed(text: object) -> str:
    if isinstance(text, str) and _UNUSUAL.search(text) is None:
        return text.strip()
    return _DASHES.sub("-", plain(text))


def _is_detail_of(detail: str, addresses: Sequence[str], details: Sequence[str], delivery: Row) -> bool:
    """Check that each word of a detail is said, whole, behind the building's number or in the detail's own cell."""
    building = str(delivery["주소"]).split(" ", 2)[-1]
    tails = [_after(text, building) for text in addresses]
    said = " ".join((*tails, *details))
    if not detail:
        return not said.strip() or unit_of(said)[1] == "" or "none" in details
    if detail in details and not "".join(tails).strip():
        return True
    simple = SIMPLE_UNIT.fullmatch(detail)
    plainly = [*details, *tails, *(f"{tail} {text}" for tail in tails for text in details)]
    if simple and any(unit_of(text) == (simple[1] or "", simple[2]) for text in plainly):
        return True
    digits = [each.lstrip("0") or "0" for each in re.findall(r"\d+", said)]
    return all((number.lstrip("0") or "0") in digits for number in re.findall(r"\d+", detail)) and (
        not simple or _is_odd(said)
    )


def _is_odd(said: str) -> bool:
    """Tell whether a detail is written in one of the ways that only reading can settle, not comparing."""
    return re.search(r"[^\d\s동호()-]", said) is not None or re.search(r"\d+ \d+", said) is not None


def _after(text: str, building: str) -> str:
    if (at := text.find(building)) >= 0:
        return text[at + len(building) :]
    road, _, number = building.partition(" ")
    letters = r"\s*".join(map(re.escape, road))
    digits = re.escape(number.replace("지하 ", ""))
    found = re.search(rf"{letters}\s*(?:지하\s*)?{digits}(?!\d)", text)
    return text[found.end() :] if found else ""
