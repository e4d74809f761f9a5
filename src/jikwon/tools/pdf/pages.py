"""Pages of finished PDF files: taken out, joined, read and shown."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jikwon.tools.pdf.errors import PdfUnreadable

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2


def split(pdf: bytes, pages: Iterable[int]) -> bytes:
    """Give a PDF of some pages (counted from 1, in the order given); the same input gives the same bytes.

    Title and times stay; tags for screen readers do not. Raises `PdfUnreadable`.
    """
    return next(split_all(pdf, [pages]))


def split_all(pdf: bytes, parts: Iterable[Iterable[int]]) -> Iterator[bytes]:
    """Give one PDF for each of several lists of pages, as `split` does, reading the file once."""
    with _opened(pdf) as source:
        for part in parts:
            yield _joined([(source, tuple(part))])


def merge(pdfs: Sequence[bytes]) -> bytes:
    """Give one PDF of all pages, in order; the same input gives the same bytes.

    Title and times are the first file's. Raises `PdfUnreadable`, also for no file at all.
    """
    if not pdfs:
        raise PdfUnreadable(why="0 PDF")
    if len(pdfs) == 1:
        return pdfs[0]
    from contextlib import ExitStack

    with ExitStack() as stack:
        sources = [stack.enter_context(_opened(each)) for each in pdfs]
        return _joined([(source, range(1, len(source.pages) + 1)) for source in sources])


def _joined(parts: Sequence[tuple["pikepdf.Pdf", Sequence[int]]]) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as made:
        for source, pages in parts:
            for number in pages:
                if not 0 < number <= len(source.pages):
                    raise PdfUnreadable(why=f"page {number} of {len(source.pages)}")
                made.pages.append(source.pages[number - 1])
        for page in made.pages:
            for left in ("/StructParents", "/Tabs"):
                if left in page:
                    del page[left]
        for name, value in parts[0][0].docinfo.items():
            made.docinfo[name] = str(value)
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def read_text(pdf: bytes) -> list[str]:
    """Give each page's text, lines as they stand on the page. Raises `PdfUnreadable`."""
    with _shown(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def render(pdf: bytes, page: int, *, dpi: int = 110) -> bytes:
    """Draw a page (counted from 1) as a PNG. Raises `PdfUnreadable`."""
    with _shown(pdf) as document:
        if not 0 < page <= len(document):
            raise PdfUnreadable(why=f"page {page} of {len(document)}")
        out = io.BytesIO()
        document[page - 1].render(scale=dpi / 72).to_pil().save(out, "PNG")
    return out.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator["pikepdf.Pdf"]:
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise PdfUnreadable(why=type(error).__name__) from None
    with document:
        yield document


@contextmanager
def _shown(pdf: bytes) -> Iterator["pypdfium2.PdfDocument"]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadable(why=type(error).__name__) from None
    with document:
        yield document
