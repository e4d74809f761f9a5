"""Petitions that belong together: one filed through two channels, and one filed again. Linked, never dropped."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from jikwon.korea import Reading, phones
from jikwon.processes.petitions import terms, texts
from jikwon.processes.petitions.model import Entry, Petition

TWIN, AGAIN = "중복", "재신청"
_NUMBER: Final = re.compile(r"\d[A-Z]{2}-\d{4}-\d{7}")
_PARTED: Final = re.compile(r"[\s,;/·]+")
_WITHIN: Final = timedelta(days=1)
_MARKS: Final = (
    (re.compile(r"\(\s*(?:SPP|안전)"), "안전신문고"),
    (re.compile(r"\[\s*생활"), "생활불편신고"),
    (re.compile(r"스마트국민제보"), "스마트국민제보"),
)


class Link(NamedTuple):
    """One line of 중복·재신청."""

    number: str
    other: str
    kind: str


def channel_of(entry: Entry) -> str:
    """Give 민원신청경로; where that is blank, the channel that the title's mark names, "" for none."""
    if not terms.is_blank(entry.channel):
        return entry.channel
    title = texts.decoded(entry.title)
    return next((channel for mark, channel in _MARKS if mark.match(title)), "")


def likeness(entry: Entry, hash_: Callable[..., str]) -> tuple[str, ...]:
    """Give keyed hashes of title, content and petitioner, and of title, content and phone; () where one is blank."""
    title, body = _folded(entry.title), _folded(entry.gist if terms.is_blank(entry.body) else entry.body)
    if not title or not body:
        return ()
    petitioner, phone = _folded(entry.petitioner), _phone(entry.phone)
    said = (("petitioner", petitioner if "*" not in petitioner else ""), ("phone", phone))
    return tuple(hash_("like", kind, title, body, value) for kind, value in said if value)


def before(entry: Entry) -> tuple[str, ...]:
    """Give the numbers of the earlier filings that 이전신청번호추가 names."""
    written = normalize("NFKC", entry.before)
    if terms.is_blank(written):
        return ()
    found = _NUMBER.findall(written) or [each for each in _PARTED.split(written) if any(map(str.isdigit, each))]
    return tuple(dict.fromkeys(each for each in found if each != entry.number))


def links(petitions: Iterable[Petition]) -> list[Link]:
    """Link the petitions, each line once, by number."""
    listed = list(petitions)
    found = {Link(each.number, other, AGAIN) for each in listed for other in each.before}
    return sorted({*found, *_twins(listed)})


def _twins(petitions: Sequence[Petition]) -> Iterator[Link]:
    """Link each petition with the first earlier one that is like it and came within a day."""
    alike: dict[str, list[Petition]] = defaultdict(list)
    for each in petitions:
        for likeness_ in each.likeness:
            alike[likeness_].append(each)
    firsts: dict[str, Petition] = {}
    for group in alike.values():
        ordered = sorted(group, key=_when)
        for place, each in enumerate(ordered[1:], start=1):
            first = next((other for other in ordered[:place] if _is_near(other, each)), None)
            if first is not None and (each.number not in firsts or _when(first) < _when(firsts[each.number])):
                firsts[each.number] = first
    yield from (Link(number, first.number, TWIN) for number, first in firsts.items())


def _when(petition: Petition) -> tuple[str, str]:
    return (_filed(petition), petition.number)


def _filed(petition: Petition) -> str:
    return petition.applied or petition.received


def _is_near(one: Petition, other: Petition) -> bool:
    """Tell whether two filings are within a day: 24 hours, or next days where one has no time."""
    first, second = _filed(one), _filed(other)
    if len(first) > len("2021-10-14") < len(second):
        return datetime.fromisoformat(second) - datetime.fromisoformat(first) <= _WITHIN
    return datetime.fromisoformat(second[:10]) - datetime.fromisoformat(first[:10]) <= _WITHIN


def _folded(text: str) -> str:
    return "".join(normalize("NFKC", texts.decoded(text)).split()) if text and text != "-" else ""


@lru_cache(maxsize=4096)
def _phone(written: str) -> str:
    reading = phones.read(written) if written else None
    return reading.value if isinstance(reading, Reading) else ""
