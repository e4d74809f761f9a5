"""The words that a `verify.py` is written in when an output is a PDF. Each gives one `Check`."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from jikwon.model import Answer, Check, Personal, Place, fact
from jikwon.proof.errors import Unreadable
from jikwon.proof.pdf_forms import PdfField, PdfTable, pdf_fields, pdf_headings, pdf_tables, squeezed
from jikwon.proof.readers.pdf import Page, read_pdf
from jikwon.proof.words import MOST_PLACES, Comparator, Told

Label: TypeAlias = str | tuple[str, str]
"""A label, or a section with a label where the label alone stands more than once."""
_UNSEEN = str.maketrans(dict.fromkeys(map(ord, "\u200b\u2060\ufeff")))
_BOXES = str.maketrans("□■", "☐☑")


@fact
class WantedTable:
    """A table that a form must show; a table without rows is one where no row but a single remark stands."""

    header: Sequence[str]
    rows: Personal[Sequence[Sequence[object]]]


@fact
class Wanted:
    """What the pages of one form must show. `at` names it, with the file; a mismatch adds page and label.

    `every_page` holds texts that stand outside of all cells on each page; `{page}` and `{pages}` in
    them are the page's number and how many there are. `outside` holds the texts that stand there once
    (title, remarks): where it is given, nothing else may. `headings` are those of the blocks of cells,
    in order; None leaves them unchecked. A value may be an `Answer` or `Told`.
    """

    at: Place
    pages: Sequence[Page]
    fields: Personal[Mapping[Label, object]]
    tables: Sequence[WantedTable] = ()
    every_page: Sequence[str] = ()
    outside: Sequence[str] | None = None
    headings: Sequence[str] | None = None


def pdf_pages(path: Path) -> list[Page]:
    """Read the pages of a finished PDF. Raises `Unreadable`."""
    try:
        return read_pdf(path.read_bytes())
    except Unreadable as error:
        raise Unreadable(file=path.name, reason=error.fields["reason"]) from error


def same_printed(output: object, source: object) -> bool:
    """Compare what a page shows with a text: every character counts, white space does not. Blank equals blank.

    Texts are taken as NFC, the form in which they are drawn.
    """
    return _letters(output) == _letters(source)


def ticks(choices: Sequence[str], chosen: str | Sequence[str]) -> str:
    """Give what a page shows for tick boxes: every choice with `☑` or `☐` before it."""
    picked = {chosen} if isinstance(chosen, str) else set(chosen)
    return " ".join(f"{'☑' if choice in picked else '☐'} {choice}" for choice in choices)


def forms_show(name: str, forms: Iterable[Wanted], *, like: Mapping[str, Comparator] | None = None) -> Check:
    """Check that each form shows exactly what it must: every label its own value, every table its rows in order.

    Values are compared by `same_printed`, or by the comparator that `like` names for the label. A
    label or table that is wanted and not there, there and not wanted, or there twice is a mismatch,
    and so is text that leaves its cell. A label that stands in two sections is wanted as (section, label).
    """
    look = _Look(like or {})
    for form in forms:
        look.form(form)
    return look.check(name)


def pages_hold(name: str, pages: Sequence[Page], wanted: Iterable[object], *, at: Place) -> Check:
    """Check that every text stands somewhere on the pages, at least as often as it is wanted.

    It knows nothing of labels: two values exchanged are not found. Use it for reports; `forms_show` for forms.
    """
    look, whole = _Look({}), "\n".join(_letters(page.text) for page in pages)
    for text, times in Counter(_letters(each) for each in wanted if _letters(each)).items():
        look.compare(holds=whole.count(text) >= times, at=at)
    return look.check(name)


def _letters(value: object) -> str:
    text = "" if value is None else str(value)
    return squeezed(unicodedata.normalize("NFC", text).translate(_UNSEEN)).translate(_BOXES)


@dataclass(slots=True)
class _Look:
    """Counts while a word looks."""

    like: Mapping[str, Comparator]
    compared: int = 0
    mismatches: int = 0
    people: int = 0
    at: list[Place] = field(default_factory=list)

    def check(self, name: str) -> Check:
        return Check(
            name=name, compared=self.compared, mismatches=self.mismatches, at=tuple(self.at),
            rests_on_people=self.people,
        )  # fmt: skip

    def compare(self, *, holds: bool, at: Place) -> None:
        self.compared += 1
        if not holds:
            self.mismatches += 1
            if len(self.at) < MOST_PLACES:
                self.at.append(at)

    def form(self, form: Wanted) -> None:
        self._fields(form)
        self._tables(form)
        if form.headings is not None:
            self.compare(holds=pdf_headings(form.pages) == [squeezed(each) for each in form.headings], at=form.at)
        self._outside(form)

    def _outside(self, form: Wanted) -> None:
        left = Counter[str]()
        for number, page in enumerate(form.pages, start=1):
            here = replace(form.at, row=page.number)
            self.compare(holds=not page.strays, at=here)
            text = "\n".join(map(_letters, page.loose))
            left.update(text.replace("\n", ""))
            for each in form.every_page:
                wanted = _letters(each.replace("{page}", str(number)).replace("{pages}", str(len(form.pages))))
                self.compare(holds=wanted in text, at=here)
                left.subtract(wanted)
        if form.outside is not None:
            whole = "".join(_letters(line) for page in form.pages for line in page.loose)
            for once in map(_letters, form.outside):
                self.compare(holds=once in whole, at=form.at)
                left.subtract(once)
            self.compare(holds=not any(left.values()), at=form.at)

    def _fields(self, form: Wanted) -> None:
        shown = _by_label(pdf_fields(form.pages), form.fields)
        for label, wanted in form.fields.items():
            found = shown.pop(_key(label), [])
            name = label if isinstance(label, str) else label[1]
            at = replace(form.at, column=name, row=found[0].page if found else 0)
            same = self.like.get(name, same_printed)
            holds = len(found) == 1 and same(found[0].value, self._said(wanted))
            self.compare(holds=holds, at=at)
        for left in shown.values():
            self.compare(holds=False, at=replace(form.at, column=left[0].label, row=left[0].page))

    def _tables(self, form: Wanted) -> None:
        shown = pdf_tables(form.pages)
        for wanted in form.tables:
            header = tuple(map(squeezed, wanted.header))
            found = next((each for each in shown if tuple(each.header) == header), None)
            at = replace(form.at, column=wanted.header[0], row=found.page if found else 0)
            if found is None:
                self.compare(holds=False, at=at)
                continue
            shown.remove(found)
            self._rows(found, wanted, at)
        for left in shown:
            self.compare(holds=False, at=replace(form.at, column=left.header[0], row=left.page))

    def _rows(self, found: PdfTable, wanted: WantedTable, at: Place) -> None:
        rows = [row for row in found.rows if len(row) > 1]
        self.compare(holds=len(rows) == len(wanted.rows) and len(found.rows) - len(rows) <= (not rows), at=at)
        for row, said in zip(rows, wanted.rows, strict=False):
            self.compare(holds=len(row) == len(said) == len(wanted.header), at=at)
            for column, output, source in zip(wanted.header, row, said, strict=False):
                same = self.like.get(column, same_printed)
                self.compare(holds=same(output, self._said(source)), at=replace(at, column=column))

    def _said(self, wanted: object) -> object:
        if isinstance(wanted, Answer | Told):
            self.people += 1
            return (wanted.value or wanted.choice) if isinstance(wanted, Answer) else wanted.value
        return wanted


def _key(label: Label) -> Label:
    return squeezed(label) if isinstance(label, str) else (squeezed(label[0]), squeezed(label[1]))


def _by_label(found: Iterable[PdfField], wanted: Iterable[Label]) -> dict[Label, list[PdfField]]:
    """Gather what is shown under the names that it is asked for: the label alone, or section and label."""
    in_sections = {key for key in map(_key, wanted) if isinstance(key, tuple)}
    shown: dict[Label, list[PdfField]] = {}
    for each in found:
        full = (each.section, each.label)
        shown.setdefault(full if full in in_sections else each.label, []).append(each)
    return shown
