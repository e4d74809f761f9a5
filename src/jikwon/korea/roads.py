"""Where the road ends and the building's number begins: every split that the text allows."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from jikwon.korea.buildings import Building, BuildingTable, Number

# A number is a building's only if what follows does not make it part of a road, a lot, a 동, 호 or 층.
_NUMBER: Final = re.compile(
    r"[ ,]*(지하 ?)?(\d{1,5})(?: ?- ?(\d{1,5}))?(?!\d)"
    r"(?! ?[가-힣]? ?번? ?길(?: ?\d|[ ,]|$)| ?번지| ?(?:번|호|동|층)(?![가-힣])|의 ?\d)",
    re.ASCII,
)
# The usual form, followed by what leaves no other split open.
_QUICK: Final = re.compile(
    r"([가-힣0-9]+[로길]) (\d{1,5})(?:-(\d{1,5}))?(?=,|$| \d{1,4}동| \d{1,5}호| \d{1,4}-\d{1,5}$)", re.ASCII
)
_CHAIN: Final = re.compile(r"[ ,]*(지하 ?)?(\d{1,5}) ?- ?(?=\d{1,4} ?- ?\d{1,5} ?호?$)", re.ASCII)
_PARTED: Final = re.compile(r" ?(지하 ?)?(\d{1,4}) (\d{1,4})$", re.ASCII)
_ROADLIKE: Final = re.compile(r"[가-힣0-9 ]*(?:로|길) ?(?:지하 ?)?\d")
_BRANCH: Final = re.compile(r" ?\d+ ?[가-힣]? ?번? ?길")
_LOT: Final = re.compile(r"번지|(?:^| )산 ?\d|동 ?\d+(?: ?- ?\d+)?(?![ \d]*(?:동|호|층))")


class Split(NamedTuple):
    """One way to read road and number that the building table confirms; `rest` is what follows."""

    road: str
    number: Number
    building: Building
    rest: str
    written: str


class NoSplit(NamedTuple):
    """No way, or several: a question's code and its finer reason."""

    reason: str
    why: str = ""


def split(text: str, table: BuildingTable) -> Split | NoSplit:
    """Find the one way to read `text`, which begins with the road, that the table confirms."""
    if (quick := _QUICK.match(text)) is not None:
        road, main, sub = quick.groups()
        number = Number(int(main), int(sub) if sub else 0)
        if (building := table.numbers(road).get(number)) is not None:
            return Split(road, number, building, text[quick.end() :], quick.group())
    roads = list(_roads(text, table))
    candidates = [found for road, end in roads for found in _numbers(road, text, end, table)]
    known = {(each.road, each.number): each for each in candidates if each.building.zip}
    if len(known) == 1:
        return next(iter(known.values()))
    if known:
        return NoSplit("address-unclear", "two-readings")
    if candidates:
        return NoSplit("number-unknown")
    return _nothing(text, roads)


def _nothing(text: str, roads: list[tuple[str, int]]) -> NoSplit:
    if _LOT.search(text):
        return NoSplit("address-unclear", "lot-number")
    if roads:  # the longest: 가락로 begins 가락로11길 too, and is not the road that was meant
        is_branch = _BRANCH.match(text[max(end for _, end in roads) :])
        return NoSplit("road-unknown") if is_branch else NoSplit("address-unclear", "number-missing")
    return NoSplit("road-unknown") if _ROADLIKE.match(text) else NoSplit("address-unclear", "unreadable")


def _roads(text: str, table: BuildingTable) -> Iterator[tuple[str, int]]:
    """Give each road of the table that `text` begins with, blanks aside, and where it ends."""
    compact = ""
    for end, letter in enumerate(text, 1):
        if letter == " ":
            continue
        compact += letter
        if letter in "로길" and table.has_road(compact):
            yield compact, end
        if len(compact) >= table.longest:
            return


def _numbers(road: str, text: str, end: int, table: BuildingTable) -> Iterator[Split]:
    known = table.numbers(road)
    if (found := _NUMBER.match(text, end)) is not None:
        yield _as_split(road, known, text, found.group(1), found.group(2), found.group(3), found.end())
    if (found := _CHAIN.match(text, end)) is not None:
        yield _as_split(road, known, text, found.group(1), found.group(2), None, found.end())
    if (found := _PARTED.match(text, end)) is not None:
        yield _as_split(road, known, text, found.group(1), found.group(2) + found.group(3), None, found.end())


_UNKNOWN: Final = Building("", "")


def _as_split(
    road: str, known: Mapping[Number, Building], text: str, under: str | None, main: str, sub: str | None, end: int
) -> Split:
    number = Number(int(main), int(sub or 0), bool(under))
    return Split(road, number, known.get(number, _UNKNOWN), text[end:], text[:end])
