"""Free texts and addresses as the sheets may show them: entities decoded, personal data replaced, roads kept."""

import html
import re
from collections.abc import Collection
from typing import Final

from jikwon.korea import personal
from jikwon.tools.tables.cells import clean

_MARK: Final = re.compile(r"\[[^\]]*위치\]")
_PROVINCE: Final = re.compile(
    r"(?:[가-힣]{1,4}(?:특별자치시|특별자치도|특별시|광역시|도)|서울시?|부산|대구|인천|광주|대전|울산|"
    r"세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)(?= |$)"
)
_AREA: Final = re.compile(r"([가-힣]{1,5}[시군구])(?: +([가-힣]{1,5}구))?(?= |$)")
_ROAD: Final = re.compile(r"([가-힣0-9]*[가-힣](?:대로|로|길))(?: ?(\d+[가-힣]?번?길))?(?=[ ,\d]|$)")


def decoded(text: str) -> str:
    """Decode entities (`&lt;`) once."""
    return clean(html.unescape(text)) if "&" in text else text


def shown(text: str, names: Collection[str]) -> tuple[str, int]:
    """Give a text as the sheets show it, and how many pieces of personal data were replaced."""
    return personal.replace(decoded(text), names=names) if text else ("", 0)


def area(address: str) -> str:
    """Give 시군구 and road of an address, `송파구 올림픽로`; what is not said of them is left out."""
    text = " ".join(_MARK.sub(" ", decoded(address)).split())
    if (province := _PROVINCE.match(text)) is not None:
        text = text[province.end() :].strip()
    district, road = _AREA.match(text), None
    rest = text[district.end() :] if district else text
    road = _ROAD.search(rest)
    parts = [*(district.groups() if district else ()), "".join(filter(None, road.groups())) if road else None]
    return " ".join(filter(None, parts))
