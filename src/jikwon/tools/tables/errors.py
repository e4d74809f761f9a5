"""What can be wrong with a file of tables; all of it is found before any work and ends with exit 2.

The last ones are about values that cannot be written.
"""

from jikwon.model import InputError, JikwonError


class FileMissing(InputError):
    """No file or folder is at the path given."""

    code = "file-missing"


class FileUnreadable(InputError):
    """The operating system does not let us read the file."""

    code = "file-unreadable"


class FolderEmpty(InputError):
    """The folder given holds no file that can be read as a table."""

    code = "folder-empty"


class FileUnknown(InputError):
    """The file's extension is none that the input takes."""

    code = "file-unknown"


class FileEmpty(InputError):
    """The file has no bytes."""

    code = "file-empty"


class FileTooLarge(InputError):
    """The file, or the grid of cells in it, is larger than any register."""

    code = "file-too-large"


class FileCorrupt(InputError):
    """The file's content is damaged or incomplete."""

    code = "file-corrupt"


class FileLocked(InputError):
    """The file needs a password and the vault's does not open it, or there is none."""

    code = "file-locked"


class FileMisnamed(InputError):
    """The content is of another kind than the file's extension says."""

    code = "file-misnamed"


class ZipBomb(InputError):
    """The file unpacks to far more than an honest workbook does."""

    code = "zip-bomb"


class FileTwice(InputError):
    """Two files of one input have the same content."""

    code = "file-twice"


class CsvUndecodable(InputError):
    """A CSV file is neither UTF-8 nor cp949."""

    code = "csv-undecodable"


class ColumnMissing(InputError):
    """A sheet has some of the required columns, but not all."""

    code = "column-missing"


class ColumnTwice(InputError):
    """Two columns of one table fit the same field. `field`, `first` and `second` name them."""

    code = "column-twice"


class TableMissing(InputError):
    """Nowhere in a file, or in the whole input, is a header that is known."""

    code = "table-missing"


class CsvBroken(InputError):
    """A record of a CSV file has quotes that do not close or more cells than the header."""

    code = "csv-broken"


class FileSealed(InputError):
    """The file is sealed by a document-security (DRM) program that only its own client opens."""

    code = "file-sealed"


class CellInvalid(JikwonError):
    """A value holds characters (or is no number) that a workbook cannot hold; nothing was written."""

    code = "cell-invalid"


class TextTooLong(CellInvalid):
    """A text would have to be cut to fit into a cell."""

    code = "text-too-long"


class NumberTooLong(CellInvalid):
    """A number has more digits than a spreadsheet keeps."""

    code = "number-too-long"


class DateTooEarly(CellInvalid):
    """A date lies before those that a spreadsheet counts right."""

    code = "date-too-early"


class RowsTooMany(CellInvalid):
    """A sheet has more rows than the format allows."""

    code = "rows-too-many"
