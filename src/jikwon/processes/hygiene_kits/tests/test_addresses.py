"""Addresses, details and 행정동 as the courier reads them, and what is asked."""

import pytest

from jikwon.processes.hygiene_kits.tests.registers import asked, office, row, run


@pytest.mark.parametrize(
    ("said", "address", "detail"),
    [
        ({"주소": "올림픽로 435"}, "올림픽로 435", "101동 1203호"),
        (
            {"주소": "서울 송파구 올림픽로435 (신천동, 파크리오)", "상세주소": "101-1203"},
            "올림픽로 435",
            "101동 1203호",
        ),
        ({"주소": "송파구 가락로 5길 4", "상세주소": "2층 201호"}, "가락로5길 4", "201호"),
        ({"주소": "송파구 가락로5길 4", "상세주소": ""}, "가락로5길 4", None),
        ({"주소": "송파구 가락로5길 4", "상세주소": "2층"}, "가락로5길 4", "2층"),
        ({"주소": "서울특별시 송파구 올림픽로 435, 0101동 １２０３호", "상세주소": ""}, "올림픽로 435", "101동 1203호"),
    ],
)
def test_addresses_are_written_in_one_form(said: dict[str, str], address: str, detail: str | None) -> None:
    result = run([row(**said)])

    assert not result.questions
    first = result.sheet("delivery-list", "배송명단")[0]
    assert (first["주소"], first["상세주소"]) == (f"서울특별시 송파구 {address}", detail)
    assert result.verdict == "proved"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"주소": "송파구 없는길 9"}, "road-unknown"),
        ({"주소": "송파구 올림픽로 99999"}, "number-unknown"),
        ({"주소": "송파구 잠실동 19-1"}, "address-unclear"),
        ({"주소": ""}, "address-unclear"),
        ({"주소": "송파구 올림픽로 435 (신천동, 파크리오)", "상세주소": ""}, "detail-missing"),
        ({"주소": "송파구 올림픽로 435 파크리오아파트", "상세주소": "101동"}, "detail-missing"),
        ({"주소": "송파구 올림픽로 435 101동 1203호", "상세주소": "102동 1203호"}, "detail-contradicts"),
        ({"성명": ""}, "name-unclear"),
        ({"성명": "홍길동/홍길순"}, "name-unclear"),
        ({"휴대전화": ""}, "phone-unclear"),
        ({"휴대전화": "010-0123-100"}, "phone-unclear"),
        ({"휴대전화": "010-0123-1001 / 010-0123-1002"}, "phone-unclear"),
    ],
)
def test_what_has_no_single_reading_is_asked(said: dict[str, str], code: str) -> None:
    result = run([row(**said), row("Q2", 성명="권미르", 상세주소="1동 1호")])

    assert asked(result) == {("Q1", code)}
    assert [each["질문코드"] for each in result.sheet("delivery-register", "확인필요")] == [code]
    assert result.verdict == "proved"


@pytest.mark.parametrize(
    ("said", "code", "answer", "detail"),
    [
        ({"주소": "송파구 올림픽로 99999"}, "number-unknown", "올림픽로 435", "101동 1203호"),
        (
            {"주소": "송파구 없는길 9", "상세주소": ""},
            "road-unknown",
            "송파구 올림픽로 435, 103동 504호",
            "103동 504호",
        ),
        ({"주소": "올림픽로 435 (신천동, 파크리오)", "상세주소": ""}, "detail-missing", "101동 7호", "101동 7호"),
        ({"주소": "올림픽로 435 (신천동, 파크리오)", "상세주소": ""}, "detail-missing", "none", None),
        (
            {"주소": "올림픽로 435 101동 1203호", "상세주소": "102동 1203호"},
            "detail-contradicts",
            "102동 1203호",
            "102동 1203호",
        ),
    ],
)
def test_answers_take_the_place_of_what_was_unclear(
    said: dict[str, str], code: str, answer: str, detail: str | None
) -> None:
    at_work = office()
    result = run([row(**said)], by=at_work, partial=False)
    result = at_work.answer(result, {("Q1", code): answer}, approve=True)

    assert (result.state, result.verdict) == ("released", "proved")
    first = result.sheet("delivery-list", "배송명단")[0]
    assert (first["주소"], first["상세주소"]) == ("서울특별시 송파구 올림픽로 435", detail)


def test_a_zip_code_that_differs_is_listed_and_the_tables_is_used() -> None:
    result = run([row(우편번호="06164")])

    assert result.sheet("delivery-list", "배송명단")[0]["우편번호"] == "05507"
    assert "zip-differs" in {note.code for note in result.notes}


@pytest.mark.parametrize(
    ("given", "dong"), [("잠실4동", "잠실4동"), ("잠실 6동", "잠실6동"), ("가락1동", "미확정"), ("", "미확정")]
)
def test_the_dong_is_the_registers_where_it_is_possible(given: str, dong: str) -> None:
    result = run([row(행정동=given)])

    assert result.sheet("delivery-list", "배송명단")[0]["행정동"] == dong
    assert result.verdict == "proved"


def test_the_only_possible_dong_is_derived() -> None:
    result = run([row(주소="송파구 마천로 87", 상세주소="1층")])

    assert result.sheet("delivery-list", "배송명단")[0]["행정동"] == "오금동"


def test_members_who_differ_leave_the_dong_open() -> None:
    result = run([row(행정동="잠실4동"), row("Q2", 성명="권미르", 행정동="잠실6동")])

    assert result.sheet("delivery-list", "배송명단")[0]["행정동"] == "미확정"
    assert result.verdict == "proved"


@pytest.mark.parametrize("phone", ["02-412-1006", "031-123-4567", "1588-1234", "1001231001", "+82-10-0123-1001"])
def test_landlines_and_mended_mobiles_are_accepted(phone: str) -> None:
    assert run([row(휴대전화=phone)]).verdict == "proved"


def test_a_health_word_never_reaches_the_courier() -> None:
    assert asked(run([row(주소="송파구 가락로5길 4", 상세주소="자가격리자 집")])) == {("Q1", "detail-unclear")}


def test_text_that_looks_like_a_formula_stays_text() -> None:
    result = run([row()], settings={"message": '=HYPERLINK("http://x")'})

    assert result.sheet("delivery-list", "배송명단")[0]["배송메시지"] == '=HYPERLINK("http://x")'
    assert result.verdict == "proved"
