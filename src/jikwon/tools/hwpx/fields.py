"""Fields (누름틀) of a document: found, read and filled.

A field begins with a control (`hp:fieldBegin` of type CLICK_HERE) and ends with another that names the first by its
id; both stand in paragraphs of one story (the text, a cell, a header). A cell of a table may have a name of its own.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.marks import child, children, forget_layout, line_run, lines_of, local, put_after, said

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the controls that it begins and ends with, and the paragraphs that it goes over."""

    name: str
    begin: "Element"
    end: "Element"
    paragraphs: "tuple[Element, ...]"

    def text(self) -> str:
        """Give what stands between begin and end, a line for each paragraph."""
        lines, inside = [], False
        for paragraph in self.paragraphs:
            line = ""
            for each in _pieces(paragraph):
                if each is self.begin or each is self.end:
                    inside = each is self.begin
                elif inside and local(each) == "t":
                    line += said(each)
            lines.append(line)
        return "\n".join(lines)

    def fill(self, value: str) -> None:
        """Let the field say `value` alone, with the look that it begins with; an empty one is taken away.

        An empty field would show its hint on the screen.
        """
        first, last = self.paragraphs[0], self.paragraphs[-1]
        look, closing = _cut_behind(self.begin), _cut_before(self.end)
        tail = [closing, *closing.itersiblings()]
        for each in list(look.itersiblings()):
            if each not in tail:
                first.remove(each)
        for paragraph in self.paragraphs[1:]:
            paragraph.getparent().remove(paragraph)
        for run in [each for each in tail if local(each) == "run"]:
            first.append(run)
        if last is not first:
            forget_layout(last)
        forget_layout(first)
        self._write(first, look, closing, lines_of(value))
        if not value:
            for control in (self.begin, self.end):
                control.getparent().remove(control)

    def _write(self, first: "Element", look: "Element", closing: "Element", lines: list[str]) -> None:
        rest = [closing, *closing.itersiblings()]
        for run in rest:
            first.remove(run)
        bare = first.makeelement(first.tag, {**first.attrib, "pageBreak": "0", "columnBreak": "0"})
        first.append(line_run(look, lines[0]))
        more = [deepcopy(bare) for _ in lines[1:]]
        for paragraph, line in zip(more, lines[1:], strict=True):
            paragraph.append(line_run(look, line))
        put_after(first, more)
        (more[-1] if more else first).extend(rest)


def fields_in(root: "Element") -> Iterator[Field]:
    """Give every 누름틀 with a name that begins and ends in one story, in reading order."""
    for control in root.iter("{*}fieldBegin"):
        name = (control.get("name") or "").strip()
        if not name or control.get("type") != "CLICK_HERE":
            continue
        if (found := _ended(name, control)) is not None:
            yield found


def _ended(name: str, begin: "Element") -> Field | None:
    control = begin.getparent()
    start = control.getparent().getparent()
    paragraphs = [start]
    seen = False
    for paragraph in (start, *(each for each in start.itersiblings() if local(each) == "p")):
        if paragraph is not start:
            paragraphs.append(paragraph)
        for each in _pieces(paragraph):
            seen = seen or each is control
            if seen and _ends(each, begin.get("id")):
                return Field(name=name, begin=control, end=each, paragraphs=tuple(paragraphs))
    return None


def _ends(piece: "Element", number: str | None) -> bool:
    closing = child(piece, "fieldEnd") if local(piece) == "ctrl" else None
    return closing is not None and closing.get("beginIDRef") == number


def _pieces(paragraph: "Element") -> "Iterator[Element]":
    return (each for run in children(paragraph, "run") for each in run)


def _cut_behind(control: "Element") -> "Element":
    """Let what follows a control in its run be a run of its own; give the control's run."""
    run = control.getparent()
    after = list(control.itersiblings())
    if after:
        other = run.makeelement(run.tag, dict(run.attrib))
        run.addnext(other)
        other.extend(after)
    return run


def _cut_before(control: "Element") -> "Element":
    """Let a control and what follows it be a run of its own; give that run."""
    run = control.getparent()
    if control.getprevious() is None:
        return run
    other = run.makeelement(run.tag, dict(run.attrib))
    run.addnext(other)
    other.extend([control, *control.itersiblings()])
    return other
