"""What the cells of a report say: temperature, yes or no, a symptom in a note. One reading, or unclear."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from jikwon.korea import Reading, Unclear

FEVER_C: Final = Decimal("37.5")
"""From here a temperature is a sign (domain A3: 37.5 ℃)."""
LOWEST_C, HIGHEST_C = Decimal("34.0"), Decimal("42.0")
YES, NO = "예", "아니오"

_YES: Final = frozenset({"예", "네", "넵", "y", "yes", "o", "ㅇ", "○", "◯", "〇", "유", "있음", "있다", "1", "true"})
_NO: Final = frozenset(
    {"아니오", "아니요", "아뇨", "n", "no", "x", "×", "✕", "무", "없음", "없다", "0", "-", "–", "—", "―", "−", "false"}
)  # fmt: skip
_NOT_TAKEN: Final = frozenset({"-", "–", "—", "미측정", "측정안함", "없음"})
_UNIT: Final = re.compile(r"(?:℃|°c|도|c)$")
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_WORDS: Final = (
    "발열", "고열", "미열", "열감", "열이", "열남", "열나", "기침", "가래", "인후통", "목아픔", "목이아", "목통증",
    "호흡곤란", "숨가쁨", "숨이차", "숨참", "오한", "몸살", "근육통", "두통", "미각", "후각", "콧물", "설사", "구토",
)  # fmt: skip
_SYMPTOM: Final = re.compile("|".join(_WORDS))
_DENIED: Final = re.compile(
    rf"(?:(?:{'|'.join(_WORDS)})(?:등)?[,./·및과와]*)+(?:증상)?(?:등)?(?:은|는|이|가|도|증상)*(?:전혀|모두|다)?"
    r"(?:없|무(?![가-힣])|x(?![a-z])|아님|안함|안남|호전|사라)"
)


def folded(written: str) -> str:
    """Give a cell's text as it is compared: NFKC, lower case, without blanks."""
    return "".join(normalize("NFKC", written).casefold().split())


@lru_cache(maxsize=512)  # a few spellings come thousands of times
def read_temperature(written: str) -> Reading[Decimal | None] | Unclear:
    """Read a temperature in ℃; blank or "not taken" is None.

    A decimal comma, a unit and full-width digits are lossless (`temperature-form`). Unclear:
    `temperature-unreadable`, `temperature-range` outside 34.0 to 42.0: 365, 63.5 and 3.65 are asked, never mended.
    """
    text = folded(written)
    if not text or text in _NOT_TAKEN:
        return Reading(value=None)
    bare = _UNIT.sub("", text)
    if not _NUMBER.fullmatch(bare):
        return Unclear(reason="temperature-unreadable")
    value = Decimal(bare.replace(",", "."))
    if not LOWEST_C <= value <= HIGHEST_C:
        return Unclear(reason="temperature-range")
    return Reading(value=value, normalised=() if written == f"{value}" else ("temperature-form",))


@lru_cache(maxsize=512)
def read_sign(written: str) -> Reading[bool | None] | Unclear:
    """Read yes or no, written in one of the many ways; blank is None. Unclear: `sign-unreadable`."""
    text = folded(written).rstrip(".")
    if not text:
        return Reading(value=None)
    if text in _YES or text in _NO:
        return Reading(value=text in _YES)
    return Unclear(reason="sign-unreadable")


def shown_sign(sign: bool | None) -> str:
    """Give what the sheets show of a sign: 예, 아니오, or blank where it was not said."""
    return "" if sign is None else YES if sign else NO


def shown_temperature(temperature: Decimal | None) -> str:
    """Give a temperature with one decimal, or two where it was taken so."""
    if temperature is None:
        return ""
    return f"{temperature.quantize(Decimal('0.1')) if temperature == round(temperature, 1) else temperature}"


def names_symptom(note: str) -> bool:
    """Tell whether a note names a symptom that it does not deny in the same breath."""
    return _SYMPTOM.search(_DENIED.sub("", folded(note))) is not None
