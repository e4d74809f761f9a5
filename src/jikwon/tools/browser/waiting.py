"""Waiting for whichever of several places comes first: a screen answers with one thing or with another."""

import time
from datetime import timedelta
from typing import Final

from jikwon.tools.browser.page import View
from jikwon.tools.browser.places import Place

_LOOK_S: Final = 0.05
_LAST_LOOK: Final = timedelta(seconds=1)


def first_of(*places: tuple[View, Place], within: timedelta) -> Place:
    """Wait until one of some places is there, and give it; of several the one named first.

    If none comes, raises what waiting for the first of them raises.
    """
    until = time.monotonic() + within.total_seconds()
    while time.monotonic() < until:
        for view, place in places:
            if view.is_there(place):
                return place
        time.sleep(_LOOK_S)
    view, place = places[0]
    view.wait_for(place, within=_LAST_LOOK)
    return place
