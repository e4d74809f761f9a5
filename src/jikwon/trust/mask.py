"""One standard of masking for screens, logs, evidence and exports, by the names of Korean columns."""

import re
from collections.abc import Callable, Mapping, Set
from enum import StrEnum
from unicodedata import normalize

HIDDEN = "••••"
"""What stands for a personal value of a kind that no rule knows."""


class Kind(StrEnum):
    """The kinds of personal values that have a rule."""

    NAME = "name"
    RESIDENT_NUMBER = "resident-number"
    PHONE = "phone"
    ADDRESS = "address"
    DETAIL = "detail"
    BIRTH = "birth"
    EMAIL = "email"
    OTHER = "other"


_COLUMNS = {
    "성명": Kind.NAME, "이름": Kind.NAME, "받는분": Kind.NAME, "신청인": Kind.NAME, "민원인": Kind.NAME,
    "보호자": Kind.NAME, "수령인": Kind.NAME, "환자명": Kind.NAME,
    "주민등록번호": Kind.RESIDENT_NUMBER, "주민번호": Kind.RESIDENT_NUMBER, "외국인등록번호": Kind.RESIDENT_NUMBER,
    "휴대전화": Kind.PHONE, "휴대전화번호": Kind.PHONE, "휴대폰": Kind.PHONE, "휴대폰번호": Kind.PHONE,
    "핸드폰": Kind.PHONE, "연락처": Kind.PHONE, "전화": Kind.PHONE, "전화번호": Kind.PHONE, "비상연락처": Kind.PHONE,
    "주소": Kind.ADDRESS, "도로명주소": Kind.ADDRESS, "지번주소": Kind.ADDRESS, "격리장소": Kind.ADDRESS,
    "격리장소주소": Kind.ADDRESS, "민원인주소": Kind.ADDRESS, "세대키": Kind.ADDRESS, "가족세대키": Kind.ADDRESS,
    "상세주소": Kind.DETAIL, "동호수": Kind.DETAIL,
    "생년월일": Kind.BIRTH, "출생일": Kind.BIRTH, "생일": Kind.BIRTH,
    "이메일": Kind.EMAIL, "전자우편": Kind.EMAIL, "메일": Kind.EMAIL, "email": Kind.EMAIL, "e-mail": Kind.EMAIL,
}  # fmt: skip
_KINDS = {kind.value: kind for kind in Kind}
_ENDINGS = (("성명", Kind.NAME), ("이름", Kind.NAME), ("전화번호", Kind.PHONE), ("연락처", Kind.PHONE))
_DASH = r"[-‐‑–—−－]"


def kind_of(column: str) -> Kind:
    """Tell the kind of a personal column by its header (blanks, brackets and `*` do not count) or a kind's own name."""
    name = re.sub(r"\([^)]*\)|\[[^\]]*\]|[\s*]", "", normalize("NFKC", column)).lower()
    if name in _COLUMNS:
        return _COLUMNS[name]
    if name in _KINDS:
        return _KINDS[name]
    return next((kind for ending, kind in _ENDINGS if name.endswith(ending)), Kind.OTHER)


def mask(kind: Kind | str, value: object) -> str:
    """Mask a value by its kind or its column's name; a blank stays blank.

    What does not look like its kind, and every kind without a rule, becomes ••••.
    """
    text = "" if value is None else normalize("NFKC", str(value)).strip()
    if not text:
        return ""
    known = kind if isinstance(kind, Kind) else kind_of(kind)
    return _RULES[known](text)


def mask_fields(fields: Mapping[str, object], personal: Set[str]) -> dict[str, str]:
    """Mask the fields that `personal` names and give the others as text."""
    return {
        name: mask(name, value) if name in personal else ("" if value is None else str(value))
        for name, value in fields.items()
    }


def scrub(text: str) -> str:
    """Mask resident numbers, phones and mail addresses in free text.

    Names and addresses are not looked for: free text about a person stays personal.
    """
    text = _RESIDENT.sub(lambda found: _resident(found[0]), text)
    text = _PHONE_IN_TEXT.sub(lambda found: _phone(normalize("NFKC", found[0])), text)
    return _EMAIL_IN_TEXT.sub(lambda found: _email(found[0]), text)


def _name(text: str) -> str:
    solid = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[가-힣㐀-鿿]+", solid):
        return f"{text[0]}***" if text[0].isalpha() else HIDDEN
    if len(solid) <= 2:
        return f"{solid[0]}*" if len(solid) == 2 else "*"
    return f"{solid[0]}{'*' * (len(solid) - 2)}{solid[-1]}"


def _resident(text: str) -> str:
    digits = _digits(text)
    return f"{digits[:6]}-*******" if len(digits) == 13 else HIDDEN


def _phone(text: str) -> str:
    digits = _digits(text)
    if re.search(r"[^\d\s().+]", re.sub(_DASH, "", text)):
        return HIDDEN
    if digits.startswith("82"):
        digits = "0" + digits[2:].removeprefix("0")
    elif re.fullmatch(r"1[016789]\d{7,8}", digits):  # a spreadsheet took the leading 0
        digits = "0" + digits
    if found := re.fullmatch(r"(02|050\d|0\d\d)(\d{3,4})\d{4}", digits):
        return f"{found[1]}-{found[2]}-****"
    return f"{digits[:4]}-****" if re.fullmatch(r"1\d{7}", digits) else HIDDEN


_CITIES = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_REGION = rf"(?:[가-힣]+(?:시|도|군|구|읍|면)|{_CITIES})"
_ROAD = r"[가-힣]+(?:\d+[가-힣]*)?로(?:\s?\d+[가-힣]?길|\s?\d+번[가-힣]?길)?|[가-힣]+\d*[가-힣]?길"
_STREET = rf"(?:\(?\d{{5}}\)?\s+)?((?:{_REGION}\s+)*(?:{_ROAD}|[가-힣]+\d*(?:동|리|가)))(?![가-힣])"


def _address(text: str) -> str:
    found = re.match(_STREET, text)  # compiled when first asked for: that takes 10 ms
    return f"{found[1]} ***" if found else HIDDEN


def _detail(_text: str) -> str:
    return "***"


def _birth(text: str) -> str:
    found = re.fullmatch(r"((?:19|20)\d\d)(?:\D.*|\d{4})?", text)
    return f"{found[1]}-**-**" if found else HIDDEN


def _email(text: str) -> str:
    local, at, domain = text.rpartition("@")
    if not at or not local or not re.fullmatch(r"[\w.-]+", domain):
        return HIDDEN
    return f"{local[0] if len(local) > 1 else ''}***@{domain}"


def _other(_text: str) -> str:
    return HIDDEN


def _digits(text: str) -> str:
    return re.sub(r"\D", "", normalize("NFKC", text))


_RULES: Mapping[Kind, Callable[[str], str]] = {
    Kind.NAME: _name,
    Kind.RESIDENT_NUMBER: _resident,
    Kind.PHONE: _phone,
    Kind.ADDRESS: _address,
    Kind.DETAIL: _detail,
    Kind.BIRTH: _birth,
    Kind.EMAIL: _email,
    Kind.OTHER: _other,
}
# `\d` also finds full-width digits, which people type in Korean forms.
# A letter or digit beside it means a hash or an id, not a number that somebody typed.
_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_GAP = rf"(?:\s?{_DASH}\s?|[\s.])?"
_RESIDENT = re.compile(rf"{_ALONE}\d{{6}}\s?{_DASH}?\s?\d{{7}}{_END}")
_PHONE_IN_TEXT = re.compile(
    rf"{_ALONE}(?:[+＋]?82{_GAP}\(?0?\)?\d{{1,2}}|\(?[0０]\d{{1,3}}|1[016789])\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}{_END}"
)
_EMAIL_IN_TEXT = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,254}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
