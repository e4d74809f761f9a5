"""One standard of masking, and nothing personal through its gaps."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.trust.mask import HIDDEN, Kind, mask, mask_fields, scrub


@pytest.mark.parametrize(
    ("column", "value", "masked"),
    [
        ("성명", "김용", "김*"),
        ("성명", "김하용", "김*용"),
        ("성명", "김 하 용", "김*용"),
        ("이름", "남궁하용", "남**용"),
        ("보호자 성명", "김하용", "김*용"),
        ("성명(한글)*", "김", "*"),
        ("성명", "HANA KIM", "H***"),
        ("성명", "金河龍", "金*龍"),
        ("성명", "김하용(보호자)", "김***"),
        ("성명", "7", HIDDEN),
        ("주민등록번호", "711231-1234567", "711231-*******"),
        ("주민번호", "7112311234567", "711231-*******"),
        ("주민등록번호", "71123", HIDDEN),
        ("휴대전화", "010-0123-4567", "010-0123-****"),
        ("휴대전화", "01001234567", "010-0123-****"),
        ("연락처", "+82 10 0123 4567", "010-0123-****"),
        ("연락처", "1001234567", "010-0123-****"),
        ("전화번호", "０２－２１４７－２０００", "02-2147-****"),
        ("전화번호", "1588-1234", "1588-****"),
        ("휴대전화", "010-0123-4567 / 010-0765-4321", HIDDEN),
        ("휴대전화", "김하용 010", HIDDEN),
        ("주소", "서울특별시 송파구 올림픽로 326 101동 1203호", "서울특별시 송파구 올림픽로 ***"),
        ("주소", "서울 송파구 가락로11길 5", "서울 송파구 가락로11길 ***"),
        ("도로명주소", "송파구 올림픽로35가길 10, 1203호", "송파구 올림픽로35가길 ***"),
        ("주소", "(05552) 서울특별시 송파구 위례성대로22 3층", "서울특별시 송파구 위례성대로 ***"),
        ("주소", "송파구 잠실동 40-1 김하용", "송파구 잠실동 ***"),
        ("세대키", "올림픽로 326/101-1203", "올림픽로 ***"),
        ("주소", "101동 1203호", HIDDEN),
        ("상세주소", "101동 1203호", "***"),
        ("생년월일", "1971-12-31", "1971-**-**"),
        ("생년월일", "19711231", "1971-**-**"),
        ("생년월일", "711231", HIDDEN),
        ("이메일", "hana@example.go.kr", "h***@example.go.kr"),
        ("E-mail", "h@example.go.kr", "***@example.go.kr"),
        ("이메일", "hana", HIDDEN),
        ("기저질환", "천식", HIDDEN),
        ("성명", None, ""),
        ("성명", " ", ""),
        (Kind.NAME, "김하용", "김*용"),
        ("name", "김하용", "김*용"),
    ],
)
def test_values_are_masked_by_their_column(column: str, value: object, masked: str) -> None:
    assert mask(column, value) == masked


def test_only_personal_fields_are_masked() -> None:
    fields = {"성명": "김하용", "이름": "2층 프린터", "비고": "임신 중", "수량": 2}

    assert mask_fields(fields, {"성명", "비고"}) == {
        "성명": "김*용",
        "이름": "2층 프린터",
        "비고": HIDDEN,
        "수량": "2",
    }


@given(st.sampled_from(list(Kind)), st.text(min_size=1, max_size=40))
def test_a_mask_never_gives_a_value_back_whole(kind: Kind, value: str) -> None:
    masked = mask(kind, value)

    assert not masked or masked != value or set(masked) <= {"*", "•"}


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("주민번호 711231-1234567입니다", "주민번호 711231-*******입니다"),
        ("7112311234567", "711231-*******"),
        ("전화는010-0123-4567로", "전화는010-0123-****로"),
        ("０１０－０１２３－４５６７", "010-0123-****"),
        ("(02) 2147-2000, +82 2 2147 2000", "02-2147-****, 02-2147-****"),
        ("0505-123-4567", "0505-123-****"),
        ("메일 hana.kim@example.go.kr.", "메일 h***@example.go.kr."),
        ("hygiene-kits-20211006-k3v9qa", "hygiene-kits-20211006-k3v9qa"),
        ("a0212345678bcdef", "a0212345678bcdef"),
        ("2021-10-06T09:00", "2021-10-06T09:00"),
        ("12개 중 44건, 1,404칸", "12개 중 44건, 1,404칸"),
    ],
)
def test_numbers_and_mail_addresses_in_text_are_masked(text: str, scrubbed: str) -> None:
    assert scrub(text) == scrubbed


@given(st.text(alphabet="0123456789-. +()@a가", max_size=60))
def test_scrubbing_leaves_no_phone_and_settles(text: str) -> None:
    once = scrub(text)

    assert scrub(once) == once
    assert not re.search(r"(?<![0-9A-Za-z])010-?\d{4}-?\d{4}(?![0-9A-Za-z])", once)


def test_long_text_is_scrubbed_in_no_time() -> None:
    for awkward in ("a" * 100_000, "a." * 50_000, "0" * 100_000, "가" * 100_000, "010 " * 25_000):
        scrub(awkward)
        mask("주소", awkward)
        mask("휴대전화", awkward)
