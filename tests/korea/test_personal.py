"""Personal data in free text: every shape is replaced, what only looks like one stays, and a searcher finds none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.korea import personal
from jikwon.proof.personal_search import search


@pytest.mark.parametrize(
    "said",
    [
        "김민수 씨", "홍길동님께", "남궁민수님", "저는김민수씨입니다", "박 보 검 씨", "John Smith 씨", "김씨와",
        "010-0123-4567", "01001234567", "010 0123 4567", "+82 10-0123-4567", "02-2147-2000",
        "０１０－０１２３－４５６７",
        "900101-1234567", "900101-1******", "12가3456", "서울 34나 5678", "신한은행 110-123-456789", "a.b@example.com",
        "올림픽로 326", "올림픽로 326, 101동 1203호", "가락로5길 7-2", "잠실동 40-1번지", "101동 1203호",
        "오금로 3가길 2 지하 1층",
    ],
)  # fmt: skip
def test_what_is_somebodys_is_replaced(said: str) -> None:
    text, pieces = personal.replace(f"문의: {said}. 끝")

    assert pieces >= 1
    assert personal.REPLACED in text
    assert not list(search(text))


@pytest.mark.parametrize(
    "said",
    [
        "올림픽로 주변 가로수", "백제고분로41길이 어둡습니다", "송파대로는 넓습니다", "선생님 고객님 담당자님 구청장님",
        "날씨 아저씨 솜씨",
        "버스로 10분", "앞으로 2021년", "도로 3차로", "바로 112 신고", "제15조 2021", "제1203호", "2021-10-05 09:00",
        "2021. 10. 5.", "20211005", "1AA-2110-0123456", "SPP-2110-0123456", "10월 2021년 30분 1000원", "지하철 2호선",
    ],
)  # fmt: skip
def test_what_is_nobodys_stays(said: str) -> None:
    assert personal.replace(said) == (said, 0)


def test_the_road_before_a_number_stays() -> None:
    assert personal.replace("송파대로37길 12-3번지 앞") == ("송파대로37길 [개인정보] 앞", 1)


def test_a_known_name_goes_wherever_it_stands_as_a_word() -> None:
    said = "박가람입니다. 박 가람이 썼고, 이민은 이민자가 아닙니다."

    text, pieces = personal.replace(said, names=("박가람", "이민"))

    assert (text, pieces) == ("[개인정보]입니다. [개인정보]이 썼고, [개인정보]은 이민자가 아닙니다.", 3)


NUMBERS = st.one_of(
    st.from_regex(r"010[- ]?0\d{3}[- ]?\d{4}", fullmatch=True),
    st.from_regex(r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d)-[1-8]\d{6}", fullmatch=True),
    st.from_regex(r"\d{3}-\d{3}-\d{6}", fullmatch=True),
    st.from_regex(r"[a-z]{3,8}@example\.com", fullmatch=True),
    st.from_regex(r"[1-9]\d[가나다라마]\d{4}", fullmatch=True),
)


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.sampled_from([", ", " / ", "와 ", "\n", " 또는 "]))
def test_no_number_of_anybody_is_left_for_a_searcher(numbers: list[str], between: str) -> None:
    text, _ = personal.replace(f"연락은 {between.join(numbers)} 입니다.")

    assert not list(search(text))
    assert not any(number in text for number in numbers)
