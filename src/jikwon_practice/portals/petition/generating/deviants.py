"""Petitions as systems really hand them out: unknown words, dates in the wrong order, texts that begin with `=`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Final

from jikwon_practice.portals.petition.facts import Petition

SHARE: Final = 0.06


def mixed_in(rng: Random, made: Sequence[Petition]) -> list[Petition]:
    """Spoil some petitions, each in one way; those that others repeat or go back to stay as they are."""
    named = {each.twin for each in made} | {each.refiled for each in made}
    kinds = sorted(_KINDS)
    found: list[Petition] = []
    for each in made:
        is_free = each.number not in named and not each.twin and not each.refiled
        kind = rng.choice(kinds) if is_free and rng.random() < SHARE else ""
        cells = {**each.cells, **_KINDS[kind](each)} if kind else each.cells
        found.append(replace(each, cells=cells, deviant=kind))
    return found


def _closed_before(each: Petition) -> Mapping[str, str]:
    return {"처리일": f"{each.received_at - timedelta(days=2):%Y-%m-%d %H:%M}", "처리유형": "처리완료"}


def _calendar_days(each: Petition) -> Mapping[str, str]:
    """Count as a script did that was really in use: seven days of the calendar, whatever they are."""
    return {"법정/내부처리기한": f"{each.received_at.date() + timedelta(days=7)}", "처리기간": "7일"}


def _entities(each: Petition) -> Mapping[str, str]:
    return {
        "민원제목": f"&lt;{each.cells['민원요지']}&gt; &amp; 문의",
        "민원내용": f"{each.cells['민원내용']}&nbsp;&lt;끝&gt;",
    }


def _long(each: Petition) -> Mapping[str, str]:
    return {"민원내용": (each.cells["민원내용"] + " ") * (9000 // (len(each.cells["민원내용"]) + 1) + 1)}


_KINDS: Final[Mapping[str, Callable[[Petition], Mapping[str, str]]]] = {
    "status-unknown": lambda _: {"처리유형": "재검토대기"},
    "closed-before-received": _closed_before,
    "calendar-deadline": _calendar_days,
    "formula": lambda each: {"민원제목": f"={each.cells['민원요지']}", "민원내용": f"@{each.cells['민원내용']}"},
    "entities": _entities,
    "long-text": _long,
    "date-unreadable": lambda each: {"접수일자": f"{each.received_at:%m월 %d일}"},
}
