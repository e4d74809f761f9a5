"""The detail of an address: 동, 호, floor and words, in one canonical form."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_DONG: Final = re.compile(
    r"제? ?(?<![\d-])(\d{1,4}) ?동(?![가-힣])|제? ?(?<!\d)(\d{1,4}) ?동(?=제?지하|반지하|지층)"
    r"|(?<![A-Za-z가-힣])(?:([A-Za-z]\d{0,2})|(에이|비|씨|디|[가-하]|상가|관리|본관|별관|신관)) ?동(?![가-힣])",
    re.ASCII,
)
_HO: Final = re.compile(
    r"제? ?(?:(반지하|지하|지층|(?<![A-Za-z가-힣])[A-Za-z]) ?)?(?<!\d)(\d{1,5})(?: ?- ?(\d{1,2}))? ?호(?!점|선)실?",
    re.ASCII,
)
_PAIR: Final = re.compile(
    r"(?:^|(?<= ))(?:제 ?)?(\d{1,4}|[A-Za-z]|[가-하]) ?(동?) ?- ?(지하 ?|[Bb])?"
    r"(\d{1,5})(?: ?- ?(\d{1,2}))? ?(호?)(?= |$)",
    re.ASCII,
)
_FLOOR: Final = re.compile(
    r"(지하|(?<![A-Za-z])[Bb]) ?(\d{1,2}) ?층|(?<!\d)(\d{1,3}) ?층|지하층|반지하|지층|지하(?! ?\d)", re.ASCII
)
_QUICK: Final = re.compile(r" ?(?:([1-9]\d{0,3})동 )?([1-9]\d{0,4})호", re.ASCII)
_BARE: Final = re.compile(r"(지하|[Bb])?(\d{1,5})", re.ASCII)
_GLUED: Final = re.compile(r"\d(?:동|호|층)|\d-\d")  # a number of the place that no pattern took: never dropped
_SPELT: Final = {"에이": "A", "비": "B", "씨": "C", "디": "D"}
_BUILDING: Final = re.compile(r"(?:빌딩|주택|하우스|상가|센터|프라자|플라자|맨숀|아파텔)$|\d차$|\d단지$")

FORM: Final = "detail-form"
FLOOR_DROPPED: Final = "floor-dropped"
HO_IMPLIED: Final = "ho-implied"
NAME_DROPPED: Final = "detail-words-dropped"


class Detail(NamedTuple):
    """A detail; `dong` and `ho` without their words 동 and 호, `floor` as `2층` or `지하1층`."""

    dong: str = ""
    ho: str = ""
    floor: str = ""
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class NoDetail(NamedTuple):
    """Two readings, or a number that may be anything."""

    is_contradicting: bool


def read(text: str, *, in_flats: bool) -> Detail | NoDetail:
    """Read a cleaned detail (tail of the address and 상세주소 together, in single blanks).

    `101-1203` is 101동 1203호; `101-2` is that only in a building of flats. Leading zeros go, but
    those behind a letter stay as they are on the door (`B01호`). A number
    alone is a 호 where a 동 was said, or with three or four digits outside flats; else unclear.
    A floor beside a 호 goes, except that one under the ground stays with the 호 (`지하1층 101호`
    is 지하101호).
    """
    if not text:
        return Detail()
    if (quick := _QUICK.fullmatch(text)) is not None:
        return Detail(quick.group(1) or "", quick.group(2))
    parts = _Parts(text.translate(_AS_BLANK), in_flats=in_flats)
    if parts.is_unclear or len(parts.dongs) > 1 or len(parts.hos) > 1:
        return NoDetail(is_contradicting=not parts.is_unclear)
    return _settled(parts, in_flats=in_flats)


_AS_BLANK: Final = str.maketrans(",./·;:", "      ")


class _Parts:
    """What was found in a detail, and the words that are left."""

    def __init__(self, text: str, *, in_flats: bool) -> None:
        self.dongs: dict[str, None] = {}
        self.hos: dict[str, None] = {}
        self.floors: dict[str, None] = {}
        self.is_unclear = False
        self._in_flats = in_flats
        text = " ".join(text.split())
        text = _PAIR.sub(self._pair, text)
        text = _DONG.sub(self._dong, text)
        text = _HO.sub(self._ho, text)
        text = _FLOOR.sub(self._floor, text)
        words = dict.fromkeys(word for word in text.split() if word.strip("-()"))
        self.numbers = [word for word in words if _BARE.fullmatch(word)]
        self.words = tuple(word for word in words if word not in self.numbers)
        if any(_GLUED.search(word) for word in self.words):
            self.is_unclear = True

    def _pair(self, found: re.Match[str]) -> str:
        dong, dong_word, under, ho, sub, ho_word = found.groups()
        is_long = len(ho) >= 3 or bool(dong_word) or bool(under) or not dong.isdecimal() or sub is not None
        if not is_long and (bool(ho_word) == self._in_flats):
            self.is_unclear = True
        elif not is_long and ho_word:
            self.hos[f"{_plain(dong)}-{_plain(ho)}"] = None
        else:
            self.dongs[_dong_name(dong)] = None
            self.hos[_under(under) + (ho if under else _plain(ho)) + (f"-{_plain(sub)}" if sub else "")] = None
        return " "

    def _dong(self, found: re.Match[str]) -> str:
        self.dongs[_dong_name(next(filter(None, found.groups())))] = None
        return " "

    def _ho(self, found: re.Match[str]) -> str:
        under, ho, sub = found.groups()
        self.hos[_under(under) + (ho if under else _plain(ho)) + (f"-{_plain(sub)}" if sub else "")] = None
        return " "

    def _floor(self, found: re.Match[str]) -> str:
        under, depth, floor = found.groups()
        name = f"지하{_plain(depth)}층" if under else f"{_plain(floor)}층" if floor else "지하"
        self.floors[name] = None
        return " "


def _settled(parts: _Parts, *, in_flats: bool) -> Detail | NoDetail:
    dong, ho = next(iter(parts.dongs), ""), next(iter(parts.hos), "")
    notes: tuple[str, ...] = (FORM,)
    numbers = [_BARE.sub(lambda each: _under(each.group(1)) + _plain(each.group(2)), each) for each in parts.numbers]
    if dong and ho:  # the same said twice, once without its word
        numbers = [number for number in numbers if number not in (dong, ho)]
    match (bool(dong), bool(ho), in_flats, numbers):
        case (_, _, _, []):
            pass
        case (True, False, _, [number]):
            ho, notes = number, (FORM, HO_IMPLIED)
        case (False, True, True, [number]):
            dong = number
        case (False, False, True, [first, second]):
            dong, ho, notes = first, second, (FORM, HO_IMPLIED)
        case (False, False, True, [_]):
            pass  # 동 or 호: with a building of flats the 호 counts as missing
        case (False, False, False, [number]) if len(number.lstrip("지하B")) in (3, 4):
            ho, notes = number, (FORM, HO_IMPLIED)
        case _:
            return NoDetail(is_contradicting=False)
    if not ho and len(parts.floors) > 1:
        return NoDetail(is_contradicting=True)
    return _with_floor(dong, ho, parts, notes)


def _with_floor(dong: str, ho: str, parts: _Parts, notes: tuple[str, ...]) -> Detail:
    floors = list(parts.floors)
    if not ho:
        return Detail(dong, "", floors[0] if floors else "", parts.words, notes)
    if floors:
        notes = (*notes, FLOOR_DROPPED)
    deep = next((floor for floor in floors if floor.startswith("지하")), "")
    if deep and not ho.startswith(("지하", "B")):
        ho = ("지하" if deep in ("지하", "지하1층") else f"{deep} ") + ho
    return Detail(dong, ho, "", parts.words, (*notes, NAME_DROPPED) if parts.words else notes)


def is_building(word: str, flats: re.Pattern[str]) -> bool:
    """Tell whether a word of a detail is a building's name and says nothing of the place in it."""
    return flats.search(word) is not None or _BUILDING.search(word) is not None


def canonical(words: Iterable[str]) -> str:
    """Write words as a key: without blanks, regardless of case."""
    return "".join(words).replace(" ", "").casefold()


def _dong_name(written: str) -> str:
    return _SPELT.get(written) or _plain(written).upper()


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _under(written: str | None) -> str:
    if not written:
        return ""
    word = written.strip()
    return "지하" if word in ("지하", "반지하", "지층") else word.upper()
