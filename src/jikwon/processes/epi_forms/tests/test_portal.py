"""What a changed portal and wrong settings lead to."""

import pytest

from jikwon.model import InputError
from jikwon.processes.epi_forms.tests.cases import SETTINGS, Desk, a_case


def test_a_renamed_label_is_one_question_for_the_whole_run() -> None:
    desk = Desk()
    desk.portal.renamed = {"검사기관": "의뢰기관"}

    asked = desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    key = ("검사/검사기관", "label-missing")
    result = desk.office.answer(asked, {key: "의뢰기관"}, approve=True)

    assert [(question.key, question.code) for question in asked.questions] == [key]
    assert result.state == "released", result.mismatches
    assert len(desk.papers) == 3


def test_a_label_that_is_gone_may_be_left_blank_by_a_person() -> None:
    desk = Desk(a_case())
    desk.portal.missing = frozenset({"키"})

    asked = desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    result = desk.office.answer(asked, {("신체/키", "label-missing"): "blank"}, approve=True)

    assert result.state == "released", (result.mismatches, result.questions)


def test_a_column_of_a_table_that_is_gone_is_asked_about() -> None:
    desk = Desk(a_case())
    desk.portal.missing = frozenset({"체류"})

    asked = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert [(question.key, question.code) for question in asked.questions] == [("동선/체류", "label-missing")]


def test_a_renamed_column_of_the_list_is_asked_about() -> None:
    desk = Desk(a_case())
    desk.portal.renamed = {"행정동": "관할동"}

    asked = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert ("확진자 목록/행정동", "column-missing") in [(each.key, each.code) for each in asked.questions]


def test_a_day_without_cases_is_released_with_empty_lists() -> None:
    desk = Desk()

    result = desk.office.run(inputs={}, settings={**SETTINGS, "date": "2021-10-05"}, approve=True)

    assert result.state == "released", result.mismatches
    assert result.items["total"] == 0


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"printer": ""}, "epi-printer-unset"),
        ({"date": "2021-13-01"}, "setting-invalid"),
        ({"date": "2021-10-07"}, "epi-day-unknown"),
        ({"date": "2019-12-31"}, "epi-day-unknown"),
        ({"date": "어제"}, "setting-invalid"),
        ({"district": "송파"}, "epi-district-unknown"),
        ({"copies": "0"}, "setting-invalid"),
        ({"unmasked": "역학조사"}, "setting-of-office"),
    ],
)
def test_a_setting_that_means_nothing_is_refused_before_any_work(settings: dict[str, str], code: str) -> None:
    desk = Desk()

    with pytest.raises(InputError) as refused:
        desk.office.run(inputs={}, settings={**SETTINGS, **settings})

    assert refused.value.code == code
