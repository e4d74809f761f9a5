"""A document as PDF and as pictures."""


def pdf(data: bytes) -> bytes:
    """Give the document as PDF. Raises `RendererMissing`, `HwpxUnreadable`."""
    raise NotImplementedError


def png(data: bytes, page: int, *, dpi: int = 110) -> bytes:
    """Draw a page (counted from 1) as a PNG. Raises `RendererMissing`, `HwpxUnreadable`."""
    raise NotImplementedError
