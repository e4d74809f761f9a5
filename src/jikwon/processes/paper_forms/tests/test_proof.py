"""The proof reads again: what differs from the scan, the records or the answers releases nothing."""

from jikwon.processes.paper_forms.tests.forms import GOOD, Pages, run


def test_a_cell_that_reads_otherwise_again_refutes_the_run(pages: Pages) -> None:
    pages.says["a.png"] = GOOD
    pages.again["a.png"] = GOOD | {"연락처": "010-0123-1007"}

    _, result = run(pages)

    assert result.state == "refuted"
    assert [check.name for check in result.mismatches] == ["read-again"]


def test_a_page_on_which_the_proof_finds_no_form_refutes_the_run(pages: Pages) -> None:
    pages.says["a.png"] = GOOD
    pages.again["a.png"] = {}

    _, result = run(pages)

    assert result.state == "refuted"


def test_the_proof_says_how_many_cells_rest_on_what(pages: Pages) -> None:
    pages.says |= {"a.png": GOOD, "b.png": GOOD | {"성명": "?"}}
    office, result = run(pages)
    result = office.answer(result, {("b.png/001", "text-unclear/성명"): "이둘"})

    compared = {check.name: check.compared for check in result.checks}
    assert result.state == "released"
    assert compared["rests-on-people"] == 1
    assert compared["rests-on-rule"] == 4
    assert compared["rests-on-two-readings"] == 4
