"""What a form must say, and when a person is asked."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.model import Answer, Ask
from jikwon.processes.epi_forms.fields import FIELDS
from jikwon.processes.epi_forms.tests.cases import DAY, a_case, a_visit
from jikwon.processes.epi_forms.tests.judging import judge, listed_as, printed, reasons

NEEDED = [field for field in FIELDS if field.needed and field.name != "case_id"]
DAYS = st.integers(min_value=-40, max_value=3)


def test_a_whole_case_is_printed_without_a_question() -> None:
    assert reasons(a_case()) == {}


@pytest.mark.parametrize("field", NEEDED, ids=lambda field: field.name)
def test_a_blank_field_that_must_be_there_is_asked_for_by_name(field: object) -> None:
    assert isinstance(field, type(FIELDS[0]))
    case = a_case()
    case.fields[field.label] = ""

    assert reasons(case)[field.code] == "missing"


@pytest.mark.parametrize(
    ("changed", "code", "reason"),
    [
        ({"주민등록번호": "100504-4456789", "임신 여부": "해당없음"}, "guardian-unclear", "missing-child"),
        ({"최초증상일": ""}, "onset-on-unclear", "missing-symptomatic"),
        ({"기저질환": "Y"}, "comorbidity-unclear", "missing-comorbid"),
        ({"임신 여부": ""}, "pregnant-unclear", "missing-woman"),
        ({"주민등록번호": "711231-1345678", "성별": "남", "임신 여부": "Y"}, "pregnant-unclear", "man"),
        ({"추정 감염경로": "구 확진자 접촉"}, "index-case-unclear", "missing-contact"),
        ({"추정 감염경로": "타지역 확진자 접촉"}, "index-case-unclear", "missing-contact"),
        ({"선행 확진자번호": "3374"}, "index-case-unclear", "is-itself"),
        ({"성별": "남", "임신 여부": "해당없음"}, "sex-unclear", "differs-from-number"),
        ({"증상 여부": "N"}, "onset-on-unclear", "not-symptomatic"),
        ({"기저질환 상세": "천식"}, "comorbidity-unclear", "not-comorbid"),
        ({"검체채취일": "2021-10-07"}, "specimen-on-unclear", "after-confirmed"),
        ({"확진일": "2021-10-08"}, "confirmed-on-unclear", "after-reported"),
        ({"휴대전화": "010-12"}, "mobile-unclear", "no-phone"),
        ({"주민등록번호": "711331-2345678"}, "resident-unclear", "no-resident"),
        ({"신고일": "10월 6일"}, "reported-on-unclear", "no-date"),
        ({"키": "1630 cm"}, "height-unclear", "out-of-range"),
        ({"동거인 수": "2"}, "cohabitant-count-unclear", "count-differs"),
        ({"관계": "이웃"}, "relation-unclear", "no-choice"),
        ({"직업": "가" * 900}, "occupation-unclear", "too-long"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_asked(changed: dict[str, str], code: str, reason: str) -> None:
    case = a_case()
    case.fields |= changed

    assert reasons(case) == {code: reason}


@given(age=st.integers(min_value=0, max_value=100))
def test_a_guardian_is_asked_for_until_the_fourteenth_birthday(age: int) -> None:
    born = DAY.replace(year=DAY.year - age)
    seventh = "4" if born.year >= 2000 else "2"
    case = a_case()
    case.fields["주민등록번호"] = f"{born:%y%m%d}-{seventh}345678"

    asked = reasons(case).get("guardian-unclear")

    assert asked == ("missing-child" if age < 14 else None)


@given(days=DAYS)
def test_the_first_symptom_lies_between_fourteen_days_before_the_specimen_and_the_interview(days: int) -> None:
    onset, specimen = DAY + timedelta(days=days), DAY - timedelta(days=1)
    case = a_case()
    case.tables["동선"] = []
    case.fields |= {"최초증상일": onset.isoformat(), "검체채취일": specimen.isoformat()}

    fits = specimen - timedelta(days=14) <= onset <= DAY

    assert reasons(case) == ({} if fits else {"onset-on-unclear": "out-of-window"})


@given(days=DAYS)
def test_visits_count_from_two_days_before_the_first_symptom(days: int) -> None:
    case = a_case()
    case.tables["동선"] = [a_visit(10, day=days)]

    assert ("visits-unclear" in reasons(case)) == (not -5 <= days <= 0)


@given(st.lists(st.integers(min_value=0, max_value=200), max_size=4))
def test_doses_must_be_in_the_order_of_their_days(days: list[int]) -> None:
    case = a_case()
    case.tables["예방접종"] = [
        {"차수": f"{n}차", "접종일": (DAY - timedelta(days=day)).isoformat(), "제품": "화이자"}
        for n, day in enumerate(days, start=1)
    ]  # fmt: skip

    assert ("doses-unclear" in reasons(case)) == (days != sorted(days, reverse=True))


def test_a_persons_value_takes_the_place_of_the_pages() -> None:
    case = a_case(최초증상일="")

    assert printed(case, answers={"onset-on-unclear": Answer(value="2021-10-02")}).onset_on == "2021-10-02"


def test_an_answer_that_is_no_date_is_asked_again() -> None:
    case = a_case(최초증상일="")

    assert reasons(case, answers={"onset-on-unclear": Answer(value="지난주")}) == {"onset-on-unclear": "no-date"}


def test_a_contradiction_may_be_printed_as_it_stands() -> None:
    case = a_case(성별="남", 임신_여부="해당없음")

    assert printed(case, answers={"sex-unclear": Answer(choice="as-is")}).sex == "남"


def test_a_missing_value_cannot_be_printed_as_it_stands() -> None:
    asks = judge(a_case(휴대전화=""))

    assert isinstance(asks, list)
    assert [(ask.code, ask.choices, ask.free) for ask in asks if isinstance(ask, Ask)] == [("mobile-unclear", (), True)]


def test_a_question_never_quotes_a_registration_number() -> None:
    asks = judge(a_case(주민등록번호="711331-2345678"))

    assert isinstance(asks, list)
    assert all("711331" not in text for ask in asks if isinstance(ask, Ask) for text in ask.details.values())


def test_the_registration_number_is_masked() -> None:
    assert printed(a_case()).resident == "711231-*******"


@pytest.mark.parametrize("written", ["Y", "예", "유", "있음"])
def test_one_meaning_has_one_spelling_on_paper(written: str) -> None:
    assert printed(a_case(증상_여부=written)).symptomatic == "예"


def test_the_list_and_the_page_must_agree() -> None:
    case = a_case()
    asks = judge(case, listed=listed_as(a_case(행정동="잠실3동")))

    assert isinstance(asks, list)
    assert [(ask.code, ask.reason) for ask in asks] == [("dong-unclear", "differs-from-list")]
