"""The proof reads again: what differs from the scan, the records or the answers releases nothing."""

import pytest

from jikwon.processes.paper_forms import rules, thresholds
from jikwon.processes.paper_forms.model import MEASURED, Thresholds
from jikwon.processes.paper_forms.tests import forms
from jikwon.processes.paper_forms.tests.forms import GOOD, TEMPLATE, Pages, run

WITH_HOME = f'{TEMPLATE}[[fields]]\nname = "주소"\ntype = "text"\ncheck = "address"\n'


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


def test_an_address_that_stands_in_no_building_table_refutes_the_run(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof has a table of its own; the rules' one is blinded here."""
    monkeypatch.setattr(rules, "_is_address", lambda text: True)
    pages.says["a.png"] = GOOD | {"주소": "송파구 올림믹로 326"}

    _, result = run(pages, template=WITH_HOME)

    assert result.state == "refuted"
    assert [check.name for check in result.mismatches] == ["rests-on-rule"]


@pytest.mark.parametrize("home", ["송파구 올림픽로 326", "서울특별시 송파구 올림픽로 326, 가동 1203호"])
def test_an_address_of_the_building_table_counts_as_resting_on_a_rule(pages: Pages, home: str) -> None:
    pages.says["a.png"] = GOOD | {"주소": home}

    _, result = run(pages, template=WITH_HOME)

    assert result.state == "released"
    assert {check.name: check.compared for check in result.checks}["rests-on-rule"] == 5


def test_a_name_that_nobody_was_asked_about_refutes_the_run_where_no_threshold_allows_it(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thresholds, "of", lambda run: Thresholds(of=dict.fromkeys(MEASURED, 50.0), data="data"))
    pages.says["a.png"] = GOOD

    _, result = run(pages, limits=forms.thresholds(kinds=("date", "phone", "number", "choice", "blank")))

    assert result.state == "refuted"
    assert [check.name for check in result.mismatches] == ["confidence"]
