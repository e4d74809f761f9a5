"""A proof reads from finished pages which label shows which value, and refutes every planted fault."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from jikwon.model import Check, Place
from jikwon.proof import Told, forms_show, pages_hold, pdf_pages, pdf_tables
from jikwon.proof.breaks import breaks
from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.pdf import Page, read_pdf
from jikwon.tools import pdf

from .making import case, made, wanted

CASES = tuple(case(n, visits=45 if n == 2 else n) for n in range(1, 4))
AT = Place(source="forms", file="forms.pdf")


@pytest.fixture(scope="module")
def file() -> pdf.Compiled:
    return made(*CASES)


def proved(cases: Sequence[dict[str, Any]], pages: Sequence[Page], file: pdf.Compiled) -> Check:
    ranges = [file.pages[each["key"]] for each in cases]
    forms = [wanted(each, pages[one.start - 1 : one.stop - 1]) for each, one in zip(cases, ranges, strict=True)]
    return forms_show("서식", forms)


def test_what_was_made_is_proved_label_by_label(file: pdf.Compiled) -> None:
    check = proved(CASES, read_pdf(file.pdf), file)

    assert check.mismatches == 0, check.at
    assert check.compared > sum(len(each["visits"]) * 3 for each in CASES)


@pytest.mark.parametrize("seed", range(3))
def test_every_planted_fault_is_refuted(file: pdf.Compiled, seed: int) -> None:
    planted = list(breaks("forms.pdf", file.pdf, seed=seed))

    assert len(planted) > 20
    for broken in planted:
        pages = read_pdf(broken.data)
        assert len(pages) != 4 or proved(CASES, pages, file).mismatches, broken.description


def test_faults_are_chosen_by_the_seed(file: pdf.Compiled) -> None:
    assert list(breaks("a.pdf", file.pdf, seed=1)) == list(breaks("a.pdf", file.pdf, seed=1))
    assert list(breaks("a.pdf", file.pdf, seed=1)) != list(breaks("a.pdf", file.pdf, seed=2))


def test_a_value_under_another_label_and_of_another_case_is_noticed(file: pdf.Compiled) -> None:
    pages = read_pdf(file.pdf)
    first, second = wanted(CASES[0], pages[:1]), wanted(CASES[1], pages[1:3])
    fields = dict(first.fields)
    fields["성명"], fields["주소"] = fields["주소"], fields["성명"]

    swapped = forms_show("서식", [replace(first, fields=fields)])
    other = forms_show("서식", [replace(first, fields={**first.fields, "성명": second.fields["성명"]})])

    assert {place.column for place in swapped.at} == {"성명", "주소"}
    assert [(place.file, place.column, place.row) for place in other.at] == [("C-0001.pdf", "성명", 1)]


def test_a_label_too_many_or_too_few_is_noticed(file: pdf.Compiled) -> None:
    form = wanted(CASES[0], read_pdf(file.pdf)[:1])
    fewer = {label: value for label, value in form.fields.items() if label != "비고"}

    assert forms_show("서식", [replace(form, fields=fewer)]).mismatches == 1
    assert forms_show("서식", [replace(form, fields={**form.fields, "직업": ""})]).mismatches == 1
    assert forms_show("서식", [replace(form, tables=())]).mismatches == 1
    assert forms_show("서식", [replace(form, headings=["인적사항"])]).mismatches == 1
    assert forms_show("서식", [replace(form, outside=[])]).mismatches == 1


def test_a_table_that_flows_over_pages_is_one_and_an_empty_one_has_no_rows() -> None:
    file = made(long := case(1, visits=90), none := case(2, visits=0))

    pages = read_pdf(file.pdf)

    assert len(file.pages["C-0001"]) > 1
    (table,) = pdf_tables(pages[: len(file.pages["C-0001"])])
    assert [[" ".join(cell.split()) for cell in row] for row in table.rows] == long["visits"]
    assert proved([long, none], pages, file).mismatches == 0


def test_what_a_person_said_is_counted(file: pdf.Compiled) -> None:
    form = wanted(CASES[0], read_pdf(file.pdf)[:1])

    check = forms_show("서식", [replace(form, fields={**form.fields, "성명": Told(value=form.fields["성명"])})])

    assert (check.mismatches, check.rests_on_people) == (0, 1)


def test_texts_are_found_as_often_as_they_are_wanted(file: pdf.Compiled) -> None:
    pages = read_pdf(file.pdf)[:1]

    assert pages_hold("글", pages, ["올림픽로1길3", "방문 확인서"], at=AT).mismatches == 0
    assert pages_hold("글", pages, ["방문 확인서", "방문 확인서"], at=AT).mismatches == 1


def test_text_that_is_hidden_does_not_count(file: pdf.Compiled) -> None:
    covered = io.BytesIO()
    with pikepdf.open(io.BytesIO(file.pdf)) as document:
        page = document.pages[0]
        page.contents_add(document.make_stream(b"q 1 1 1 rg 0 0 595 842 re f Q"))
        document.save(covered)

    check = proved(CASES, read_pdf(covered.getvalue()), file)

    assert {place.file for place in check.at} == {"C-0001.pdf"}


def test_a_file_that_is_no_pdf_cannot_be_proved(tmp_path: Any) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")

    with pytest.raises(Unreadable, match=r"a\.pdf"):
        pdf_pages(tmp_path / "a.pdf")
