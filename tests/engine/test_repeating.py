"""An act done once more on purpose goes by the files that the run has released, and by no others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.homes import open_office
from tests.engine.desk import quiet

from jikwon.engine.acts.repeating import NothingToRepeat, ReleasedChanged
from jikwon.engine.questions import answering
from jikwon.engine.reports import report
from jikwon.engine.runs import lifecycle
from jikwon.model import State
from jikwon.processes.epi_forms import process, steps
from jikwon.processes.epi_forms.fakes import FakePortal
from jikwon.processes.epi_forms.tests.cases import AS_OF, SETTINGS, a_case
from jikwon.proof.readers import read_book
from jikwon.proof.verdict import Standing, verify_folder
from jikwon.records import database
from jikwon.records.runs import RunRow
from jikwon.tools.printer import FakePrinter


class Forms:
    """An office that prints forms, with a portal and a printer in memory behind the real engine."""

    def __init__(self, folder: Path, *, waiting: bool) -> None:
        self.out = folder / "out"
        self.office = open_office(folder / "home")
        asked = [a_case(3376, 최초증상일="")] if waiting else []
        self.portal = FakePortal(cases=[a_case(3374), a_case(3375), *asked])
        self.printer = FakePrinter()

    def run(self, *, partial: bool = False) -> RunRow:
        return lifecycle.run(
            self.office, quiet, slug="epi-forms", inputs=[], settings=SETTINGS, as_of=AS_OF, out=self.out,
            partial=partial, approve=True,
        )  # fmt: skip

    def repeat(self, row: RunRow, key: str) -> RunRow:
        return lifecycle.repeat(self.office, quiet, row.id, key, reason="종이가 찢어짐")

    def sheet(self, folder: str, file: str, name: str) -> list[dict[str, object]]:
        path = self.out / folder / file
        header, *rows = next(each for each in read_book(file, path.read_bytes()) if each.name == name).rows
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]

    def print_of(self, row: RunRow, case_id: str) -> str:
        planned = self.sheet(row.id, "print-plan.xlsx", "출력예정")
        return next(str(each["출력관리번호"]) for each in planned if each["환자관리번호"] == case_id)


@pytest.fixture
def forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forms]:
    yield from sit_down(tmp_path, monkeypatch, waiting=False)


@pytest.fixture
def forms_with_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forms]:
    yield from sit_down(tmp_path, monkeypatch, waiting=True)


def sit_down(folder: Path, monkeypatch: pytest.MonkeyPatch, *, waiting: bool) -> Iterator[Forms]:
    desk = Forms(folder, waiting=waiting)
    monkeypatch.setattr(process, "open_site", lambda _, name: desk.printer if name == steps.PRINTER else desk.portal)
    yield desk
    database.close()


def test_a_form_is_printed_again_and_stands_on_a_ledger_of_its_own(forms: Forms) -> None:
    first = forms.run()
    key = forms.print_of(first, "SP-003375")

    again = forms.repeat(first, key)

    assert (first.state, again.state) == (State.RELEASED, State.RELEASED)
    titles = [paper.title for paper in forms.printer.papers]
    assert (titles[-1], len(titles)) == (f"{key}.2", 3)
    assert forms.printer.papers[-1].pdf == (forms.out / first.id / "forms" / "SP-003375.pdf").read_bytes()
    ledger = forms.sheet(f"{first.id}-2", "print-ledger.xlsx", "출력대장")
    assert [(row["환자관리번호"], row["인쇄상태"], row["판"]) for row in ledger] == [("SP-003375", "완료", 1)]
    assert verify_folder(forms.out / f"{first.id}-2").standing is Standing.PROVED


def test_a_third_printing_goes_by_the_same_files(forms: Forms) -> None:
    first = forms.run()
    key = forms.print_of(first, "SP-003374")
    forms.repeat(first, key)

    again = forms.repeat(first, f"{key}.2")

    assert again.state is State.RELEASED
    assert [paper.title for paper in forms.printer.papers][2:] == [f"{key}.2", f"{key}.2.2"]
    assert len({paper.pdf for paper in forms.printer.papers}) == 2


def test_a_case_is_marked_again_and_the_new_mark_is_read_back(forms: Forms) -> None:
    first = forms.run()
    key = forms.print_of(first, "SP-003374").replace("/print/", "/mark/")

    again = forms.repeat(first, key)

    assert again.state is State.RELEASED
    assert [mark["출력관리번호"] for mark in forms.portal.of("SP-003374").marks] == [key, f"{key}.2"]


def test_a_form_of_the_first_part_is_printed_again_after_the_supplement(forms_with_a_question: Forms) -> None:
    forms = forms_with_a_question
    first = forms.run(partial=True)
    (asked,) = report.of_run(forms.office, first)["questions"]
    answering.store(forms.office, first.id, asked["id"], value="2021-10-03")
    whole = lifecycle.resume(forms.office, quiet, first.id, approve=True)
    key = forms.print_of(first, "SP-003374")

    again = forms.repeat(whole, key)

    assert (whole.state, again.state) == (State.RELEASED, State.RELEASED)
    assert forms.printer.papers[-1].pdf == (forms.out / first.id / "forms" / "SP-003374.pdf").read_bytes()


def test_a_form_that_was_changed_since_is_not_printed_again(forms: Forms) -> None:
    first = forms.run()
    form = forms.out / first.id / "forms" / "SP-003374.pdf"
    form.write_bytes((forms.out / first.id / "forms" / "SP-003375.pdf").read_bytes())

    with pytest.raises(ReleasedChanged):
        forms.repeat(first, forms.print_of(first, "SP-003374"))

    assert len(forms.printer.papers) == 2


def test_a_form_that_an_earlier_run_has_printed_is_repeated_from_there_alone(forms: Forms) -> None:
    first = forms.run()
    second = forms.run()

    with pytest.raises(NothingToRepeat):
        forms.repeat(second, forms.print_of(first, "SP-003374"))

    assert len(forms.printer.papers) == 2
