"""How official documents are written: numbers, money, items, attachments and the end mark.

Sources: 행정업무의 운영 및 혁신에 관한 규정 (the decree) 제7조 on letters, numbers, dates and times, and its 시행규칙
(the rule) 제2조 on money and items and 제4조 on the end. What the rule leaves open (signs behind 하., one item alone,
blanks around a sign) follows 행정업무운영 편람, the ministry's handbook. Dates and moments are in `style`.
"""

from collections.abc import Sequence
from typing import Final

GAP: Final = "  "
"""One letter's width (한 글자), that is two strokes: before `끝.` and behind 붙임."""
END: Final = f"{GAP}끝."
LEVELS: Final = 8
_CONSONANTS: Final = tuple("가나다라마바사아자차카타파하")
_VOWELS: Final = "ㅏㅓㅗㅜ"
_VOWEL_NUMBERS: Final = (0, 4, 8, 13)
"""Where ㅏ, ㅓ, ㅗ and ㅜ stand among the 21 vowels of Unicode's Hangul syllables; each has 28 syllables."""
_DIGITS: Final = "영일이삼사오육칠팔구"
_PLACES: Final = ("", "십", "백", "천")
_GROUPS: Final = ("", "만", "억", "조", "경")
_MOST: Final = 10 ** (4 * len(_GROUPS))
_CIRCLED_DIGITS: Final = (
    *map(chr, range(0x2460, 0x2474)), *map(chr, range(0x3251, 0x3260)), *map(chr, range(0x32B1, 0x32C0)),
)  # fmt: skip
_CIRCLED_LETTERS: Final = tuple(map(chr, range(0x326E, 0x327C)))


def write_number(number: int) -> str:
    """Write `12,345`: Arabic digits (the decree, 제7조제3항) with a comma every three places."""
    return f"{number:,}"


def read_out(number: int) -> str:
    """Write a whole number from 0 to below 10²⁰ in Hangul, `일십일만삼천오백육십`: 일 stands before 십, 백 and 천 too.

    So does the example of the rule, 제2조제2항, that nobody may write a digit into. Raises `ValueError` beyond.
    """
    if not 0 <= number < _MOST:
        raise ValueError("a number that has no reading here")
    if number == 0:
        return _DIGITS[0]
    groups = []
    for name in _GROUPS:
        number, group = divmod(number, 10_000)
        if group:
            groups.append(_read_group(group) + name)
    return "".join(reversed(groups))


def _read_group(group: int) -> str:
    digits = reversed([int(digit) for digit in str(group)])
    read = [f"{_DIGITS[digit]}{place}" for digit, place in zip(digits, _PLACES, strict=False) if digit]
    return "".join(reversed(read))


def write_money(won: int) -> str:
    """Write `금234,580원(금이십삼만사천오백팔십원)` (the rule, 제2조제2항). Raises `ValueError` below 0."""
    return f"금{write_number(won)}원(금{read_out(won)}원)"


def item_sign(level: int, number: int) -> str:
    """Give the sign of the `number`-th item (from 1) of a `level` (from 1): 1. 가. 1) 가) (1) (가) ① ㉮.

    The order of levels is the rule's, 제2조제1항. Behind 하 come 거, 너, … 허, then 고 and 구 (the handbook); ① ends
    at 50 and ㉮ at ㉻, the last that letters exist for. Raises `ValueError` where no sign exists.
    """
    if not 1 <= level <= LEVELS or number < 1:
        raise ValueError(f"no item {number} of level {level}")
    if level in (7, 8):
        signs = _CIRCLED_DIGITS if level == 7 else _CIRCLED_LETTERS
        if number > len(signs):
            raise ValueError(f"no item {number} of level {level}")
        return signs[number - 1]
    name = str(number) if level % 2 else _letter(number)
    return ("{}.", "{}.", "{})", "{})", "({})", "({})")[level - 1].format(name)


def _letter(number: int) -> str:
    vowel, consonant = divmod(number - 1, len(_CONSONANTS))
    if vowel >= len(_VOWELS):
        raise ValueError(f"no letter for item {number}")
    return chr(ord(_CONSONANTS[consonant]) + 28 * _VOWEL_NUMBERS[vowel])


def write_items(items: Sequence[str], *, level: int = 1, indent: bool = True) -> list[str]:
    """Write items of one level, a line each; one alone has no sign (the handbook).

    From the second level on, a line begins two strokes further right than its upper level's (the rule, 제2조); one
    blank parts sign and text. Without `indent` the paragraph's own form does that. Raises `ValueError`.
    """
    margin = GAP * (level - 1) if indent else ""
    if len(items) == 1:
        return [f"{margin}{items[0]}"]
    return [f"{margin}{item_sign(level, number)} {text}" for number, text in enumerate(items, start=1)]


def write_attachments(attachments: Sequence[str]) -> str:
    """Write `붙임  1. … 1부.` with a line for each, and the end mark behind the last (the rule, 제4조).

    Each is given as `민원 처리결과 1부`; its full stop is added. None gives "".
    """
    stopped = [f"{text.strip().rstrip('.')}." for text in attachments]
    if not stopped:
        return ""
    first, *others = write_items(stopped)
    return "\n".join([f"붙임{GAP}{first}", *(f"{GAP * 3}{line}" for line in others)]) + END


def end(text: str) -> str:
    """Give a text with the end mark a letter's width behind its last letter (the rule, 제4조제5항)."""
    return text.rstrip() + END
