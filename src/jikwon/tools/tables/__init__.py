"""Tables of public offices: reading them as they come, and writing sheets that officials like to open.

Reading::

    FIELDS = (Field(name="성명", synonyms=("이름",)), Field(name="주소"), ...)
    for row in read(run.sources("register"), FIELDS, required=(("성명",), ("주소",)), told=run.tell):
        row.text("성명"), row.raw("해제예정일시"), row.place("주소")

Writing::

    write(run.output("delivery-list"), [Sheet(name="배송명단", columns=..., rows=...)], at=run.clock)
"""

from jikwon.tools.tables.cells import Value
from jikwon.tools.tables.columns import Column
from jikwon.tools.tables.errors import (
    CellInvalid,
    ColumnMissing,
    ColumnTwice,
    CsvBroken,
    CsvUndecodable,
    FileCorrupt,
    FileEmpty,
    FileLocked,
    FileMisnamed,
    FileMissing,
    FileSealed,
    FileTooLarge,
    FileTwice,
    FileUnknown,
    FileUnreadable,
    FolderEmpty,
    TableMissing,
    ZipBomb,
)
from jikwon.tools.tables.fields import Field
from jikwon.tools.tables.files import Checked, Given, check_data, check_files
from jikwon.tools.tables.kinds import EXTENSIONS
from jikwon.tools.tables.locks import unlocked
from jikwon.tools.tables.reading import Head, Reading, read
from jikwon.tools.tables.rows import Row
from jikwon.tools.tables.stored import Cell
from jikwon.tools.tables.writing import Sheet, write

__all__ = [
    "EXTENSIONS", "Cell", "CellInvalid", "Checked", "Column", "ColumnMissing", "ColumnTwice", "CsvBroken",
    "CsvUndecodable", "Field", "FileCorrupt", "FileEmpty", "FileLocked", "FileMisnamed", "FileMissing", "FileSealed",
    "FileTooLarge", "FileTwice", "FileUnknown", "FileUnreadable", "FolderEmpty", "Given", "Head", "Reading", "Row",
    "Sheet", "TableMissing", "Value", "ZipBomb", "check_data", "check_files", "read", "unlocked", "write",
]  # fmt: skip
