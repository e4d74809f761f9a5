"""Scans of filled forms, made one after the other, each with what stands in it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from random import Random
from typing import Final

from jikwon.model import Personal, fact
from jikwon_practice.paper import drawing, faces, filling
from jikwon_practice.paper.faces import Face
from jikwon_practice.paper.forms import FORMS, Form
from jikwon_practice.paper.wearing import Wear, stamp, wear


class Quality(StrEnum):
    """How well a page was scanned."""

    CLEAN = "clean"
    OFFICE = "office"
    POOR = "poor"


WEARS: Final = {
    Quality.CLEAN: Wear(turn=0.3, noise=2, blur=0.3, dark=2, stamped=0.0, grey=0.0, jpeg=92),
    Quality.OFFICE: Wear(turn=1.5, noise=8, blur=0.8, dark=20, stamped=0.3, grey=0.3, jpeg=80),
    Quality.POOR: Wear(turn=3.0, noise=22, blur=1.4, dark=60, stamped=0.6, grey=0.5, jpeg=55),
}


@fact
class Scan:
    """One scanned form: its bytes, and its key (field → what a careful official would type, "" for a blank cell)."""

    name: str
    data: Personal[bytes]
    form: Form
    quality: Quality
    face: Face
    turned: int
    key: Personal[Mapping[str, str]]


def scans(
    seed: int,
    count: int,
    *,
    form: Form | None = None,
    quality: Quality | None = None,
    face: Face | None = None,
    turned: float = 0.05,
) -> Iterator[Scan]:
    """Make `count` scans from a seed; what is not given is drawn.

    `turned` is the share of pages that lie on their side or head. Typefaces are drawn from those installed.
    """
    for number in range(count):
        yield one(Random(f"{seed}/{number}"), number, form, quality, face, turned)  # noqa: S311 - a choice, no secret


def one(rng: Random, number: int, form: Form | None, quality: Quality | None, face: Face | None, turned: float) -> Scan:
    """Make one scan of what `rng` draws."""
    form = form or rng.choice(FORMS)
    quality = quality or rng.choices(tuple(Quality), (3, 5, 2))[0]
    face = face or _face(rng)
    filled = filling.fill(rng, form)
    drawn = drawing.draw(rng, form, filled, face=face)
    how = WEARS[quality]
    if rng.random() < how.stamped:
        stamp(rng, drawn.page, drawn.boxes[rng.choice(sorted(drawn.boxes))])
    lies = rng.choice((90, 180, 270)) if rng.random() < turned else 0
    page = drawn.page.rotate(lies, expand=True) if lies else drawn.page
    return Scan(
        name=f"{number:05}.jpg", data=wear(rng, page, how), form=form, quality=quality, face=face, turned=lies,
        key={field: each.meant for field, each in filled.items()},
    )  # fmt: skip


def _face(rng: Random) -> Face:
    """Draw a typeface: a third of the forms looks written by hand."""
    pens = faces.installed(faces.PENS)
    return rng.choice(pens if pens and rng.random() < 0.34 else faces.installed(faces.PRINTED))
