"""A searcher for personal data in finished texts, apart from the rules that take it out of them.

It errs on the side of finding: what looks like a number of a person is one unless its shape says otherwise. Names
alone have no shape; those that are known (petitioners, of the sources) are looked for by `known`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from jikwon.model import Personal, fact

_DASH: Final = r"[\s.\-\u2010-\u2015\u2212~_·)]{0,3}"
_ALONE, _ENDS = r"(?<![\d])", r"(?![\d])"
_MASKED: Final = r"[\d*●○xX]"
_PATTERNS: Final = {
    "resident": re.compile(
        rf"{_ALONE}\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_DASH}[0-9]{_MASKED}{{6}}{_ENDS}"
    ),
    "phone": re.compile(
        rf"(?:{_ALONE}|(?<=\+82)|(?<=82))(?:0?1[016789]|0[2-6]\d?|070|050\d){_DASH}\d{{3,4}}{_DASH}\d{{4}}{_ENDS}"
    ),
    "mail": re.compile(r"[\w.+%-]+\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z]{2,})+"),
    "plate": re.compile(rf"{_ALONE}\d{{2,3}}\s?[가-힣]\s?\d{{4}}{_ENDS}"),
    "account": re.compile(rf"{_ALONE}\d{{2,6}}-\d{{2,6}}-\d{{2,8}}(?:-\d{{1,6}})?{_ENDS}"),
    "long-number": re.compile(rf"{_ALONE}\d{{10,16}}{_ENDS}"),
    "card": re.compile(rf"{_ALONE}\d{{4}}[ -]\d{{4}}[ -]\d{{4}}[ -]\d{{4}}{_ENDS}"),
    "passport": re.compile(r"(?<![A-Za-z0-9])[MSRODmsrod]\d{8}(?!\d)"),
    "address": re.compile(
        r"[가-힣0-9]+(?:대로|로|길)\s?\d+(?:번?길\s?\d+)?(?:-\d+)?\s?,?\s?"
        r"(?:(?:지하\s?)?\d+\s?층|\d+\s?동\s?\d+\s?호|\d+\s?호|\d{3,4}-\d{3,4})"
    ),
    "name": re.compile(
        r"(?<![가-힣])(?:[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길위표명기반왕금옥육인맹제모탁국어은편용]|남궁|황보|선우|제갈|독고|사공)"
        r"[가-힣]{1,3}\s?(?:씨|님)(?=[이가은는을를의께에도와과만로라]|[^가-힣]|$)"
    ),
}
_DATES: Final = re.compile(rf"{_ALONE}(?:19|20)\d{{2}}[-./년]\s?\d{{1,2}}[-./월]\s?\d{{1,2}}{_ENDS}")
_OFFICE_WORDS: Final = frozenset({
    "고객님", "선생님", "민원인님", "주민님", "시민님", "구민님", "주무관님", "구청장님", "시장님", "국장님", "위원님",
    "기사님", "사장님", "원장님", "교장님", "이장님", "통장님", "반장님", "신청인님", "고객 님", "조합장님", "임금님",
    "주인님", "여러분님", "의원님", "구민 님", "주민 님",
})  # fmt: skip


@fact
class Hit:
    """One find: its kind, where it begins, and what stands there (never to be shown or logged)."""

    kind: str
    start: int
    text: Personal[str]


def search(text: str) -> Iterator[Hit]:
    """Find what has the shape of personal data: numbers of people, plates, accounts, addresses, names before 씨 or 님.

    Full-width signs and decomposed Hangul are read as what they show. A date is no account.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "")
    dates = [found.span() for found in _DATES.finditer(plain)]
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(plain):
            if kind == "name" and found[0] in _OFFICE_WORDS:
                continue
            if kind == "account" and any(begin <= found.start() < end for begin, end in dates):
                continue
            yield Hit(kind=kind, start=found.start(), text=found[0])


def known(text: str, values: Iterable[str]) -> Iterator[Hit]:
    """Find values that are known to be somebody's, however they are spaced, hyphenated or cut over lines.

    A value of fewer than two signs is not looked for.
    """
    plain = unicodedata.normalize("NFKC", text)
    kept = [(place, sign) for place, sign in enumerate(plain) if not _is_between(sign)]
    joined = "".join(sign for _, sign in kept).casefold()
    for value in values:
        sought = "".join(sign for sign in unicodedata.normalize("NFKC", value) if not _is_between(sign)).casefold()
        if len(sought) < 2:
            continue
        start = joined.find(sought)
        while start >= 0:
            yield Hit(kind="known", start=kept[start][0], text=value)
            start = joined.find(sought, start + 1)


def _is_between(sign: str) -> bool:
    """Tell whether a sign only stands between the parts of a value."""
    return sign.isspace() or unicodedata.category(sign) in {"Pd", "Cf"} or sign in "().,·"
