"""The proof refutes forms that are another's, changed, or missing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jikwon.model import Receipt, Run
from jikwon.processes.epi_forms import forms as forms_
from jikwon.processes.epi_forms import recheck
from jikwon.processes.epi_forms.forms import Form
from jikwon.processes.epi_forms.model import Case
from jikwon.processes.epi_forms.portal import Epidemic
from jikwon.processes.epi_forms.settings import Options
from jikwon.processes.epi_forms.tests.cases import SETTINGS, Desk, a_case
from jikwon.processes.epi_forms.versions import Version
from jikwon.testing import RunResult
from jikwon.tools import pdf

Versioned = Sequence[tuple[Case, Version]]


def refuted_by(desk: Desk) -> set[str]:
    """Run as far as the proof and name the checks that fail."""
    result = desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    assert result.state == "refuted", result.state
    return {check.name for check in result.mismatches}


def after_writing(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]) -> None:
    """Let `spoil` have the folder of outputs once the forms are written."""
    write = forms_.write

    def written(run: Run, cases: Versioned, options: Options) -> list[Form]:
        made = write(run, cases, options)
        spoil(run.output("all-forms").parent)
        return made

    monkeypatch.setattr(forms_, "write", written)


def test_second_pages_of_two_cases_exchanged_are_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    def exchange(folder: Path) -> None:
        one, two = sorted((folder / "forms").glob("*.pdf"))[:2]
        a, b = one.read_bytes(), two.read_bytes()
        one.write_bytes(pdf.merge([pdf.split(a, [1]), pdf.split(b, [2])]))
        two.write_bytes(pdf.merge([pdf.split(b, [1]), pdf.split(a, [2])]))

    after_writing(monkeypatch, exchange)

    assert "pages-say-whose" in refuted_by(Desk())


def test_forms_of_two_cases_exchanged_are_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    def exchange(folder: Path) -> None:
        one, two = sorted((folder / "forms").glob("*.pdf"))[:2]
        a, b = one.read_bytes(), two.read_bytes()
        one.write_bytes(b)
        two.write_bytes(a)

    after_writing(monkeypatch, exchange)

    assert {"fields", "pages-say-whose"} <= refuted_by(Desk())


def test_a_field_swapped_between_two_cases_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    write = forms_.write

    def swapped(run: Run, cases: Versioned, options: Options) -> list[Form]:
        (one, first), (two, second), *rest = cases
        mixed = [(replace(one, mobile=two.mobile), first), (replace(two, mobile=one.mobile), second), *rest]
        return write(run, mixed, options)

    monkeypatch.setattr(forms_, "write", swapped)

    assert "fields" in refuted_by(Desk())


def test_a_case_that_was_dropped_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    write = forms_.write
    monkeypatch.setattr(forms_, "write", lambda run, cases, options: write(run, cases[1:], options))

    assert "settled-done" in refuted_by(Desk())


def test_pages_in_another_order_are_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    def reorder(folder: Path) -> None:
        whole = (folder / "forms.pdf").read_bytes()
        (folder / "forms.pdf").write_bytes(pdf.split(whole, [3, 4, 1, 2, 5, 6]))

    after_writing(monkeypatch, reorder)

    assert "all-forms" in refuted_by(Desk())


def test_a_mark_that_is_gone_when_it_is_read_again_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    keep = recheck.keep_marks

    def kept(run: Run, portal: Epidemic, receipts: Sequence[Receipt]) -> None:
        desk.portal.cases[1].marks.clear()
        keep(run, portal, receipts)

    monkeypatch.setattr(recheck, "keep_marks", kept)

    assert refuted_by(desk) == {"marked-once"}


def test_a_mark_that_stands_twice_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    keep = recheck.keep_marks

    def kept(run: Run, portal: Epidemic, receipts: Sequence[Receipt]) -> None:
        desk.portal.cases[1].marks *= 2
        keep(run, portal, receipts)

    monkeypatch.setattr(recheck, "keep_marks", kept)

    assert refuted_by(desk) == {"marked-once"}


def asked_about_a_mark(desk: Desk) -> RunResult:
    """Let the portal's button be gone when the one case is to be marked."""
    desk.portal.button = False
    return desk.office.run(inputs={}, settings=SETTINGS, approve=True)


def test_a_person_who_calls_a_case_marked_is_refuted_by_a_record_that_shows_no_mark() -> None:
    desk = Desk(a_case())
    asked = asked_about_a_mark(desk)

    result = desk.office.answer(asked, {(asked.questions[0].key, "act-in-doubt"): "done"}, approve=True)

    assert asked.state == "needs-people"
    assert (result.state, {mismatch.name for mismatch in result.mismatches}) == ("refuted", {"marked-once"})


def test_a_case_that_a_person_has_marked_by_hand_is_marked() -> None:
    desk = Desk(a_case())
    asked = asked_about_a_mark(desk)
    desk.portal.cases[0].marks.append({"출력관리번호": "수기", "출력용도": "", "출력자": "hong", "표시일시": ""})

    result = desk.office.answer(asked, {(asked.questions[0].key, "act-in-doubt"): "done"}, approve=True)

    assert result.state == "released", result.mismatches


def test_a_person_who_calls_a_marked_case_unmarked_does_not_have_it_marked_twice() -> None:
    desk = Desk(a_case())
    asked = asked_about_a_mark(desk)
    key = asked.questions[0].key
    desk.portal.cases[0].marks.append({"출력관리번호": key, "출력용도": "", "출력자": "robot", "표시일시": ""})

    result = desk.office.answer(asked, {(key, "act-in-doubt"): "not-done"}, approve=True)

    assert result.state == "released", result.mismatches
    assert desk.marked == [key]
