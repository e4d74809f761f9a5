"""The portal's pages again, as they were kept: read with lxml, apart from the browser's own reading."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jikwon.model import Answer, Place
from jikwon.proof import Proof

CASE, LIST, MARKS = "case-page", "list-page", "mark-page"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: its cells by header, and where it stands."""

    cells: Mapping[str, str]
    at: Place


@dataclass(frozen=True, slots=True)
class ListPage:
    """One screen of the list and the total that it says."""

    lines: Sequence[Line]
    total: int
    at: Place


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case's page: the text of each label, the rows of each table by its caption."""

    fields: Mapping[str, str]
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    at: Place


def lists(proof: Proof) -> list[ListPage]:
    """Read every kept screen of the list, in order."""
    found = []
    for key in proof.kept_keys(LIST):
        at = Place(source=LIST, file=f"{key}.html")
        root = _root(proof.kept(LIST, key) or b"")
        grids = [each for each in root.iter("table") if each.get("role") == "grid"]
        rows = _rows(grids[0]) if len(grids) == 1 else []
        lines = [Line(row, Place(source=LIST, file=at.file, row=number)) for number, row in enumerate(rows, start=1)]
        found.append(ListPage(lines, _total(root), at))
    return found


def case(proof: Proof, kind: str, key: str, *, number: int) -> CasePage | None:
    """Read a kept page of a case; None where none was kept. `number` tells which case it is without naming it."""
    data = proof.kept(kind, key)
    if data is None:
        return None
    root = _root(data)
    fields: dict[str, str] = {}
    tables: dict[str, Sequence[Mapping[str, str]]] = {}
    for table in root.iter("table"):
        if any(cell.get("scope") == "row" for cell in table.iter("th")):
            fields |= dict(_pairs(table))
        else:
            tables["".join(_text(each) for each in table.iter("caption"))] = _rows(table)
    return CasePage(fields, tables, Place(source=kind, file=f"#{number}"))


def answered(proof: Proof, code: str, key: str) -> str:
    """Give what a person chose about a label or a column of this run, "" where nobody did."""
    answer: Answer | None = proof.answered(code, key)
    return answer.choice if answer else ""


def _root(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    return html.document_fromstring(data or b"<html></html>", parser=parser)


def _total(root: Any) -> int:  # noqa: ANN401
    said = re.search(r"총\s*([\d,]+)\s*건", _text(root))
    return int(said[1].replace(",", "")) if said else -1


def _rows(table: Any) -> list[Mapping[str, str]]:  # noqa: ANN401
    heads = table.findall(".//thead//th")
    names = [_text(each) for each in heads]
    lines = [[_text(cell) for cell in row.findall("td")] for row in table.findall(".//tbody/tr")]
    return [dict(zip(names, line, strict=True)) for line in lines if len(line) == len(names)]


def _pairs(table: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for head in table.iter("th"):
        value = head.getnext()
        if value is not None and value.tag == "td":
            yield _text(head), _text(value)


def _text(element: Any) -> str:  # noqa: ANN401
    return " ".join(unicodedata.normalize("NFC", str(element.text_content())).split())
