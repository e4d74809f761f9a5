"""Documents in HWPX, Hancom's open format (KS X 6101): filled from an office's template, read, checked, shown.

Filling (the template is made in Hancom Office; see docs/how-to/hwpx-template.md)::

    made = fill(
        template.read_bytes(),
        fields={"제목": "10월 민원 처리 결과", "수신": "내부결재"},
        tables={"부서별": Rows(rows=[{"구분": "교통과", "접수": "12"}], total={"구분": "합계", "접수": "12"})},
        at=run.clock,
        file=template.name,
    )

A field is a 누름틀 of that name, or the cell beside (else under) the cell that holds the label. A table is found by
its caption, else by the paragraph above it; its columns by their headers. Importing this package loads no library.
"""

from jikwon.tools.hwpx.checking import check
from jikwon.tools.hwpx.errors import (
    FieldMissing,
    FieldUnfilled,
    HwpxUnreadable,
    LabelAmbiguous,
    RendererMissing,
    TableMissing,
    TextForbidden,
)  # fmt: skip
from jikwon.tools.hwpx.facts import Cell, Document, Fault, Rows, Table
from jikwon.tools.hwpx.filling import fill
from jikwon.tools.hwpx.reading import read
from jikwon.tools.hwpx.rendering import pdf, png

__all__ = [
    "Cell", "Document", "Fault", "FieldMissing", "FieldUnfilled", "HwpxUnreadable", "LabelAmbiguous",
    "RendererMissing", "Rows", "Table", "TableMissing", "TextForbidden", "check", "fill", "pdf", "png", "read",
]  # fmt: skip
