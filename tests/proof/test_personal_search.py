"""The searcher for personal data: what it finds, and what it leaves alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.proof.personal_search import known, search


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("연락은 010-0123-4567 로", "phone"), ("연락은 01001234567입니다", "phone"),
        ("０１０－０１２３－４５６７", "phone"), ("010 0123 4567", "phone"), ("010.0123.4567", "phone"),
        ("+82 10-0123-4567", "phone"), ("02-0123-4567", "phone"), ("주민번호 800101-1234567", "resident"),
        ("8001011234567", "resident"), ("800101-1******", "resident"), ("12가 3456 차량", "plate"),
        ("123가3456", "plate"), ("국민은행 123-45-678901", "account"), ("계좌 110234567890", "long-number"),
        ("1234 5678 9012 3456", "card"), ("a.b@example.com", "mail"), ("여권 M12345678", "passport"),
        ("옆집 홍길동 씨가", "name"), ("홍길동님께", "name"), ("남궁민수 님.", "name"),
        ("올림픽로 326, 101동 1203호", "address"), ("백제고분로41길 5 3층", "address"),
    ],
)  # fmt: skip
def test_what_has_the_shape_of_personal_data_is_found(text: str, kind: str) -> None:
    assert kind in {hit.kind for hit in search(text)}
    assert kind in {hit.kind for hit in search(unicodedata.normalize("NFD", text))}


@pytest.mark.parametrize(
    "text",
    [
        "2021. 10. 6. 접수", "2021-10-06 09:30", "1AA-2110-0123456", "올림픽로 일대", "제19조 제1항 2021년",
        "총 1,234건", "선생님께 감사드립니다", "고객님", "날씨가 좋습니다", "처리기한 2021-10-14까지",
        "평균처리일: 4.2일", "3220000", "담당자님께 문의", "붙임 1부.  끝.", "서울특별시 송파구 올림픽로",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert [(hit.kind, hit.text) for hit in search(text)] == []


VALUE = st.text("가나다라0123456789", min_size=2, max_size=8)


@given(st.text(max_size=30), VALUE, st.text(max_size=30), st.integers(1, 7))
def test_a_known_value_is_found_wherever_it_stands_and_however_it_is_cut(
    before: str, value: str, after: str, cut: int
) -> None:
    written = f"{value[:cut]}- \n{value[cut:]}"

    assert [hit.text for hit in known(f"{before}{written}{after}", [value])][:1] == [value]


def test_a_hit_never_shows_what_it_found() -> None:
    hit = next(search("010-0123-4567"))

    assert "0123" not in repr(hit)
