"""The finished forms against the kept pages: every label, every table, and whose every page is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jikwon.model import Check, Place
from jikwon.processes.epi_forms import verify_words as words
from jikwon.processes.epi_forms.verify_sources import CASE, CasePage, answered, case
from jikwon.proof import (
    RESIDENT_NUMBER,
    Page,
    Proof,
    Row,
    Told,
    Wanted,
    WantedTable,
    each,
    forms_show,
    pdf_pages,
    without,
)
from jikwon.proof.pdf_forms import squeezed


@dataclass(frozen=True, slots=True)
class Printed:
    """One form that is to be printed: its line in the plan, its pages and the page it was made from."""

    row: Row
    pages: Sequence[Page] = field(repr=False)
    source: CasePage | None
    at: Place

    @property
    def case_id(self) -> str:
        """The case's key."""
        return str(self.row["환자관리번호"])


def printed(proof: Proof, rows: Sequence[Row]) -> list[Printed]:
    """Read every form of the plan again."""
    files = proof.files("forms")
    found = []
    for number, row in enumerate(rows, start=1):
        case_id = str(row["환자관리번호"])
        pages = pdf_pages(files[case_id]) if case_id in files else []
        at = Place(source="forms", file=f"#{number}")
        found.append(Printed(row, pages, case(proof, CASE, case_id, number=number), at))
    return found


def forms(proof: Proof, found: Sequence[Printed]) -> Iterator[Check]:
    """Hold every form against its page, and the file of all forms against the single ones."""
    yield forms_show("fields", (_wanted(proof, each) for each in found if each.source is not None))
    yield each("source-of-every-form", found, lambda form: form.source is not None)
    yield each("pages-say-whose", found, lambda form: _says_whose(proof, form))
    yield each("one-official", found[:1], lambda _: len({_official(form) for form in found}) == 1)
    yield each("changes-named", found, _names_changes)
    yield _same_pages(proof, found)
    if not words.whole_numbers_allowed(proof.setting("purpose"), proof.setting("unmasked")):
        texts = [(replace(form.at, row=page.number), page.text) for form in found for page in form.pages]
        yield without("no-whole-numbers", texts, [RESIDENT_NUMBER])


def value_of(proof: Proof, page: CasePage, label: str) -> str:
    """Give what a page says of a field, under its label or the one that stands for it."""
    for name in (label, *(other for other, usual in words.OTHER_NAMES.items() if usual == label)):
        if name in page.fields:
            return page.fields[name]
    return page.fields.get(answered(proof, "label-missing", f"{words.SECTIONS[label]}/{label}"), "")


def _wanted(proof: Proof, form: Printed) -> Wanted:
    page = form.source
    assert page is not None
    fields: dict[str | tuple[str, str], object] = {"조사자 서명": ""}
    for label, code in words.FORM:
        fields[label] = _said(proof, form, label, code, value_of(proof, page, label))
    number = next((each for each in words.NUMBERS if each in page.fields), words.NUMBERS[0])
    fields[number] = _number(proof, form, value_of(proof, page, number) if number in page.fields else "")
    tables = [_table(proof, page, title, columns) for title, columns in words.TABLES.items()]
    return Wanted(at=form.at, pages=form.pages, fields=fields, tables=tables)


def _said(proof: Proof, form: Printed, label: str, code: str, written: str) -> object:
    """Give what the paper must show: the page's value, or the one that a person gave instead."""
    answer = proof.answer(form.case_id, f"{code}-unclear")
    if answer is not None and answer.value:
        return Told(value=words.drawn(label, answer.value.strip()))
    return words.drawn(label, written)


def _number(proof: Proof, form: Printed, written: str) -> object:
    whole = words.whole_numbers_allowed(proof.setting("purpose"), proof.setting("unmasked"))
    answer = proof.answer(form.case_id, "resident-unclear")
    if answer is not None and answer.value:
        return Told(value=words.resident(answer.value.strip(), whole=whole))
    return words.resident(written, whole=whole)


def _table(proof: Proof, page: CasePage, title: str, columns: Sequence[str]) -> WantedTable:
    headers = {column: answered(proof, "label-missing", f"{title}/{column}") for column in columns}
    rows = [
        [words.cell(column, row.get(column, row.get(headers[column], ""))) for column in columns]
        for row in page.tables.get(title, ())
    ]
    return WantedTable(header=columns, rows=rows)


def _says_whose(proof: Proof, form: Printed) -> bool:
    """Tell whether every page of a form says whose it is, which of how many, when and what for."""
    at = proof.clock
    when = f"{at.year}. {at.month}. {at.day}. {at:%H:%M}"
    for number, page in enumerate(form.pages, start=1):
        which = f"환자관리번호 {form.case_id} {number} / {len(form.pages)}쪽"
        foot = squeezed(f"출력일시 {when} 출력용도 {proof.setting('purpose').strip()} {which}")
        if not any(squeezed(line).endswith(foot) for line in page.loose):
            return False
    return len(form.pages) >= 2


def _official(form: Printed) -> frozenset[str]:
    """Give who printed, as each page says; "" where one does not say it."""
    said = []
    for page in form.pages:
        found = re.search(r"출력자(\S+)출력일시", squeezed("".join(page.loose)))
        said.append(found[1] if found else "")
    return frozenset(said)


def _names_changes(form: Printed) -> bool:
    """Tell whether the first page names just the changes that the plan names, and no other page any."""
    labels = str(form.row["바뀐항목"] or "")
    wanted = squeezed(f"정정 {form.row['판']}판 바뀐 항목: {labels}") if labels else ""
    said = [squeezed(cell.text) for page in form.pages for cell in page.cells if "바뀐 항목:" in cell.text]
    return len(said) == bool(labels) and all(each.startswith(wanted) for each in said)


def _same_pages(proof: Proof, found: Sequence[Printed]) -> Check:
    """Check that the file of all forms holds the single forms' pages, in the plan's order, and nothing else."""
    whole = _texts(proof.path("all-forms"))
    single = [text for form in found for text in (page.text for page in form.pages)]
    at = Place(source="all-forms", file="forms.pdf")
    if not found:
        holds = len(whole) == 1 and "새로출력할조사서가없습니다" in squeezed(whole[0])
        return Check(name="all-forms", compared=1, mismatches=int(not holds), at=() if holds else (at,))
    pairs = [
        replace(at, row=number) for number, (one, other) in enumerate(zip(whole, single, strict=False), start=1)
        if squeezed(one) != squeezed(other)
    ]  # fmt: skip
    beside = abs(len(whole) - len(single))
    most = max(len(whole), len(single))
    return Check(name="all-forms", compared=most, mismatches=len(pairs) + beside, at=tuple(pairs))


def _texts(path: Path) -> list[str]:
    return [page.text for page in pdf_pages(path)]


def numbers_of(found: Sequence[Printed]) -> Mapping[str, int]:
    """Count each form's pages, by the case's key."""
    return {form.case_id: len(form.pages) for form in found}
