"""The form on paper: what is read back from its pages, by label and by eye's order."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.processes.epi_forms.fakes import FakeCase
from jikwon.processes.epi_forms.tests.cases import SETTINGS, Desk, a_case, a_visit
from jikwon.proof import pdf_fields, pdf_pages, pdf_tables
from jikwon.testing import RunResult


def shown(result: RunResult, case: FakeCase) -> dict[str, str]:
    """Read a case's form: label → value, white space gone from labels."""
    pages = pdf_pages(path_of(result, case))
    return {each.label: each.value for each in pdf_fields(pages)}


def path_of(result: RunResult, case: FakeCase) -> Path:
    """Find a case's form among the outputs."""
    return result.files["forms"][case.case_id]


def test_a_form_shows_every_value_under_its_label() -> None:
    case = a_case(직업='연구원(R&D) "번역" <의류> #1 *별* $5', 성명="O'CONNOR-SMITH SINEAD")
    result = Desk(case).office.run(inputs={}, settings=SETTINGS)

    found = shown(result, case)

    assert found["직업"] == case.fields["직업"]
    assert found["성명"] == "O'CONNOR-SMITH SINEAD"
    assert found["증상목록"].startswith("☑ 발열 ☑ 기침 ☐ 호흡곤란")
    assert found["성별"] == "☐ 남 ☑ 여"
    assert found["주민등록번호"] == "711231-*******"


def test_a_whole_number_is_printed_for_a_purpose_that_the_office_allows() -> None:
    case = a_case()
    desk = Desk(case, office_settings={"unmasked": "병원이송, 역학조사"})

    result = desk.office.run(inputs={}, settings=SETTINGS)

    assert result.verdict == "proved", result.mismatches
    assert shown(result, case)["주민등록번호"] == "711231-2345678"


def test_an_ordinary_case_has_two_pages() -> None:
    case = a_case()
    result = Desk(case).office.run(inputs={}, settings=SETTINGS)

    assert len(pdf_pages(path_of(result, case))) == 2


def test_long_tables_flow_to_further_pages_with_their_header() -> None:
    case = a_case()
    case.tables["동선"] = [a_visit(8 + number % 14, day=-4 + number // 14) for number in range(60)]
    result = Desk(case).office.run(inputs={}, settings=SETTINGS)

    pages = pdf_pages(path_of(result, case))

    assert result.verdict == "proved", result.mismatches
    assert len(pages) > 2
    visits = next(table for table in pdf_tables(pages) if table.header[0] == "일시")
    assert len(visits.rows) == 60
    assert all("마스크" in page.text for page in pages[1:-1])


def test_long_words_and_texts_stay_in_their_cells() -> None:
    case = a_case(직업="W" * 300, 거주지_주소="가" * 200, 기저질환="Y", 기저질환_상세="HbA1c > 9.0 % & 투석 " * 20)
    case.tables["동선"] = [{**a_visit(9), "장소": "https://example.invalid/" + "x" * 120}]

    result = Desk(case).office.run(inputs={}, settings=SETTINGS)

    assert result.verdict == "proved", result.mismatches


def test_a_character_that_no_font_has_is_asked_about() -> None:
    case = a_case(직업="배달원🛵")

    result = Desk(case).office.run(inputs={}, settings=SETTINGS)

    assert [question.code for question in result.questions] == ["occupation-unclear"]


def test_forms_come_in_the_order_of_dong_and_number() -> None:
    cases = [a_case(3380, 행정동="잠실2동"), a_case(900, 행정동="가락1동"), a_case(3379, 행정동="가락1동")]
    result = Desk(*cases).office.run(inputs={}, settings=SETTINGS)

    rows = result.sheet("print-plan", "출력예정")

    assert [row["확진자번호"] for row in rows] == [900, 3379, 3380]


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(text=st.text(alphabet="가나뷁힣AbZ019 <>&\"'#*_$@`\\[]{}()-–·,.~/|^%+=!?:;㎡℃①", min_size=1, max_size=150))
def test_any_text_that_can_be_drawn_comes_back_from_paper(text: str) -> None:
    case = a_case(직업=text, 기저질환="Y", 기저질환_상세=f"상세 {text}")
    case.tables["동선"] = [{**a_visit(9), "장소": text}]

    result = Desk(case).office.run(inputs={}, settings=SETTINGS)

    assert result.verdict == "proved", (result.mismatches, result.questions)
