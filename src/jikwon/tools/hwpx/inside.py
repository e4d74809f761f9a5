"""What the text of a document refers to: looks, pictures, ends of fields, and the places of cells."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.facts import Fault
from jikwon.tools.hwpx.grids import Spot, rows_of, tables_in
from jikwon.tools.hwpx.growing import LEAST_HEIGHT
from jikwon.tools.hwpx.marks import child, local

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element

_REFERENCES = {
    "charPrIDRef": "charPr", "paraPrIDRef": "paraPr", "borderFillIDRef": "borderFill", "styleIDRef": "style",
}  # fmt: skip
_NONE = "4294967295"
"""How Hancom writes that there is no such look."""
_LINKS = frozenset({"href", "src", "link"})
_LEAST = LEAST_HEIGHT // 2
"""A row below 2.3 mm is drawn as a line."""


def faults_inside(header: "Element", sections: "Mapping[str, Element]", content: "Element | None") -> Iterator[Fault]:
    """List references that lead nowhere or out of the file, fields without an end, and tables that do not add up."""
    if header.get("secCnt", str(len(sections))) != str(len(sections)):
        yield Fault(code="sections-counted", part="Contents/header.xml", detail=header.get("secCnt", ""))
    known = {name: {each.get("id") for each in header.iter(f"{{*}}{name}")} for name in _REFERENCES.values()}
    items = {each.get("id") for each in content.iter("{*}item")} if content is not None else set()
    for part, root in sections.items():
        yield from _references(part, root, known, items)
        yield from _fields(part, root)
        for number, table in enumerate(tables_in(root), start=1):
            yield from _table(part, number, table)


def _references(
    part: str, root: "Element", known: Mapping[str, set[str | None]], items: set[str | None]
) -> Iterator[Fault]:
    told: set[tuple[str, str]] = set()
    for element in root.iter("{*}*"):
        for name, value in element.attrib.items():
            name, value = str(name).rpartition("}")[2], str(value)
            if (name, value) in told:
                continue
            told.add((name, value))
            if name in _REFERENCES and value not in known[_REFERENCES[name]] | {_NONE}:
                yield Fault(code="look-unknown", part=part, detail=f"{name} {value}")
            elif name == "binaryItemIDRef" and value not in items:
                yield Fault(code="picture-unknown", part=part, detail=value)
            elif name in _LINKS and value:
                yield Fault(code="outside", part=part, detail=local(element))


def _fields(part: str, root: "Element") -> Iterator[Fault]:
    ends = {each.get("beginIDRef") for each in root.iter("{*}fieldEnd")}
    for begin in root.iter("{*}fieldBegin"):
        if begin.get("id") not in ends:
            yield Fault(code="field-without-end", part=part, detail=begin.get("name", ""))


def _table(part: str, number: int, table: "Element") -> Iterator[Fault]:
    rows = rows_of(table)
    places = [place for row in rows for spot in row for place in _covered(spot)]
    counts = (table.get("rowCnt"), table.get("colCnt"))
    if counts[0] != str(len(rows)) or len(places) != len(set(places)) or len(places) != _area(*counts):
        yield Fault(code="cells-misplaced", part=part, detail=str(number))
    for row in rows:
        sizes = [child(spot.element, "cellSz") for spot in row]
        heights = [size.get("height", "0") for size in sizes if size is not None]
        if heights and all(height.isdigit() and int(height) < _LEAST for height in heights):
            yield Fault(code="row-flat", part=part, detail=f"{number}/{row[0].row + 1}")


def _covered(spot: Spot) -> Iterator[tuple[int, int]]:
    rows, columns = range(spot.row, spot.row + spot.row_span), range(spot.column, spot.column + spot.column_span)
    return product(rows, columns)


def _area(rows: str | None, columns: str | None) -> int:
    numbers = [int(each) if each and each.isdigit() and len(each) < 6 else 0 for each in (rows, columns)]
    return numbers[0] * numbers[1]
