"""Turning a place into what Playwright looks for; nothing is looked for yet."""

import re
from typing import TYPE_CHECKING, TypeAlias

from jikwon.tools.browser.places import UNNAMED, Place, Words

if TYPE_CHECKING:
    from playwright.async_api import FrameLocator, Locator, Page

    Root: TypeAlias = Page | FrameLocator | Locator

FRAMES = "iframe,frame"


def locate(root: "Root", place: Place, *, page: "Page") -> "Locator":
    """Say how a place is found below `root`: by role and name first, then by label, title and text; all must fit."""
    scope = locate(root, place.inside, page=page) if place.inside is not None else root
    found = [_by_role(scope, place)] if place.role else []
    if place.label:
        found.append(scope.get_by_label(place.label, exact=True))
    if place.title:
        found.append(scope.get_by_title(place.title, exact=True))
    if place.text and not place.role:
        found.append(scope.get_by_text(place.text, exact=True))
    locator = found[0]
    for each in found[1:]:
        locator = locator.and_(each)
    if place.holding:
        locator = locator.filter(has=page.get_by_text(place.holding, exact=True))
    return locator if place.role else locator.filter(visible=True)


def locate_frame(root: "Root", place: Place, *, page: "Page") -> "Locator":
    """Say how a frame is found: by its title, which is what a person is told of it."""
    scope = locate(root, place.inside, page=page) if place.inside is not None else root
    return scope.locator(FRAMES).and_(scope.get_by_title(place.title or place.name or place.called, exact=True))


def _by_role(scope: "Root", place: Place) -> "Locator":
    role = place.role  # Playwright lists the roles it knows as literals; a wrong one simply fits nothing
    if place.name is None:
        found = scope.get_by_role(role)  # type: ignore[arg-type]
    else:
        found = scope.get_by_role(role, name=place.name, exact=True)  # type: ignore[arg-type]
        if role in UNNAMED:
            found = found.or_(scope.get_by_role(role).filter(has_text=_whole(place.name)))  # type: ignore[arg-type]
    return found.filter(has_text=_whole(place.text)) if place.text else found


def _whole(words: Words) -> re.Pattern[str]:
    if isinstance(words, re.Pattern):
        return words
    blanks = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"^\s*{blanks}\s*$")
