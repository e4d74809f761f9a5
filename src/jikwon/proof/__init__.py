"""Proofs: what a process's `verify.py` is written with, and the certificate that comes of it."""

from jikwon.proof.addresses import after_road_address, road_address_in, same_road_address, same_unit, unit_of
from jikwon.proof.compare import (
    natural,
    number_of,
    phone_digits,
    plain,
    same_date,
    same_letters,
    same_moment,
    same_number,
    same_phone,
    same_text,
)
from jikwon.proof.fates import Fate, FateState
from jikwon.proof.moments import birth_of, date_of, moment_of, recent_date_of
from jikwon.proof.parts import in_parts
from jikwon.proof.pdf_forms import PdfField, PdfTable, pdf_fields, pdf_tables
from jikwon.proof.pdf_words import Wanted, WantedTable, forms_show, pages_hold, pdf_pages, same_printed, ticks
from jikwon.proof.proof import Proof
from jikwon.proof.readers.pdf import Page
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.rows import Row, Table
from jikwon.proof.sources import SourceTable
from jikwon.proof.words import (
    RESIDENT_NUMBER,
    Told,
    adds_up,
    columns_are,
    each,
    in_order,
    no_formulas,
    no_repeat,
    same_cells,
    same_keys,
    same_order,
    sheets_are,
    without,
)

__all__ = [
    "RESIDENT_NUMBER", "Fate", "FateState", "Page", "PdfField", "PdfTable", "Proof", "Row", "Sheet", "SourceTable",
    "Table", "Told", "Value", "Wanted", "WantedTable", "adds_up", "after_road_address", "birth_of", "columns_are",
    "date_of", "each", "forms_show", "in_order", "in_parts", "moment_of", "natural", "no_formulas", "no_repeat",
    "number_of", "pages_hold", "pdf_fields", "pdf_pages", "pdf_tables", "phone_digits", "plain", "recent_date_of",
    "road_address_in",
    "same_cells", "same_date", "same_keys", "same_letters", "same_moment", "same_number", "same_order", "same_phone",
    "same_printed", "same_road_address", "same_text", "same_unit", "sheets_are", "ticks", "unit_of", "without",
]  # fmt: skip
