"""Files of scans opened page by page, within bounds that no honest scan reaches."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from jikwon.tools.scans.errors import PagesTooMany, ScanTooLarge, ScanUnreadable

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

    from jikwon.tools.scans.facts import Picture

PAGES_MAX: Final = 500
PIXELS_MAX: Final = 60_000_000
"""An A3 page at 400 dpi has 31 million."""
SHORT_SIDE: Final = 1654
"""Pixels to which a page's shorter side is brought where it has more: A4 at 200 dpi."""
_KINDS: Final = ("PNG", "JPEG", "TIFF")
_PDF_DPI: Final = 200
_POINTS: Final = 72
_one_at_a_time = threading.Lock()  # PDFium may be used by one thread at a time


def count_pages(data: bytes, *, file: str) -> int:
    """Count a file's pages without drawing one. Raises `ScanUnreadable`, `ScanTooLarge`, `PagesTooMany`."""
    if _is_pdf(data):
        with _document(data, file) as document:
            pages = len(document)
    else:
        with _image(data, file) as image:
            pages = int(getattr(image, "n_frames", 1))
    if pages > PAGES_MAX:
        raise PagesTooMany(file=file, pages=pages, most=PAGES_MAX)
    if not pages:
        raise ScanUnreadable(file=file)
    return pages


def open_page(data: bytes, *, file: str, page: int) -> "Picture":
    """Give one page (counted from 1) as a picture; the same errors as `count_pages`."""
    return _drawn(data, file, page) if _is_pdf(data) else _taken(data, file, page)


def as_png(picture: "Picture") -> bytes:
    """Give a picture as PNG."""
    import cv2

    done, encoded = cv2.imencode(".png", picture)
    if not done:
        raise ValueError("a picture without pixels")
    return encoded.tobytes()


def _is_pdf(data: bytes) -> bool:
    return data.lstrip()[:4] == b"%PDF"


def _drawn(data: bytes, file: str, number: int) -> "Picture":
    with _document(data, file) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _PDF_DPI / _POINTS
        if width * height * scale * scale > PIXELS_MAX:
            raise ScanTooLarge(file=file, page=number)
        try:
            drawn = page.render(scale=scale, rev_byteorder=False).to_numpy().copy()
        except Exception as error:
            raise ScanUnreadable(file=file) from error
    return _sized(drawn[..., :3])


def _taken(data: bytes, file: str, number: int) -> "Picture":
    import numpy as np
    from PIL import ImageOps

    with _image(data, file) as image:
        try:
            image.seek(number - 1)
            _bound(image, file, number)
            whole = ImageOps.exif_transpose(image) or image
            taken = np.asarray(_on_white(whole))[..., ::-1].copy()
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
            raise ScanUnreadable(file=file) from error
    return _sized(taken)


def _on_white(image: "Image") -> "Image":
    """Give any kind of picture as red, green, blue; what is clear lies on white, 16 bits become 8."""
    from PIL import Image

    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.point(lambda level: level * (1 / 256)).convert("L").convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return image.convert("RGB")


def _sized(picture: "Picture") -> "Picture":
    """Bring a finer scan down to the size at which all is measured; a coarser one stays as it is."""
    import cv2

    if (short := min(picture.shape[:2])) <= SHORT_SIDE:
        return picture
    share = SHORT_SIDE / short
    size = (round(picture.shape[1] * share), round(picture.shape[0] * share))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(picture.dtype, copy=False)


@contextmanager
def _image(data: bytes, file: str) -> "Iterator[Image]":
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # size is our own bound's; a TIFF's odd tags say nothing of its picture
            image = Image.open(io.BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError as error:
        raise ScanTooLarge(file=file, page=1) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ScanUnreadable(file=file) from error
    with image:
        _bound(image, file, 1)
        yield image


def _bound(image: "Image", file: str, number: int) -> None:
    if image.width * image.height > PIXELS_MAX:
        raise ScanTooLarge(file=file, page=number)


@contextmanager
def _document(data: bytes, file: str) -> "Iterator[pypdfium2.PdfDocument]":
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ScanUnreadable(file=file) from error
        with document:
            yield document
