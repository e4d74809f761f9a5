"""Forms from scans to the workbook: what is written, what is asked, and what people's answers do."""

from datetime import date

import pytest

from jikwon.model import InputError
from jikwon.model.answering import AnswerInvalid
from jikwon.processes.paper_forms.tests.forms import GOOD, Pages, run, thresholds
from jikwon.testing import Excluded

OLD = '[measured]\ntessdata = "data"\n[kinds.text]\nthreshold = 87'
"""Of a time when names, remarks and addresses were measured as one."""


def test_a_form_that_is_read_surely_becomes_a_row_with_its_bases(pages: Pages) -> None:
    pages.says["a.png"] = GOOD

    _, result = run(pages)

    assert result.state == "released"
    (row,) = result.sheet("paper-forms", "자료")
    assert (row["파일"], row["쪽"], row["성명"], row["연락처"], row["물품"]) == (
        "a.png",
        1,
        "김하나",
        "010-0123-1001",
        "라면",
    )
    assert (row["생년월일"], row["인원"]) == (date(1990, 1, 31), 3)
    bases = result.sheet("paper-forms", "근거")
    assert [each["항목"] for each in bases] == ["성명", "생년월일", "연락처", "인원", "물품"]
    assert {(each["신뢰도"], each["확인방법"]) for each in bases} == {(95, "규칙")}


def test_every_field_of_one_form_is_asked_for_itself(pages: Pages) -> None:
    pages.says["a.png"] = GOOD | {
        "성명": ("김하나", "김히나", "김하나", "김하나"),
        "연락처": "010-0123-/001",
        "물품": "살",
    }
    pages.says["b.png"] = GOOD

    _, result = run(pages)

    assert [each.code for each in result.questions] == [
        "choice-unclear/물품",
        "phone-unclear/연락처",
        "text-unclear/성명",
    ]
    assert [row["파일"] for row in result.sheet("paper-forms", "자료")] == ["b.png"]
    asked = result.sheet("paper-forms", "확인필요")
    assert {(each["항목"], each["질문코드"]) for each in asked} == {
        ("성명", "text-unclear"), ("연락처", "phone-unclear"), ("물품", "choice-unclear"),
    }  # fmt: skip
    assert set(result.kept["cell"]) == {"a.png/001/성명", "a.png/001/연락처", "a.png/001/물품"}


def test_answers_typed_and_chosen_fill_the_form_and_rest_on_a_person(pages: Pages) -> None:
    pages.says["a.png"] = GOOD | {
        "성명": ("김하나", "김히나", "김하나", "김하나"),
        "생년월일": "1990. 13. 1.",
        "인원": "l",
    }
    office, result = run(pages)

    result = office.answer(
        result,
        {
            ("a.png/001", "text-unclear/성명"): "read-2", ("a.png/001", "date-unclear/생년월일"): "1990년 12월 1일",
            ("a.png/001", "number-unclear/인원"): "blank",
        },
    )  # fmt: skip

    assert result.state == "released"
    (row,) = result.sheet("paper-forms", "자료")
    assert (row["성명"], row["생년월일"], row["인원"]) == ("김히나", date(1990, 12, 1), None)
    people = [each["항목"] for each in result.sheet("paper-forms", "근거") if each["확인방법"] == "담당자"]
    assert people == ["성명", "생년월일", "인원"]


@pytest.mark.parametrize(
    ("field", "code", "typed"),
    [("생년월일", "date-unclear", "1990-02-30"), ("연락처", "phone-unclear", "010"), ("물품", "choice-unclear", "빵")],
)
def test_an_answer_that_cannot_be_a_value_is_refused(pages: Pages, field: str, code: str, typed: str) -> None:
    pages.says["a.png"] = GOOD | {field: "??"}
    office, result = run(pages)

    with pytest.raises(AnswerInvalid):
        office.answer(result, {("a.png/001", f"{code}/{field}"): typed})


@pytest.mark.parametrize("why", ["blank", "photo", "other-form"])
def test_a_page_that_is_not_the_form_says_what_it_is_and_can_be_left_out(pages: Pages, why: str) -> None:
    pages.says |= {"a.png": GOOD, "b.png": why}
    office, result = run(pages)

    assert [each.code for each in result.questions] == [f"page-{why}"]
    result = office.answer(result, {("b.png/001", f"page-{why}"): "leave-out"})

    assert result.state == "released"
    assert result.excluded == {"b.png/001": "서식아님"}
    assert [each["파일"] for each in result.sheet("paper-forms", "제외")] == ["b.png"]


def test_a_page_that_no_robot_reads_can_be_typed_from_its_picture(pages: Pages) -> None:
    pages.says["b.png"] = "other-form"
    office, result = run(pages)

    result = office.answer(result, {("b.png/001", "page-other-form"): "type"})

    assert {each.code for each in result.questions} == {f"label-missing/{name}" for name in GOOD}
    typed = {("b.png/001", f"label-missing/{name}"): text for name, text in GOOD.items()}
    result = office.answer(result, typed)
    assert result.state == "released"
    (row,) = result.sheet("paper-forms", "자료")
    assert (row["성명"], row["인원"]) == ("김하나", 3)


def test_a_form_that_a_person_leaves_out_keeps_the_reason(pages: Pages) -> None:
    pages.says |= {"a.png": GOOD, "b.png": GOOD | {"성명": ""}}
    office, result = run(pages)

    result = office.answer(result, {("b.png/001", "blank-required/성명"): Excluded(reason="중복 접수")})

    (row,) = result.sheet("paper-forms", "제외")
    assert (row["파일"], row["사유코드"]) == ("b.png", "담당자제외")
    assert "중복 접수" in str(row["사유"])


def test_thresholds_of_other_data_ask_about_everything_and_say_so(pages: Pages) -> None:
    pages.says["a.png"] = GOOD

    _, result = run(pages, limits=thresholds(data="another installation"))

    assert len(result.questions) == len(GOOD)
    assert "no-thresholds" in {note.code for note in result.notes}


def test_a_kind_without_a_threshold_is_asked_and_the_others_are_not(pages: Pages) -> None:
    pages.says["a.png"] = GOOD

    _, result = run(pages, limits=thresholds(kinds=("free", "date", "number", "choice")))

    assert [each.code for each in result.questions] == ["phone-unclear/연락처"]


@pytest.mark.parametrize("text", ["", "[measured]", '[measured]\ntessdata = "data"\n[kinds.hand]\nthreshold = 9', OLD])
def test_a_file_of_thresholds_that_nobody_measured_is_refused(pages: Pages, text: str) -> None:
    pages.says["a.png"] = GOOD

    with pytest.raises(InputError, match=r"mine\.toml"):
        run(pages, limits=("mine.toml", text))
