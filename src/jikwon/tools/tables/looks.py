"""How a sheet looks: a quiet header that stays in view, columns as wide as their content, paper that fits."""

from collections.abc import Iterable, Sequence, Set
from math import ceil
from typing import Any

from rustpy_xlsxwriter import Format

from jikwon.tools.tables.columns import Column
from jikwon.tools.tables.stored import Stored

FONT = "맑은 고딕"
"""What Korean spreadsheet programs use themselves; others fall back to their own."""
_SIZE = 10.0
_HEADER_FILL, _LINE = "#E9EEF4", "#A9B4C2"
_A4 = 9
_NARROWEST, _WIDEST = 6.0, 60.0
_INDENT = 2.0
_LINE_HEIGHT, _TALLEST = 15.0, 400.0
_PAGE_WIDE = 105.0
"""Characters that fit on upright A4 before the print shrinks; wider sheets lie down."""
_TEXT_MAX = 255
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6, "header": 0.3, "footer": 0.3}
_DATE_FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm"}
_DATE_WIDTHS = {"date": 11.0, "datetime": 17.0}


def of_sheet(columns: Sequence[Column], rows: Sequence[Sequence[Stored]], *, landscape: bool | None) -> dict[str, Any]:
    """Give the writer's options for one sheet."""
    values: list[Set[Stored]] = (
        [set(column) for column in zip(*rows, strict=True)] if rows else [set() for _ in columns]
    )
    widths = [_width(column, each) for column, each in zip(columns, values, strict=True)]
    folded = [_is_folded(each, width) for each, width in zip(values, widths, strict=True)]
    lies = sum(widths) > _PAGE_WIDE if landscape is None else landscape
    look: dict[str, Any] = {
        "column_widths": widths,
        "column_formats": [
            _format(column, each, wraps=wraps) for column, each, wraps in zip(columns, values, folded, strict=True)
        ],
        "header_format": _header_format(),
        "row_heights": {0: 21.0} | _heights(rows, [(at, widths[at]) for at, wraps in enumerate(folded) if wraps]),
        "page_setup": _page(landscape=lies),
    }
    if rows:
        text = [column.name for column in columns if column.kind == "text"]
        look |= {"autofilter": True} | ({"ignore_errors": text} if text else {})
    return look


def _is_folded(values: Set[Stored], width: float) -> bool:
    """Tell whether any text of a column needs more than one line."""
    texts = [value for value in values if isinstance(value, str)]
    return _characters(texts) > width - _INDENT or any("\n" in text for text in texts)


def _heights(rows: Sequence[Sequence[Stored]], folded: Sequence[tuple[int, float]]) -> dict[int, float]:
    """Give the rows that need several lines their height: programs differ in whether they find it themselves."""
    heights = {}
    for number, row in enumerate(rows, 1) if folded else ():
        lines = max((_lines(row[at], width) for at, width in folded), default=1)
        if lines > 1:
            heights[number] = min(lines * _LINE_HEIGHT, _TALLEST)
    return heights


def _lines(value: Stored, width: float) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(ceil(_characters([line]) / (width - _INDENT)), 1) for line in value.split("\n"))


def _page(*, landscape: bool) -> dict[str, Any]:
    return {
        "landscape": landscape,
        "paper_size": _A4,
        "margins": _MARGINS,
        "repeat_rows": 0,
        "fit_to_pages": (1, 0),
        "center_horizontally": True,
        "print_gridlines": True,
        "header": "&C&A",
        "footer": "&C&P / &N",
    }


def _header_format() -> Format:
    plain = Format().set_font_name(FONT).set_font_size(_SIZE).set_bold().set_background_color(_HEADER_FILL)
    return plain.set_border("thin").set_border_color(_LINE).set_align("center").set_align("vcenter")


def _format(column: Column, values: Set[Stored], *, wraps: bool) -> Format:
    look = Format().set_font_name(FONT).set_font_size(_SIZE).set_align("vcenter")
    align = column.align or {"text": "left", "number": "right"}.get(column.kind, "center")
    look = look.set_align(align) if align == "center" else look.set_align(align).set_indent(1)
    number_format = column.format or _DATE_FORMATS.get(column.kind) or _number_format(column, values)
    return (look.set_text_wrap() if wraps else look).set_num_format(number_format)


def _number_format(column: Column, values: Set[Stored]) -> str:
    """Give text as text (`@`), so that what a person types later keeps its zeros; numbers with their decimals.

    Long text stays General: some programs show `####` for more than 255 characters of text as text.
    """
    if column.kind == "text":
        return (
            "@" if all(isinstance(value, str) and len(value) <= _TEXT_MAX for value in values if value) else "General"
        )
    decimals = max(map(_decimals, _numbers(values)), default=0)
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _decimals(number: float) -> int:
    return 0 if number.is_integer() else min(len(f"{number:.15g}".partition(".")[2]), 6)


def _width(column: Column, values: Set[Stored]) -> float:
    if column.width is not None:
        return column.width
    filter_arrow = 3
    widest = max(_characters(value for value in values if isinstance(value, str)), _digits(column, values))
    wanted = max(widest + 3.0, _characters([column.name]) + filter_arrow, _DATE_WIDTHS.get(column.kind, _NARROWEST))
    return min(wanted, _WIDEST)


def _characters(texts: Iterable[str]) -> int:
    """Count the widest line as a fixed-pitch printer does, a Hangul syllable as two: cp949 happens to count so."""
    return max(map(len, "\n".join(texts).encode("cp949", "replace").split(b"\n")))


def _digits(column: Column, values: Set[Stored]) -> int:
    """Count the characters of the widest number, with the marks that group its digits."""
    numbers = _numbers(values)
    if not numbers or column.kind in _DATE_WIDTHS:
        return 0
    return max(len(f"{number:,.0f}") for number in (min(numbers), max(numbers))) + max(map(_decimals, numbers)) + 1


def _numbers(values: Set[Stored]) -> list[float]:
    return [float(value) for value in values if isinstance(value, int | float)]
