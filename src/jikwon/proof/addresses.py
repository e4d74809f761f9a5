"""Comparing addresses: an output's canonical form against whatever a register's text says."""

import re

from jikwon.proof.compare import plain

_REGION = r"(?:시|도|구|군|읍|면|동|리)"
_BEFORE = re.compile(rf"(?:(?<![가-힣0-9])|(?<={_REGION}))")
_AFTER = re.compile(r"(?!\s*-\s*\d|\d|\s*(?:번|가)?길)")
_SIMPLE = re.compile(r"(?:0*([1-9]\d*)동 ?)?0*([1-9]\d*)호|0*([1-9]\d*)-0*([1-9]\d*)")
_CANONICAL = re.compile(r"(?:\S+\s)*?(\S+(?:대로|로|길))\s?(지하\s?)?(\d+(?:-\d+)?)")
_BRACKETS = re.compile(r"\([^()]*\)")
_FLOOR = re.compile(r"(?:지하|B)?\s*\d+\s*층", re.IGNORECASE)
_DONG = re.compile(r"(?<![0-9A-Za-z가-힣])(?:제\s?)?([0-9]+|[A-Za-z]|[가나다라마바사아자차카타파하])\s?동(?![가-힣])")
_HO = re.compile(r"((?:지하|[A-Za-z])?\s?-?\s?[0-9]+(?:-[0-9]+)?)\s?호(?![가-힣])(\s?-\s?[0-9]+)?")
_PAIR = re.compile(r"(?<![0-9-])([0-9]+|[A-Za-z])\s?[-/]\s?((?:[A-Za-z])?[0-9]+)(?![0-9-])")


def road_address_in(text: object, road: str, number: str) -> bool:
    """Tell whether a text names exactly this building: `road_address_in(x, "올림픽로", "326")`.

    Blanks inside the road's name are ignored. 올림픽로 is not in 올림픽로35길, 32 not in 326, 32 not in
    32-1, and 가락로 not in 새가락로; a region (송파구) may stand before it without a blank.
    """
    return _names(plain(text), road, number)


def _names(said: str, road: str, number: str) -> bool:
    for written in (f"{road} {number}", road + number):  # the two usual ways, without making a pattern
        start = said.find(written)
        if start >= 0 and _BEFORE.match(said, start) and _AFTER.match(said, start + len(written)):
            return True
    if road[:1] not in said:
        return False
    letters = r"\s*".join(re.escape(letter) for letter in road)
    digits = re.escape(number).replace("지하", r"지하\s*")
    return re.search(rf"{_BEFORE.pattern}{letters}\s*{digits}{_AFTER.pattern}", said) is not None


def same_road_address(output: object, source: object) -> bool:
    """Check that the source's text names the road and number that the output's address ends with."""
    found = _CANONICAL.fullmatch(plain(output))
    if found is None:
        return plain(output) == plain(source) == ""
    below = "지하" if found[2] else ""
    return road_address_in(source, found[1], below + found[3])


def after_road_address(text: object, road: str, number: str) -> str:
    """Give what a text says after road and number, brackets left out: the detail in a long address."""
    letters = r"\s*".join(re.escape(letter) for letter in road)
    found = re.search(rf"{letters}\s*{re.escape(number)}(?!\d)", plain(text))
    return _BRACKETS.sub(" ", plain(text)[found.end() :]).strip(" ,") if found else ""


def unit_of(text: object) -> tuple[str, str]:
    """Give (동, 호) of a detail text, "" for what it does not name; leading zeros and blanks are dropped.

    `101동 1203호`, `101-1203`, `가동 3층 302호`, `지하 1층 B01호`. Brackets say nothing here, and a floor
    only where no 호 is named: `B동 3층` is ("B", "3층").
    """
    whole = plain(text)
    if simple := _SIMPLE.fullmatch(whole):
        return simple[1] or simple[3] or "", simple[2] or simple[4]
    whole = _BRACKETS.sub(" ", whole)
    detail = _FLOOR.sub(" ", whole)
    dong, ho = _DONG.search(detail), _HO.search(detail)
    pair = _PAIR.search(detail) if dong is None and ho is None else None
    if pair is not None:
        return _bare(pair[1]), _bare(pair[2])
    if ho is None:
        return _bare(dong[1]) if dong else "", _room(_DONG.sub(" ", detail), whole)
    if dong is None and (split := re.fullmatch(r"([0-9]+)-([0-9]+)", ho[1].strip())):
        return _bare(split[1]), _bare(split[2])
    return _bare(dong[1]) if dong else "", _bare(ho[1]) + (ho[2] or "").replace(" ", "")


def _room(detail: str, whole: str) -> str:
    """Give a lone number, else the floor, where no 호 is named."""
    if alone := re.fullmatch(r"\s*([A-Za-z]?[0-9]+)\s*", detail):
        return _bare(alone[1])
    floor = _FLOOR.search(whole)
    return floor[0].replace(" ", "") if floor else ""


def same_unit(output: object, source: object) -> bool:
    """Compare 동 and 호 of a detail; texts that name neither compare as letters."""
    one, other = unit_of(output), unit_of(source)
    if one == other == ("", ""):
        return plain(output).replace(" ", "") == plain(source).replace(" ", "")
    return one == other


def _bare(text: str) -> str:
    return re.sub(r"[\s-](?=\D|$)|\s", "", text).lstrip("0").upper() or "0"
