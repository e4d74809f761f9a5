"""The words of a portal's page as lines of cells, for a person to read beside a question."""

from html.parser import HTMLParser
from typing import Final

MOST_LINES: Final = 400
LONGEST: Final = 500
_SILENT: Final = frozenset({"head", "script", "style", "template", "noscript", "svg"})
_CELLS: Final = frozenset({"td", "th", "dt"})
_INLINE: Final = frozenset({
    "a", "abbr", "b", "button", "code", "em", "font", "i", "img", "input", "label", "mark", "option", "select", "small",
    "span", "strong", "sub", "sup", "u",
})  # fmt: skip
"""Whatever else begins or ends begins a line, but a cell."""


def lines(page: bytes) -> list[list[str]]:
    """Give what stands on a page, line by line; a table's row and a label with its value are lines of several cells."""
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    reader.end_line()
    return reader.lines[:MOST_LINES]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = []
        self._cells: list[str] = []
        self._words: list[str] = []
        self._silent = ""
        self._row = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        """Begin a line before whatever is not inside one."""
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag == "tr":
            self.end_line()
            self._row += 1
        elif tag not in _INLINE | _CELLS | {"dd"} and not self._row:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or the line."""
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "tr":
            self._row = max(0, self._row - 1)
            self.end_line()
        elif tag not in _INLINE and not self._row:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if not self._silent and (text := " ".join(data.split())):
            self._words.append(text)

    def end_line(self) -> None:
        """Keep the line if anything stands on it."""
        self._end_cell()
        if any(self._cells):
            self.lines.append(self._cells)
        self._cells = []

    def _end_cell(self) -> None:
        if self._words or self._row:
            self._cells.append(" ".join(self._words)[:LONGEST])
        self._words = []
