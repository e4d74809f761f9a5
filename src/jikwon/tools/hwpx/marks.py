"""The elements of a document's text: paragraphs, runs, texts; read and written.

A paragraph (`hp:p`) holds runs (`hp:run`, one look each); a run holds texts (`hp:t`), tables, and controls: a
header, a footer, the begin and the end of a field. Names are those of KS X 6101; namespaces differ by edition and
are never asked for.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml import etree

    Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name that lxml has for it

_BLANKS = re.compile(r"\s+")
_INSIDE = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def local(element: "Element") -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def squeezed(text: str) -> str:
    """Give a text without any blanks, as labels are compared."""
    return _BLANKS.sub("", text)


def forbidden(text: str) -> tuple[str, ...]:
    """Name the characters that XML cannot hold, as `U+0000`."""
    return tuple(sorted({f"U+{ord(each):04X}" for each in _FORBIDDEN.findall(text)}))


def children(element: "Element", name: str) -> "Iterator[Element]":
    """Give the children of a name, in order."""
    return (each for each in element if local(each) == name)


def child(element: "Element", name: str) -> "Element | None":
    """Give the first child of a name."""
    return next(children(element, name), None)


def said(text: "Element") -> str:
    """Give what an `hp:t` says."""
    parts = [text.text or ""]
    for each in text:
        parts += (_INSIDE.get(local(each), ""), each.tail or "")
    return "".join(parts)


def paragraph_text(paragraph: "Element") -> str:
    """Give a paragraph's own text, without what its tables and controls hold."""
    return "".join(said(text) for run in children(paragraph, "run") for text in children(run, "t"))


def story_text(story: "Element") -> str:
    """Give the text of what holds paragraphs (a cell, a header), a line for each."""
    return "\n".join(paragraph_text(each) for each in children(story, "p"))


def line_run(like: "Element", line: str) -> "Element":
    """Make a run that looks as `like` does and says one line."""
    made = like.makeelement(like.tag, dict(like.attrib))
    space = str(like.tag).rpartition("}")[0] + "}"
    text = made.makeelement(f"{space}t", {})
    made.append(text)
    first, *others = line.split("\t")
    text.text = first
    for piece in others:
        tab = text.makeelement(f"{space}tab", {"width": "4000", "leader": "0", "type": "1"})
        tab.tail = piece
        text.append(tab)
    return made


def lines_of(value: str) -> list[str]:
    """Cut a value into the paragraphs that it will be."""
    return value.replace("\r\n", "\n").split("\n")


def fill_story(story: "Element", value: str) -> None:
    """Let a cell say `value` alone, with the look of the first text that it had."""
    first, *others = children(story, "p")
    for each in others:
        story.remove(each)
    runs = list(children(first, "run"))
    look = next((run for run in runs if child(run, "t") is not None), runs[0])
    forget_layout(first)
    for run in runs:
        first.remove(run)
    paragraphs = [first, *(deepcopy(first) for _ in lines_of(value)[1:])]
    for paragraph, line in zip(paragraphs, lines_of(value), strict=True):
        paragraph.append(line_run(look, line))
    put_after(first, paragraphs[1:])


def put_after(element: "Element", others: "Sequence[Element]") -> None:
    """Put elements behind one, in their order."""
    for each in reversed(others):
        element.addnext(each)


def forget_layout(paragraph: "Element") -> None:
    """Drop where the lines of a paragraph stood: whoever opens the document lays it out anew."""
    for each in list(children(paragraph, "linesegarray")):
        paragraph.remove(each)
