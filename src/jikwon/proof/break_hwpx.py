"""The faults that are planted in an HWPX document: in its tables, its numbers and its texts."""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING

from jikwon.model import strings
from jikwon.proof.break_xml import replace_parts
from jikwon.proof.readers.hwpx import section_parts
from jikwon.proof.readers.markup import Archive

if TYPE_CHECKING:
    from lxml import etree

_TEXTS = 6
_NUMBER = re.compile(r"[0-9][0-9,.]*")


def break_hwpx(data: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Yield every planted fault with its description."""
    for part in section_parts(Archive(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = next(each for each in archive.namelist() if each.casefold() == part.casefold())
            source = archive.read(name)
        for description, broken in _of_section(source, chance):
            yield description, replace_parts(data, {name: broken})


def _of_section(source: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    tables = len(_parsed(source).findall(".//{*}tbl"))
    for number in range(tables):
        for fault in (_exchanged_numbers, _dropped, _doubled, _slid, _exchanged_rows):
            root = _parsed(source)
            if fault(root.findall(".//{*}tbl")[number], chance):
                yield _say(f"hwpx-{fault.__name__.strip('_').replace('_', '-')}", table=number + 1), _dumped(root)
    texts = [place for place, text in enumerate(_texts(_parsed(source))) if (text.text or "").strip()]
    for place in sorted(chance.sample(texts, min(_TEXTS, len(texts)))):
        root = _parsed(source)
        _alter(_texts(root)[place], chance)
        yield _say("hwpx-altered", text=place + 1), _dumped(root)
    yield from _exchanged_texts(source, texts, chance)


def _exchanged_texts(source: bytes, texts: list[int], chance: Random) -> Iterator[tuple[str, bytes]]:
    root = _parsed(source)
    found = _texts(root)
    pairs = [(one, other) for one in texts for other in texts if one < other and found[one].text != found[other].text]
    if pairs:
        one, other = chance.choice(pairs)
        found[one].text, found[other].text = found[other].text, found[one].text
        yield _say("hwpx-exchanged-texts", text=one + 1, other=other + 1), _dumped(root)


def _exchanged_numbers(table: "etree._Element", chance: Random) -> bool:
    """Exchange two numbers of a table that differ."""
    found = [text for text in table.iter("{*}t") if _NUMBER.fullmatch(text.text or "")]
    pairs = [(one, other) for at, one in enumerate(found) for other in found[at + 1 :] if one.text != other.text]
    if not pairs:
        return False
    one, other = chance.choice(pairs)
    one.text, other.text = other.text, one.text
    return True


def _dropped(table: "etree._Element", chance: Random) -> bool:
    rows = table.findall("{*}tr")
    if len(rows) < 3:
        return False
    table.remove(chance.choice(rows[1:]))
    return True


def _doubled(table: "etree._Element", chance: Random) -> bool:
    rows = table.findall("{*}tr")
    if not rows:
        return False
    row = chance.choice(rows)
    row.addnext(deepcopy(row))
    return True


def _exchanged_rows(table: "etree._Element", chance: Random) -> bool:
    rows = table.findall("{*}tr")
    pairs = [
        (one, other)
        for at, one in enumerate(rows)
        for other in rows[at + 1 :]
        if _said(one) != _said(other) and len(one) == len(other)
    ]
    if not pairs:
        return False
    one, other = chance.choice(pairs)
    _exchange(list(one.iter("{*}subList")), list(other.iter("{*}subList")))
    return True


def _slid(table: "etree._Element", chance: Random) -> bool:
    """Slide a column down by a row under the header; its last cell comes to its top."""
    rows = [row.findall("{*}tc") for row in table.findall("{*}tr")]
    width = max((len(row) for row in rows), default=0)
    columns = [[row[at] for row in rows if len(row) == width][1:] for at in range(width)]
    moving = [cells for cells in columns if len({"".join(cell.itertext()) for cell in cells}) > 1]
    if not moving:
        return False
    cells = chance.choice(moving)
    stories = [cell.find("{*}subList") for cell in cells]
    for cell, story in zip(cells, [stories[-1], *stories[:-1]], strict=True):
        if story is not None:
            cell.insert(0, story)
    return True


def _exchange(ones: "list[etree._Element]", others: "list[etree._Element]") -> None:
    for one, other in zip(ones, others, strict=False):
        copies = deepcopy(list(one)), deepcopy(list(other))
        one[:], other[:] = copies[1], copies[0]


def _said(element: "etree._Element") -> str:
    return "".join(element.itertext())


def _texts(root: "etree._Element") -> "list[etree._Element]":
    return list(root.iter("{*}t"))


def _alter(text: "etree._Element", chance: Random) -> None:
    """Change one character, a digit where there is one."""
    said = text.text or ""
    digits = [place for place, letter in enumerate(said) if letter.isdigit()]
    letters = [place for place, letter in enumerate(said) if letter.strip()]
    place = chance.choice(digits or letters)
    other = chance.choice([each for each in ("0123456789" if digits else "가나다라") if each != said[place]])
    text.text = said[:place] + other + said[place + 1 :]


def _parsed(source: bytes) -> "etree._Element":
    from lxml import etree

    return etree.fromstring(source, etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True))


def _dumped(root: "etree._Element") -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _say(code: str, **fields: object) -> str:
    return strings.of(__name__).text("breaks", code, language=None, **fields)
