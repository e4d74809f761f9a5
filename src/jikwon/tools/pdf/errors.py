"""What can keep a PDF from being made or read."""

from jikwon.model import InputError, JikwonError


class FontsMissing(InputError):
    """The fonts that set-up fetches are not there; without them Korean text would vanish from the page."""

    code = "pdf-fonts-missing"


class GlyphMissing(JikwonError):
    """A value holds a character that the fonts cannot draw. `field` is its label, `codes` the code points."""

    code = "pdf-glyph-missing"


class TemplateFailed(JikwonError):
    """The template and the data do not fit. `why` is the compiler's message without any quoted value."""

    code = "pdf-template-failed"


class PdfUnreadable(JikwonError):
    """Bytes are no PDF, are damaged or locked, or lack a page that was asked for."""

    code = "pdf-unreadable"
