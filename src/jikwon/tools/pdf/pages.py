"""Pages of finished PDF files: taken out, joined, read and shown."""

from collections.abc import Iterable, Sequence


def split(pdf: bytes, pages: Iterable[int]) -> bytes:
    """Give a PDF of some pages (counted from 1, in the order given); the same input gives the same bytes.

    Raises `PdfUnreadable`.
    """
    raise NotImplementedError


def merge(pdfs: Sequence[bytes]) -> bytes:
    """Give one PDF of all pages, in order; the same input gives the same bytes. Raises `PdfUnreadable`."""
    raise NotImplementedError


def read_text(pdf: bytes) -> list[str]:
    """Give each page's text, lines as they stand on the page. Raises `PdfUnreadable`."""
    raise NotImplementedError


def render(pdf: bytes, page: int, *, dpi: int = 110) -> bytes:
    """Draw a page (counted from 1) as a PNG. Raises `PdfUnreadable`."""
    raise NotImplementedError
