"""Telephone numbers of Korea."""

import re
from typing import Final, TypeAlias

from jikwon.korea import characters
from jikwon.korea.readings import Reading, Unclear

PhoneReading: TypeAlias = "Reading[str] | Unclear"

_QUICK: Final = re.compile(r"010-?\d{4}-?\d{4}", re.ASCII)
_ABROAD: Final = re.compile(r"(?:\+|00)82[ -]*(?:\(0\))?[ -]*0?|82[ -]*(?:\(0\)[ -]*)?(?=0?1[016789]|0?[2-7])0?")
_LABEL: Final = re.compile(
    r"^(?:H\.?P|TEL|T|M|휴대폰|휴대전화|핸드폰|전화번호|전화|연락처|☎|☏|📞|📱)[ .:)]*", re.IGNORECASE
)
_OWNER: Final = re.compile(r"\((?:본인|부|모|아버지|어머니|보호자|배우자|남편|아내|자녀|아들|딸|가족)\)$")
_TWO: Final = re.compile(r"[/,;|&]|또는")
_NONE: Final = frozenset({"", "-", ".", "없음", "미상", "모름"})
_ALLOWED: Final = re.compile(r"[\d ().-]+", re.ASCII)
_NOT_DIGITS: Final = re.compile(r"\D")

# Domain B0's patterns, over bare digits. 010 has always had eight digits after it, so nine digits are one short.
_PLANS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(010)(\d{4})(\d{4})",
        r"(01[16789])(\d{3,4})(\d{4})",
        r"(02)(\d{3,4})(\d{4})",
        r"(0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]))(\d{3,4})(\d{4})",
        r"(070)(\d{4})(\d{4})",
        r"(050\d)(\d{3,4})(\d{4})",
        r"(1[568]\d\d)(\d{4})",
    )
)
# What a lost leading 0 leaves, only where no number with all its digits looks so; eight digits that begin
# with 2 may be a Seoul number without its area code.
_ZERO_LOST: Final = re.compile(
    r"10\d{8}|1[16789]\d{7,8}|2[2-9]\d{7}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])[2-9]\d{6,7}|70\d{8}", re.ASCII
)

HYPHENS: Final = "phone-hyphens"
COUNTRY: Final = "phone-country"
ZERO: Final = "phone-zero"
REMARK: Final = "phone-remark"


def read(raw: str) -> PhoneReading:
    """Read one number and write it `010-1234-5678`.

    Mobiles, landlines, 070 and 1NNN follow domain B0's patterns (so that numbers of unassigned blocks
    pass); what these do not settle is asked of the numbering plan that `phonenumbers` carries.
    `+82` and a lost leading 0 are mended and noted.

    Unclear: `phone-blank`, `phone-two` (two numbers), `phone-digits` (too few or too many),
    `phone-foreign`, `phone-unreadable`.
    """
    if _QUICK.fullmatch(raw):
        return Reading(value=raw) if len(raw) == 13 else _hyphenated(raw)
    text, notes = characters.clean(raw)
    if text in _NONE:
        return Unclear(reason="phone-blank")
    text, added = _without_remarks(text)
    parts = [part for part in _TWO.split(text) if part.strip()]
    if len(parts) > 1:
        return Unclear(reason="phone-two", details={"written": raw})
    return _number(text, (*notes, *added), raw)


def _hyphenated(raw: str) -> Reading[str]:
    digits = raw.replace("-", "")
    return Reading(value=f"{digits[:3]}-{digits[3:7]}-{digits[7:]}", normalised=(HYPHENS,))


def _without_remarks(text: str) -> tuple[str, tuple[str, ...]]:
    bare = _OWNER.sub("", _LABEL.sub("", text)).strip()
    return (bare, (REMARK,)) if bare != text else (text, ())


def _number(text: str, notes: tuple[str, ...], raw: str) -> PhoneReading:
    details = {"written": raw}
    if (abroad := _ABROAD.match(text)) is not None:
        text, notes = "0" + text[abroad.end() :], (*notes, COUNTRY)
    if text.startswith(("+", "00")):
        return Unclear(reason="phone-foreign", details=details)
    if _ALLOWED.fullmatch(text.removesuffix(".0")) is None:
        return Unclear(reason="phone-unreadable", details=details)
    digits = _NOT_DIGITS.sub("", text.removesuffix(".0"))
    if len(digits) >= 16:
        return Unclear(reason="phone-two", details=details)
    if _ZERO_LOST.fullmatch(digits):
        digits, notes = "0" + digits, (*notes, ZERO)
    value = _planned(digits) or _by_library(digits)
    if value is None:
        return Unclear(reason="phone-digits", details=details)
    return Reading(value=value, normalised=notes if value == text else (*notes, HYPHENS))


def _planned(digits: str) -> str | None:
    for plan in _PLANS:
        if (found := plan.fullmatch(digits)) is not None:
            return "-".join(found.groups())
    return None


def _by_library(digits: str) -> str | None:
    """Ask the numbering plan for what the patterns leave open (050N, 080, …)."""
    if not (digits.startswith("0") and 9 <= len(digits) <= 12):
        return None
    if digits.startswith(("01", "02", "070")):
        return None
    import phonenumbers

    number = phonenumbers.parse(digits, "KR")
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))
