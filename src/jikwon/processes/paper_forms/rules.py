"""When a reading is accepted: its own rule confirms it, all readings agree, and the worst is sure enough."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from jikwon.korea import Reading, addresses, dates, phones
from jikwon.processes.paper_forms.model import (
    ADDRESS,
    BLANK,
    FREE,
    Basis,
    Cell,
    Doubt,
    Field,
    Kind,
    Read,
    Thresholds,
    Value,
)  # fmt: skip

TEXT_MAX: Final = 200
_LETTERS: Final = re.compile(r"[가-힣A-Za-z0-9 .,()\-~/·@&'_%+:]+")
"""What people write into forms; a stray letter of another script is a misreading."""
_NUMBER: Final = re.compile(r"(\d{1,9})\s*(?:명|개|인|세|원|대|건|부)?")
_DAY: Final = re.compile(
    r"(?:19|20)\d\d(?:-\d\d-\d\d|\. ?\d{1,2}\. ?\d{1,2}\.?|/\d{1,2}/\d{1,2}|년 ?\d{1,2}월 ?\d{1,2}일)"
)
"""Days with all their marks: a mark that was not read may have been a digit."""
_PHONE: Final = re.compile(r"0\d{1,2}[-. ] ?\d{3,4}[-. ] ?\d{4}")


def judge(field: Field, cell: Cell, thresholds: Thresholds) -> Value | Doubt:
    """Accept what was read in a field's cell, or say why not."""
    if cell.readings is None:
        return Doubt(field=field.name, code="label-missing", reason="label")
    texts = [_tidy(read.text) for read in cell.readings]
    sure = confidence(cell.readings)
    if not any(texts) and sure == 100:
        return _blank(field, thresholds)
    values = [value_of(field, text) for text in texts]
    reason = _reason(field, texts, values, sure, thresholds.of.get(field.measured_as))
    if not reason:
        return Value(field=field.name, value=values[0], confidence=sure, basis=Basis.RULE)
    said = (value or (text if field.kind is Kind.TEXT else "") for value, text in zip(values, texts, strict=True))
    return Doubt(field=field.name, code=f"{field.kind.value}-unclear", reason=reason, candidates=tuple(said))


def confidence(readings: Sequence[Read]) -> float:
    """Give the confidence of the least sure reading."""
    return min(read.confidence for read in readings)


def agreed(field: Field, cell: Cell) -> str | None:
    """Give the value that rule and readings alone would accept, "" for a blank cell, None where they do not."""
    if cell.readings is None:
        return None
    texts = [_tidy(read.text) for read in cell.readings]
    if not any(texts):
        return "" if confidence(cell.readings) == 100 else None
    values = [value_of(field, text) for text in texts]
    return values[0] if not _reason(field, texts, values, 100.0, 0.0) else None


def value_of(field: Field, text: str) -> str:
    """Give the value that a text has as its field is written, "" where the field's rule does not confirm it."""
    match field.kind:
        case Kind.DATE:
            return _day(field, text)
        case Kind.PHONE:
            reading = phones.read(text) if _PHONE.fullmatch(text) else None
            return reading.value if isinstance(reading, Reading) else ""
        case Kind.NUMBER:
            return _number(field, text)
        case Kind.CHOICE:
            wanted = text.replace(" ", "")
            return next((value for value in field.values if value.replace(" ", "") == wanted), "")
    return text if _is_text(field, text) else ""


def typed(field: Field, text: str) -> str:
    """Give the value of what a person typed; more ways of writing are taken than from a scan. "" is none."""
    tidy = _tidy(text)
    match field.kind:
        case Kind.DATE:
            reading = dates.read_day(tidy)
            return f"{reading.value}" if isinstance(reading, Reading) and _in_bounds(field, reading.value) else ""
        case Kind.PHONE:
            phone = phones.read(tidy)
            return phone.value if isinstance(phone, Reading) else ""
        case Kind.TEXT:
            return tidy if len(tidy) <= TEXT_MAX else ""
    return value_of(field, tidy)


def _blank(field: Field, thresholds: Thresholds) -> Value | Doubt:
    if field.required:
        return Doubt(field=field.name, code="blank-required", reason="blank")
    if BLANK not in thresholds.of:
        return Doubt(field=field.name, code=f"{field.kind.value}-unclear", reason="unmeasured")
    return Value(field=field.name, value="", confidence=100.0, basis=Basis.RULE)


def _reason(field: Field, texts: Sequence[str], values: Sequence[str], sure: float, threshold: float | None) -> str:
    """Give the code of the first reason that speaks against the readings, "" where none does."""
    if not any(texts):
        return "unread"
    if not any(values):
        return "rule"
    if len(set(values)) > 1:
        return "readings-differ"
    if threshold is None:
        return "unconfirmed" if field.measured_as == FREE else "unmeasured"
    return "unsure" if sure < threshold else ""


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _day(field: Field, text: str) -> str:
    reading = dates.read_day(text) if _DAY.fullmatch(text) else None
    if isinstance(reading, Reading) and _in_bounds(field, reading.value):
        return f"{reading.value}"
    return ""


def _in_bounds(field: Field, day: date) -> bool:
    return (field.earliest is None or field.earliest <= day) and (field.latest is None or day <= field.latest)


def _number(field: Field, text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if found is None or (len(found[1]) > 1 and found[1][0] == "0"):
        return ""
    number = int(found[1])
    fits = (field.least is None or field.least <= number) and (field.most is None or number <= field.most)
    return str(number) if fits else ""


def _is_text(field: Field, text: str) -> bool:
    if not _LETTERS.fullmatch(text) or len(text) > TEXT_MAX:
        return False
    if field.check == ADDRESS and not _is_address(text):
        return False
    return not field.pattern or re.fullmatch(field.pattern, text) is not None


def _is_address(text: str) -> bool:
    """Tell whether a text is, to the letter, how a building that exists and its detail are written."""
    reading = addresses.read(text)
    if not isinstance(reading, Reading) or (reading.value.detail and not reading.value.detail_ho):
        return False
    found = reading.value
    whole = f"{found.road_address} {found.detail}".rstrip()
    return text.replace(",", "") in (whole, whole.removeprefix(f"{found.district.city} "))
