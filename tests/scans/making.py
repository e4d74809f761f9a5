"""Pictures that these tests look at: pages of the practice office, turned and spoiled."""

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from jikwon.tools import scans
from jikwon_practice.paper import FORMS, Form, Quality, Scan, faces
from jikwon_practice.paper import scans as made

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

SIGN_UP, SUPPORT = FORMS


@cache
def scan(form: Form = SIGN_UP, quality: Quality = Quality.CLEAN) -> Scan:
    """Make one upright scan, printed in the typeface that every installation has."""
    (found,) = made(7, 1, form=form, quality=quality, face=faces.PRINTED[0], turned=0.0)
    return found


def page_of(scan: Scan) -> "Picture":
    """Open a scan's page."""
    return scans.open_page(scan.data, file=scan.name, page=1)


def labels(form: Form) -> tuple[str, ...]:
    """Give the labels that are printed on a form."""
    return tuple(line.label for line in form.lines)


def encoded(image: Image.Image, kind: str, **how: Any) -> bytes:
    """Store a picture as a file of some kind."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def paper(width: int = 600, height: int = 800) -> Image.Image:
    """Give an empty page."""
    return Image.fromarray(np.full((height, width, 3), 252, dtype=np.uint8))
