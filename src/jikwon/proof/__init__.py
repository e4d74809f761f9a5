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
from jikwon.proof.moments import birth_of, date_of, moment_of
from jikwon.proof.proof import Proof
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
    "RESIDENT_NUMBER", "Fate", "FateState", "Proof", "Row", "Sheet", "SourceTable", "Table", "Told", "Value", "adds_up",
    "after_road_address", "birth_of", "columns_are", "date_of", "each", "in_order", "moment_of", "natural",
    "no_formulas", "no_repeat", "number_of", "phone_digits", "plain", "road_address_in", "same_cells", "same_date",
    "same_keys", "same_letters", "same_moment", "same_number", "same_order", "same_phone", "same_road_address",
    "same_text", "same_unit", "sheets_are", "unit_of", "without",
]  # fmt: skip
