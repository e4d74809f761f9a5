"""The pictures and pages that questions show, whole, for the person who must answer."""

from collections.abc import Iterator
from pathlib import Path

from jikwon.engine.active import Active
from jikwon.engine.files import kept_sources
from jikwon.engine.files.kept_sources import KeptSources
from jikwon.engine.questions import asking
from jikwon.model import Ask, Place
from jikwon.records import questions

SUFFIX = ".png"
PAGE = ".html"


def open_to(active: Active, target: Path) -> Iterator[Path]:
    """Write the pictures that open questions show into a folder, each under its question's id; give each path."""
    kept = KeptSources(active)
    for row in questions.in_state(active.id, "open"):
        for kind, key in pictures_of(active, asking.opened(active, row)):
            if key in kept[kind]:
                target.mkdir(parents=True, exist_ok=True, mode=0o700)
                opened = target / f"{row.id}{SUFFIX}"
                opened.write_bytes(kept[kind][key])
                yield opened


def pictures_of(active: Active, ask: Ask) -> list[tuple[str, str]]:
    """Name the kept pictures that a question shows, by kind and key."""
    return [
        (place.source, place.file.removesuffix(SUFFIX))
        for place in ask.at
        if place.source in active.manifest.kept and place.file.endswith(SUFFIX)
    ]


def picture(active: Active, ask: Ask, number: int) -> bytes | None:
    """Give the picture of this number (from 0) that a question shows, None where there is none any more."""
    named = pictures_of(active, ask)
    return kept_sources.one(active, *named[number]) if number < len(named) else None


def pages(active: Active, ask: Ask) -> Iterator[tuple[Place, bytes]]:
    """Give the pages of portals that a question shows, each with its place."""
    for place in ask.at:
        if place.source in active.manifest.kept and place.file.endswith(PAGE):
            data = kept_sources.one(active, place.source, place.file.removesuffix(PAGE))
            if data is not None:
                yield place, data
