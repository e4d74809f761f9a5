"""Scans of paper forms: pages opened and straightened, cut along their grid, cleaned, and read.

::

    for number in range(1, count_pages(data, file="a.pdf") + 1):
        match find_form(open_page(data, file="a.pdf", page=number), labels=("성명", "생년월일")):
            case Sheet() as sheet:
                read(sheet.picture(sheet.cells["성명"]), FIRST)  # Reading(text=…, confidence=…)
            case Refused(why=why):  # blank, photo, other-form
                ...

Pictures are arrays of numpy (rows, columns, BGR); this package's face loads neither OpenCV nor Tesseract.
"""

from jikwon.tools.scans.errors import LanguageMissing, PagesTooMany, ScanTooLarge, ScanUnreadable
from jikwon.tools.scans.facts import Box, Cell, Reading, Refused, Sheet, Why
from jikwon.tools.scans.finding import find_form
from jikwon.tools.scans.opening import as_png, count_pages, open_page
from jikwon.tools.scans.reading import CHECK, FIRST, SECOND, Way, read, read_with_digits
from jikwon.tools.scans.words import folded

__all__ = [
    "CHECK", "FIRST", "SECOND", "Box", "Cell", "LanguageMissing", "PagesTooMany", "Reading", "Refused", "ScanTooLarge",
    "ScanUnreadable", "Sheet", "Way", "Why", "as_png", "count_pages", "find_form", "folded", "open_page", "read",
    "read_with_digits",
]  # fmt: skip
