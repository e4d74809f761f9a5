"""Personal data in free text: found by its shape and replaced, so that what is left names nobody.

Names stand beside 씨 or 님 (or are known from elsewhere); phones, resident numbers, plates, accounts and mail
addresses have their shape; of an address everything behind the road goes, and road names stay.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from jikwon.korea import buildings, residents
from jikwon.korea.surnames import LONG_SURNAMES, NO_NAMES, SURNAMES, TITLES

REPLACED: Final = "[개인정보]"
Span = tuple[int, int]

_DIGITS: Final = re.compile(r"\d")
_ANY: Final = re.compile(r"[\d@씨님]")
_FULL: Final = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)} | {
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"), 0xFF20: "@", 0xFF0E: ".", 0x3000: " ", 0xA0: " ",
}  # fmt: skip
"""Each to one character, so that places in the text stay what they are."""
_WIDE: Final = re.compile("[" + "".join(map(re.escape, map(chr, _FULL))) + "]")

_GAP_IN_NUMBER: Final = r"[\s.\-~_·)/]{0,3}"
_MAIL: Final = re.compile(r"[\w.%+-]+\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+")
_RESIDENT: Final = re.compile(rf"(?<!\d)\d{{6}}{_GAP_IN_NUMBER}\d[\d*●○xX]{{6}}(?!\d)")
_PHONE: Final = re.compile(
    rf"(?:(?<!\d)|(?<=82))(?:\+?82[- .)]{{0,3}})?(?:\((?=\d{{2,4}}\)))?(?:0?1[016789]|0[2-6]\d?|070|080|050\d)"
    rf"{_GAP_IN_NUMBER}\d{{3,4}}{_GAP_IN_NUMBER}\d{{4}}(?!\d)|(?<![\d-])1[568]\d\d-\d{{4}}(?![\d-])"
)
_PLATE: Final = re.compile(
    r"(?<!\d)(?<!제)\d{2,3}\s?[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호육해공국합]\s?\d{4}"
    r"(?!\d|년|원|명|호)"
)
_ARTICLE: Final = re.compile(r"\d+ ?[조호주도로] \d+|\d+[조호주도로] ?(?:19|20)\d\d")
"""What has a plate's shape and is an article, a unit, a week: parted from a year or a number by a blank."""
_GROUPS: Final = re.compile(r"(?<!\d)\d{2,6}(?:-\d{1,8}){2,3}(?!\d)|(?<!\d)\d{4}(?: \d{4}){3}(?!\d)")
_BARE: Final = re.compile(r"(?<!\d)\d{10,16}(?!\d)|(?<![A-Za-z0-9])[MSRODmsrod]\d{8}(?!\d)")
_BANK: Final = re.compile(r"(?:은행|농협|수협|신협|뱅크|금고|우체국|계좌)[가-힣 :번호()]{0,10}(\d[\d -]{6,22}\d)")
_DAY: Final = re.compile(r"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])")

_COUNTED: Final = (
    r"(?!\d)(?! ?(?:년|월|일|시|분|초|개|명|건|회|차|층|번째|번(?!지|길)|m|M|km|㎞|미터|원|만|천|대|%|"
    r"퍼센트|배|주|세|인|kg|톤|도|조|항))"
)
_ROAD: Final = re.compile(
    r"([가-힣0-9]*[가-힣](?:대로|로|길)(?: ?\d{1,4}[가-힣]?번?길)?)"
    rf"[ ,]*((?:지하 ?)?\d{{1,4}}(?: ?- ?\d{{1,4}})?(?![\d가-힣]*길){_COUNTED}(?:번지|번(?![가-힣]))?)"
)
_NO_ROADS: Final = re.compile(
    r".*으로|(?:.*[^가-힣])?(?:바로|별도로|서로|스스로|위로|아래로|뒤로|앞뒤로|그대로|이대로|마음대로|멋대로|제대로|절대로|도로|차로|"
    r"\d+차로|통로|진로|경로|선로|수로|하수로|전화로|버스로|따로|새로|함부로|실제로|주로|홀로|인도로|차도로|때때로|수시로|최대로|"
    r"번호로|문자로|카드로|이후로|외부로|내부로|전부로|추가로|길|골목길|산책길|등굣길|하굣길|출근길|퇴근길|지름길|갈림길)"
)
_FLOOR: Final = re.compile(r"[ ,]*(?:지하 ?|B)?\d{1,3} ?층(?:[ ,]*\d{1,5}호)?")
_LOT: Final = re.compile(
    r"(?<=[가-힣]동|[가-힣]리|[0-9]가|\d동) ?(?:산 ?)?\d{1,4}(?:-\d{1,4}(?!\d)(?:번지)?|번지)(?! ?호선)|"
    r"(?<![가-힣\d-])\d{1,4}(?:-\d{1,4})?번지"
)
_UNIT: Final = re.compile(
    r"(?<![\d제가-힣-])(?:지하 ?)?\d{1,4} ?동 ?(?:\d{1,3} ?층 ?)?(?:비|B|지하 ?)?\d{1,5} ?호(?!선)|"
    r"(?<![\d제-])(?<!제 )(?:B|지하 ?)?\d{3,5}호(?!선|기|봉|점)|(?<![\d제가-힣-])\d{3,4}동(?![가-힣])|"
    r"(?<![\d제-])\d{1,4}-\d{1,5}호"
)
_LEGAL: Final = re.compile(r"\([가-힣]{1,6}\d?동(?:, ?[^()]{1,30})?\)")
_GAP: Final = re.compile(r"[ ,]*")

_BESIDE: Final = re.compile(
    r"(?<![가-힣])((?:[가-힣] ){1,3}[가-힣]|[가-힣]{1,10}) ?([씨님])"
    r"(?=$|[^가-힣]|[가이은는을를의께도와과에한만로라며랑인입])"
)
_LATIN: Final = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,3}) ?(?:씨|님)")
_AFTER: Final = re.compile(r"$|[^가-힣]|[씨님이가은는을를의께도와과에한만라며]")


def replace(text: str, *, names: Collection[str] = ()) -> tuple[str, int]:
    """Replace every piece of personal data by `[개인정보]`; give the text and how many pieces there were.

    `names` are people's that are known to belong to the text: they go wherever they stand as a word. Pieces that
    only blanks and commas part count as one.
    """
    spans = find(text, names=names)
    if not spans:
        return text, 0
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], REPLACED]
        end = stop
    return "".join([*parts, text[end:]]), len(spans)


def find(text: str, *, names: Collection[str] = ()) -> list[Span]:
    """Find the pieces of personal data in a text, as (start, end) in order, none touching another."""
    plain = text.translate(_FULL) if _WIDE.search(text) is not None else text
    found = list(_known(plain, names))
    if _ANY.search(plain) is not None:
        found += _shaped(plain)
    return _joined(plain, found) if found else []


def _known(text: str, names: Collection[str]) -> Iterator[Span]:
    """Find names that are known; one of two syllables, or parted by blanks, only where it is a word of its own."""
    for name in names:
        at = text.find(name) if len(name) > 1 else -1
        while at >= 0:
            end = at + len(name)
            if len(name) > 2 or _is_alone(text, at, end):
                yield at, end
            at = text.find(name, end)
        if f"{name[0]} " in text and len(name) <= _LONGEST_NAME:
            for found in re.finditer(" ?".join(map(re.escape, name)), text):
                if _is_alone(text, *found.span()):
                    yield found.span()


_LONGEST_NAME: Final = 5


def _is_alone(text: str, start: int, end: int) -> bool:
    return not (start and "가" <= text[start - 1] <= "힣") and _AFTER.match(text, end) is not None


def _shaped(text: str) -> Iterator[Span]:
    yield from _of_names(text)
    if "@" in text:
        yield from (found.span() for found in _MAIL.finditer(text))
    if _DIGITS.search(text) is None:
        return
    yield from residents.find(text)
    for pattern in (_RESIDENT, _PHONE, _BARE, _LEGAL_AFTER_NUMBER, _LOT, _UNIT):
        yield from (found.span() for found in pattern.finditer(text))
    yield from _plates(text)
    yield from _accounts(text)
    yield from _buildings(text)


def _of_names(text: str) -> Iterator[Span]:
    """Find names beside 씨 and 님; what only looks like one (선생님, 날씨) stays."""
    if "씨" not in text and "님" not in text:
        return
    for found in _BESIDE.finditer(text):
        word, title = found[1], found[2]
        name = word if " " in word else _name_in(word, is_title_plain=title == "씨")
        if name and (" " not in word or word.replace(" ", "")[0] in SURNAMES):
            yield found.end(1) - len(name), found.end(1)
    yield from (found.span(1) for found in _LATIN.finditer(text))


def _name_in(word: str, *, is_title_plain: bool) -> str:
    """Give the name at the end of a word that stands before 씨 or 님, "" where there is none."""
    if word in NO_NAMES or word in TITLES or (not is_title_plain and word.endswith(TITLES)):
        return ""
    if len(word) == 1:
        return word if is_title_plain and word in SURNAMES else ""
    if len(word) <= 4 and (word[0] in SURNAMES or word[:2] in LONG_SURNAMES):
        return word
    if len(word) > 3 and word[-3] in SURNAMES:
        return word[-3:]
    return word if is_title_plain and len(word) <= 4 else ""


def _plates(text: str) -> Iterator[Span]:
    for found in _PLATE.finditer(text):
        if _ARTICLE.fullmatch(found[0]) is None:
            yield found.span()


def _accounts(text: str) -> Iterator[Span]:
    """Find account numbers: three or four groups, ten digits and more in a row, or whatever a bank stands beside."""
    for found in _GROUPS.finditer(text):
        if _DAY.fullmatch(found[0]) is None:
            yield found.span()
    yield from (found.span(1) for found in _BANK.finditer(text))


def _buildings(text: str) -> Iterator[Span]:
    """Find the numbers of buildings; the road before one stays."""
    if "로" not in text and "길" not in text:
        return
    table = buildings.songpa()
    for found in _ROAD.finditer(text):
        road = found[1].replace(" ", "")
        if table.has_road(road) or _NO_ROADS.fullmatch(road) is None:
            floor = _FLOOR.match(text, found.end())
            yield found.start(2), floor.end() if floor else found.end()


_LEGAL_AFTER_NUMBER: Final = re.compile(rf"(?<=[\d호]) ?{_LEGAL.pattern}")


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Join pieces that overlap, or that only blanks and commas part."""
    joined: list[Span] = []
    for first, end in sorted(spans):
        start = first + (text[first] == " ")
        if joined and start <= _GAP.match(text, joined[-1][1]).end():  # type: ignore[union-attr]
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
