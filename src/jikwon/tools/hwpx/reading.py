"""Reading a document back."""

from jikwon.tools.hwpx.facts import Document


def read(data: bytes, *, file: str = "hwpx") -> Document:
    """Read what a document says. Raises `HwpxUnreadable`."""
    raise NotImplementedError
