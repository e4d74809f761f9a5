"""What can be wrong with a scan, or with the program that reads it."""

from jikwon.model import InputError, JikwonError


class ScanUnreadable(InputError):
    """A file of scans is damaged, locked, or of a kind that its name does not say."""

    code = "scan-unreadable"


class ScanTooLarge(InputError):
    """A page has more pixels than any scanner of an office makes."""

    code = "scan-too-large"


class PagesTooMany(InputError):
    """A file has more pages than are read at once."""

    code = "scan-pages-too-many"


class LanguageMissing(JikwonError):
    """The data with which Tesseract reads Korean is not installed."""

    code = "scan-language-missing"
    run_wide = True
