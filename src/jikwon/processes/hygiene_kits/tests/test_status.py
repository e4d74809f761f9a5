"""상태, release and precedence: who gets no kit, and who is asked about."""

import pytest

from jikwon.processes.hygiene_kits.tests.registers import asked, office, row, run, served


@pytest.mark.parametrize("word", ["", "격리중", "자가격리중", " 격리 중 "])
def test_active_words_are_served(word: str) -> None:
    assert served(run([row(상태=word)])) == {"Q1": 1}


@pytest.mark.parametrize(
    ("word", "release", "code"),
    [
        ("확진", "2021-10-16 12:00", "확진"),
        ("확진전환", "", "확진"),
        ("이관", "2021-10-16 12:00", "이관"),
        ("타지역이관", "", "이관"),
        ("해제", "2021-10-05 12:00", "해제"),
        ("격리해제", "", "해제"),
        ("격리중", "2021-10-05 12:00", "해제"),
        ("격리중", "2021-10-06 09:00", "해제"),
        ("무슨말", "2021-10-05", "해제"),
        ("확진", "2021-10-01 12:00", "확진"),
        ("이관", "2021-10-01 12:00", "이관"),
    ],
)
def test_status_and_release_exclude(word: str, release: str, code: str) -> None:
    result = run([row(상태=word, 해제예정일시=release)])

    assert result.excluded == {"Q1": code}
    assert result.verdict == "proved"


def test_a_release_date_alone_ends_at_noon() -> None:
    assert served(run([row(해제예정일시="2021-10-06")])) == {"Q1": 1}
    assert run([row(해제예정일시="2021-10-06")], by=office("2021-10-06T12:00")).excluded


@pytest.mark.parametrize(
    ("word", "release", "code"),
    [
        ("해제", "2021-10-16 12:00", "status-unclear"),
        ("재택치료", "2021-10-16 12:00", "status-unknown"),
        ("격리중", "", "release-unclear"),
        ("", "10월 6일", "release-unclear"),
        ("해제", "10월 6일", "release-unclear"),
    ],
)
def test_what_status_and_release_leave_open_is_asked(word: str, release: str, code: str) -> None:
    assert asked(run([row(상태=word, 해제예정일시=release)])) == {("Q1", code)}


def test_without_a_release_column_a_blank_release_is_no_question() -> None:
    header = ["격리자관리번호", "성명", "휴대전화", "주소", "상세주소"]

    assert served(run([row()], header=header)) == {"Q1": 1}


@pytest.mark.parametrize(("answer", "fate"), [("active", "done"), ("released", "excluded"), ("2021-10-05", "excluded")])
def test_a_release_may_be_answered_by_date_or_by_choice(answer: str, fate: str) -> None:
    at_work = office()
    result = run([row(해제예정일시=""), row("Q2", 성명="권미르", 상세주소="1동 1호")], by=at_work)

    result = at_work.answer(result, {("Q1", "release-unclear"): answer}, approve=True)

    assert result.items[fate] == {"done": 2, "excluded": 1}[fate]
    assert result.verdict == "proved"


def test_what_a_status_word_means_is_remembered_by_the_office() -> None:
    at_work = office()
    result = run([row(상태="재택치료")], by=at_work, partial=False)
    result = at_work.answer(result, {("Q1", "status-unknown"): "active"}, approve=True)
    assert result.state == "released"

    again = run([row(상태="재택 치료")], by=at_work, partial=False)

    assert served(again) == {"Q1": 1}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"주소": "서울특별시 강남구 테헤란로 521", "휴대전화": ""}, "이관"),
        ({"주소": "서울특별시 강남구 테헤란로 521", "해제예정일시": "2021-10-01"}, "이관"),
        ({"상태": "확진", "주소": "없는길 9"}, "확진"),
        ({"해제예정일시": "2021-10-01", "주소": ""}, "해제"),
        ({"해제예정일시": "2021-10-01", "성명": ""}, "해제"),
    ],
)
def test_an_exclusion_that_holds_anyway_comes_before_a_question(said: dict[str, str], code: str) -> None:
    result = run([row(**said)])

    assert (result.excluded, asked(result)) == ({"Q1": code}, set())
    assert result.verdict == "proved"


def test_a_served_person_is_not_asked_about() -> None:
    delivered = "격리자관리번호,성명\nQ1,강하늘\n"

    assert run([row(휴대전화="")], delivered=delivered).excluded == {"Q1": "기지급"}
    assert run([row(상태="확진")], delivered=delivered).excluded == {"Q1": "확진"}


def test_support_type_decides_nothing() -> None:
    header = ["격리자관리번호", "성명", "휴대전화", "주소", "상세주소", "지원구분"]

    assert served(run([row(지원구분="현금")], header=header)) == {"Q1": 1}
