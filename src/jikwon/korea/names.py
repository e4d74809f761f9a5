"""People's names."""

import re
from typing import Final, TypeAlias

from jikwon.korea import characters
from jikwon.korea.readings import Reading, Unclear

NameReading: TypeAlias = "Reading[str] | Unclear"

_HANGUL: Final = re.compile(r"[가-힣]{2,5}")
_HANGUL_SPACED: Final = re.compile(r"[가-힣]+(?: [가-힣]+)+")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ](?:[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ .'-]{0,58}[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ.])")
_NOBODY: Final = frozenset(
    {"미상", "불명", "없음", "무명", "미정", "모름", "미확인", "확인중", "미기재", "해당없음", "성명불상", "불상"}
    | {"null", "none", "nan", "unknown", "-", "–", ".", "?"}
)
_LONG_SURNAMES: Final = frozenset({"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절", "어금"})

SPACED: Final = "name-blanks"


def read(raw: str) -> NameReading:
    """Read a name: 2–5 Hangul syllables, or up to 60 Latin letters with blanks, `.`, `-` and `'`.

    Blanks that only spread one Hangul name out (`홍 길 동`, `남궁 민수`) go. Two words of two
    syllables each may be two people, and a name with a remark is not only a name.

    Unclear: `name-blank`, `name-unreadable`.
    """
    text, notes = characters.clean(raw)
    if not text or text.lower() in _NOBODY:
        return Unclear(reason="name-blank")
    if _HANGUL.fullmatch(text) or (len(text) <= 60 and _LATIN.fullmatch(text)):
        return Reading(value=text, normalised=notes)
    if _HANGUL_SPACED.fullmatch(text) and _is_one_name(parts := text.split(" ")):
        joined = "".join(parts)
        return Reading(value=joined, normalised=(*notes, SPACED))
    return Unclear(reason="name-unreadable", details={"written": raw})


def order_key(name: str) -> tuple[int, str, str]:
    """Give the sort key of 가나다 order: Hangul first, then Latin regardless of case, blank last."""
    if not name:
        return (2, "", "")
    return (0, name, "") if "가" <= name[0] <= "힣" else (1, name.casefold(), name)


def _is_one_name(parts: list[str]) -> bool:
    if not 2 <= sum(map(len, parts)) <= 5:
        return False
    if all(len(part) == 1 for part in parts):
        return True
    return len(parts) == 2 and (len(parts[0]) == 1 or parts[0] in _LONG_SURNAMES)
