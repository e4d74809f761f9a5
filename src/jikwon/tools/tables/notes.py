"""The notes that reading tells: what was read although hidden, and what was passed over.

Their sentences stand in this package's strings, table `notes`, by these codes.
"""

FILE_PASSED_OVER = "file-passed-over"
HIDDEN_SHEET = "hidden-sheet"
HIDDEN_ROWS = "hidden-rows"
"""`count` rows that were read although hidden or filtered out; the place is the first."""
HIDDEN_COLUMN = "hidden-column"
SHEET_EMPTY = "sheet-empty"
SHEET_WITHOUT_TABLE = "sheet-without-table"
SHEET_PASSED_OVER = "sheet-passed-over"
"""Another sheet of the book was asked for by its name."""
TITLE_ROWS = "title-rows"
"""`count` filled rows above the header."""
TABLE_WITHOUT_ROWS = "table-without-rows"
TOTAL_ROW = "total-row"
HEADER_AGAIN = "header-again"
ROWS_WITHOUT_FIELDS = "rows-without-fields"
"""`count` rows that fill only columns nobody asked for (a running number, say); the place is the first."""
COLUMN_UNUSED = "column-unused"
"""A second column for a field; it holds nothing in any row."""
ERROR_CELLS = "error-cells"
"""`count` cells of a column that show an error such as #N/A; read as blank; the place is the first."""
FORMULA_CELLS = "formula-cells"
"""`count` cells of a column with a formula that was never computed; read as blank; the place is the first."""

ALL = (
    FILE_PASSED_OVER, HIDDEN_SHEET, HIDDEN_ROWS, HIDDEN_COLUMN, SHEET_EMPTY, SHEET_WITHOUT_TABLE, SHEET_PASSED_OVER,
    TITLE_ROWS, TABLE_WITHOUT_ROWS, TOTAL_ROW, HEADER_AGAIN, ROWS_WITHOUT_FIELDS, COLUMN_UNUSED, ERROR_CELLS,
    FORMULA_CELLS,
)  # fmt: skip
