"""Write a register's books as files, and note in every row where it came to stand."""

import csv
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from odf import number as odf_number
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet

from .entry import Cell, Place
from .tables import Book, Table

DATE_FORMAT, MOMENT_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def write_books(books: Sequence[Book], folder: Path) -> list[Path]:
    """Write every book into a folder, set the place of every row, and return the paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(book, folder) for book in books]


def _write(book: Book, folder: Path) -> Path:
    for table in book.tables:
        for line, (_, row, _) in enumerate(table.lines(), start=1):
            if row is not None:
                row.place = Place(book.label(table), line)
    path = folder / book.name
    _WRITERS[path.suffix](book, path)
    return path


def as_text(cell: Cell) -> str:
    """Return a cell as a program writes it into a CSV."""
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _write_csv(book: Book, path: Path) -> None:
    with path.open("w", encoding=book.encoding, newline="") as out:
        writer = csv.writer(out)
        for cells, _, _ in book.tables[0].lines():
            writer.writerow([as_text(cell) for cell in cells])


def cp949_fits(cells: Sequence[Cell]) -> bool:
    """Tell whether the old Korean code page can hold every cell."""
    with suppress(UnicodeEncodeError):
        return bool("\0".join(as_text(cell) for cell in cells).encode("cp949"))
    return False


def _write_xlsx(book: Book, path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, **book.options}
    workbook = xlsxwriter.Workbook(path, options)
    formats: dict[type, object] = {date: workbook.add_format({"num_format": DATE_FORMAT})}
    formats[datetime] = workbook.add_format({"num_format": MOMENT_FORMAT})
    for note in book.notes:
        workbook.add_worksheet(note).write_string(1, 1, "이 시트에는 표가 없습니다")
    for table in book.tables:
        _fill_xlsx(workbook.add_worksheet(table.sheet), table, formats)
    workbook.close()


def _fill_xlsx(sheet: xlsxwriter.worksheet.Worksheet, table: Table, formats: Mapping[type, object]) -> None:
    for line, (cells, _, index) in enumerate(table.lines()):
        for place, cell in enumerate(cells):
            if cell not in (None, ""):
                sheet.write(line, place, cell, formats.get(type(cell)))
        if index in table.hidden_rows:
            sheet.set_row(line, None, None, {"hidden": True})
    for first, left, last, right, cell in _merges(table):
        sheet.merge_range(first, left, last, right, "")
        sheet.write(first, left, cell, formats.get(type(cell)))
    for place, column in enumerate(table.columns, start=table.left):
        if column.hidden:
            sheet.set_column(place, place, None, None, {"hidden": True})
    if table.hidden_rows:
        last = sum(1 for _ in table.lines()) - 1
        sheet.autofilter(table.head - 1, table.left, last, table.left + len(table.columns) - 1)
    if table.hidden:
        sheet.hide()


def _merges(table: Table) -> list[tuple[int, int, int, int, Cell]]:
    """Return first row, left, last row, right (from 0) and the cell of everything that stands merged."""
    lines = list(table.lines())
    found: list[tuple[int, int, int, int, Cell]] = []
    top = len(table.titles)
    for place, column in enumerate(table.columns, start=table.left):
        if table.two_rows and not column.group:
            found.append((top, place, top + 1, place, column.header))
        starts = column.group and lines[top][0][place] is not None
        width = sum(other.group == column.group for other in table.columns)
        if starts and width > 1:
            found.append((top, place, top, place + width - 1, column.group))
    line_of = {index: line for line, (_, _, index) in enumerate(lines) if index is not None}
    for name, first, last in table.merged:
        place = table.left + next(i for i, column in enumerate(table.columns) if column.field == name)
        found.append((line_of[first], place, line_of[last], place, lines[line_of[first]][0][place]))
    if table.titles and len(table.columns) > 1:
        found.append((0, table.left, 0, table.left + len(table.columns) - 1, table.titles[0]))
    return found


def _write_xls(book: Book, path: Path) -> None:
    workbook = xlwt.Workbook(encoding="utf-8")
    styles: dict[type, object] = {
        date: xlwt.easyxf(num_format_str=DATE_FORMAT),
        datetime: xlwt.easyxf(num_format_str=MOMENT_FORMAT),
    }
    plain = xlwt.easyxf()
    for note in book.notes:
        workbook.add_sheet(note).write(1, 1, "이 시트에는 표가 없습니다")
    for table in book.tables:
        sheet = workbook.add_sheet(table.sheet)
        sheet.visibility = 1 if table.hidden else 0
        merges = {(first, left): (last, right) for first, left, last, right, _ in _merges(table)}
        for line, (cells, _, index) in enumerate(table.lines()):
            for place, cell in enumerate(cells):
                if (line, place) in merges:
                    last, right = merges[line, place]
                    sheet.write_merge(line, last, place, right, cell, styles.get(type(cell), plain))
                elif cell not in (None, ""):
                    sheet.write(line, place, cell, styles.get(type(cell), plain))
            if index in table.hidden_rows:
                sheet.row(line).hidden = True
    workbook.save(str(path))


def _write_ods(book: Book, path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    styles: dict[type, str] = {
        date: _ods_date(document, "ExamDate", time=False),
        datetime: _ods_date(document, "ExamMoment", time=True),
    }
    for table in book.tables:
        sheet = odf_table.Table(name=table.sheet)
        for cells, _, _ in table.lines():
            line = odf_table.TableRow()
            for cell in cells:
                line.addElement(_ods_cell(cell, styles))
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    document.save(str(path))


def _ods_date(document: OpenDocumentSpreadsheet, name: str, *, time: bool) -> str:
    shape = odf_number.DateStyle(name=f"{name}Shape")
    for part in (odf_number.Year(style="long"), odf_number.Text(text="-"), odf_number.Month(style="long")):
        shape.addElement(part)
    shape.addElement(odf_number.Text(text="-"))
    shape.addElement(odf_number.Day(style="long"))
    if time:
        shape.addElement(odf_number.Text(text=" "))
        shape.addElement(odf_number.Hours(style="long"))
        shape.addElement(odf_number.Text(text=":"))
        shape.addElement(odf_number.Minutes(style="long"))
    document.automaticstyles.addElement(shape)
    document.automaticstyles.addElement(odf_style.Style(name=name, family="table-cell", datastylename=f"{name}Shape"))
    return name


def _ods_cell(cell: Cell, styles: dict[type, str]) -> object:
    match cell:
        case None | "":
            return odf_table.TableCell()
        case datetime():
            made = odf_table.TableCell(valuetype="date", datevalue=cell.isoformat(), stylename=styles[datetime])
        case date():
            made = odf_table.TableCell(valuetype="date", datevalue=cell.isoformat(), stylename=styles[date])
        case int() | float():
            made = odf_table.TableCell(valuetype="float", value=cell)
        case _:
            made = odf_table.TableCell(valuetype="string")
    for part in as_text(cell).split("\n"):
        made.addElement(odf_text.P(text=part))
    return made


def _write_xlsm(book: Book, path: Path) -> None:
    """Write a workbook that says it may hold macros; it holds none."""
    plain = path.with_suffix(".tmp")
    _write_xlsx(book, plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            new.writestr(name, data)
    plain.unlink()


_WRITERS: dict[str, Callable[[Book, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".xlsm": _write_xlsm,
    ".xls": _write_xls,
    ".ods": _write_ods,
}
