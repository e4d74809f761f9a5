"""Addresses as people type them: every worked form, and what is asked instead of guessed."""

import pytest

from jikwon.korea import Reading, Unclear, addresses, buildings, dongs

FULL = "서울특별시 송파구 올림픽로 326"


def read(raw: str, detail: str = "") -> addresses.Address:
    reading = addresses.read(raw, detail)
    assert isinstance(reading, Reading), reading
    return reading.value


def unclear(raw: str, detail: str = "") -> tuple[str, str]:
    reading = addresses.read(raw, detail)
    assert isinstance(reading, Unclear), reading
    return reading.reason, reading.why


def test_the_official_form_is_read_in_full() -> None:
    address = read(f"{FULL}, 101동 1203호 (신천동, ○○아파트)")

    assert address.road_address == FULL
    assert address.detail == "101동 1203호"
    assert address.household_key == "올림픽로 326/101-1203"
    assert (address.zip, address.legal_dong) == ("05552", "신천동")
    assert address.admin_dongs == ("잠실4동", "잠실6동")
    assert address.building == "○○아파트"


@pytest.mark.parametrize(
    "raw",
    [
        "올림픽로 326",
        "올림픽로326",
        "서울시 송파구 올림픽로 326",
        "서울 송파구 올림픽로 326",
        "송파구 올림픽로 326",
        "서울송파구올림픽로326",
        "서울특별시 송파구 신천동 올림픽로 326",
        "서울특별시 송파구 올림픽로 326 (신천동)",
        "대한민국 서울특별시 송파구 올림픽로 326.",
        "(05552) 서울특별시 송파구 올림픽로 326",
        "서울시, 송파구, 올림픽로 326",
        "올 림 픽 로 326",
        "올림픽로　３２６",
    ],
)
def test_one_address_in_many_spellings(raw: str) -> None:
    assert read(raw).road_address == FULL


@pytest.mark.parametrize(
    "raw", ["백제고분로41길 5", "백제고분로 41길 5", "백제고분로41 길5", "백제고분로 41 길 5", "백제고분로41길5"]
)
def test_blanks_inside_a_road_name_do_not_matter(raw: str) -> None:
    assert read(raw).road_address == "서울특별시 송파구 백제고분로41길 5"


@pytest.mark.parametrize(
    "detail",
    [
        *("101동 1203호", "101동1203호", "101-1203", "101 동 1203 호", "101동-1203호", "101동, 1203호"),
        *("제101동 제1203호", "101동 12층 1203호", "0101동 1203호", "101동 1203", "１０１동 １２０３호"),
        *("롯데캐슬 101-1203", "101 - 1203", "101동 01203호"),
    ],
)
def test_one_household_has_one_key_wherever_and_however_its_detail_stands(detail: str) -> None:
    assert read(f"{FULL} {detail}").household_key == "올림픽로 326/101-1203"
    assert read(FULL, detail).household_key == "올림픽로 326/101-1203"
    assert read(f"{FULL} {detail}", "101동 1203호").household_key == "올림픽로 326/101-1203"
    assert read(f"{FULL} (신천동, {detail})").household_key == "올림픽로 326/101-1203"


@pytest.mark.parametrize(
    ("detail", "canonical", "key"),
    [
        ("1203호", "1203호", "1203"),
        ("12층 1203호", "1203호", "1203"),
        ("1203", "1203호", "1203"),
        ("에이동 201호", "A동 201호", "A-201"),
        ("a동 201호", "A동 201호", "A-201"),
        ("가동 201호", "가동 201호", "가-201"),
        ("가-201", "가동 201호", "가-201"),
        ("지하1호", "지하1호", "B1"),
        ("B101호", "B101호", "B101"),
        ("지하 101호", "지하101호", "B101"),
        ("지하1층 101호", "지하101호", "B101"),
        ("반지하 101호", "지하101호", "B101"),
        ("지하2층 101호", "지하2층 101호", "B2층 101"),
        ("101-2호", "101-2호", "101-2호"),
        ("101동 1203-1호", "101동 1203-1호", "101-1203-1"),
        ("2층", "2층", "2층"),
        ("안방", "안방", "안방"),
        ("가동 2층", "가동 2층", "가동2층"),
        ("101동 1203호 안방", "101동 1203호", "101-1203"),
        ("", "", ""),
    ],
)
def test_each_form_of_detail_has_its_canonical_form_and_key(detail: str, canonical: str, key: str) -> None:
    address = read("올림픽로 326", detail)

    assert (address.detail, address.household_key) == (canonical, f"올림픽로 326/{key}")


def test_words_beside_a_unit_are_kept_aside_and_told() -> None:
    reading = addresses.read("올림픽로 326", "101동 1203호 안방")

    assert isinstance(reading, Reading)
    assert reading.value.rest == "안방"
    assert "detail-words-dropped" in reading.normalised


@pytest.mark.parametrize(
    ("raw", "detail", "expected"),
    [
        ("", "", ("address-blank", "")),
        ("없는로 12", "", ("road-unknown", "")),
        ("가락로99길 12", "", ("road-unknown", "")),
        ("위례신도시 위례광장로 10", "", ("road-unknown", "")),
        ("올림픽로 99999", "", ("number-unknown", "")),
        ("올림픽로 지하 326", "", ("number-unknown", "")),
        ("올림픽로", "", ("address-unclear", "number-missing")),
        ("올림픽로 326번지", "", ("address-unclear", "lot-number")),
        ("송파구 잠실동 123-4", "", ("address-unclear", "lot-number")),
        ("가락동 12번지", "", ("address-unclear", "lot-number")),
        ("문정동 산 12-3", "", ("address-unclear", "lot-number")),
        ("우리 집", "", ("address-unclear", "unreadable")),
        ("부산광역시 송파구 올림픽로 326", "", ("address-unclear", "contradicts")),
        ("올림픽로 326 롯데캐슬", "", ("detail-missing", "")),
        ("올림픽로 326 (신천동, 래미안)", "", ("detail-missing", "")),
        ("올림픽로 326 (신천동 래미안)", "", ("detail-missing", "")),
        ("올림픽로 326", "파크빌라 2층", ("detail-missing", "")),
        ("올림픽로 326 현대아파트", "101동", ("detail-missing", "")),
        ("올림픽로 326", "101호 102호", ("detail-unclear", "")),
        ("올림픽로 326", "12", ("detail-unclear", "")),
        ("올림픽로 326", "101-2", ("detail-unclear", "")),
        ("올림픽로 326", "101동아파트 1203호", ("detail-unclear", "")),
        ("올림픽로 326 101동 1203호", "102-1203", ("detail-contradicts", "")),
    ],
)  # fmt: skip
def test_what_has_no_reading_or_two_is_asked(raw: str, detail: str, expected: tuple[str, str]) -> None:
    assert unclear(raw, detail) == expected


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("서울특별시 강남구 테헤란로 152", "강남구"),
        ("강남구테헤란로 152", "강남구"),
        ("서울 중구 세종대로 110", "중구"),
        ("경기도 성남시 수정구 위례광장로 10", "경기도 성남시"),
        ("하남시 미사대로 10", "하남시"),
        ("부산 해운대구 센텀중앙로 79", "부산 해운대구"),
    ],
)
def test_another_district_is_named(raw: str, name: str) -> None:
    reading = addresses.read(raw)

    assert isinstance(reading, addresses.OtherDistrict)
    assert reading.name == name


def test_a_dong_that_is_not_the_buildings_is_told_not_asked() -> None:
    reading = addresses.read("올림픽로 326 (잠실동)")

    assert isinstance(reading, Reading)
    assert "dong-differs" in reading.normalised


def test_a_plain_address_needs_no_normalisation() -> None:
    reading = addresses.read(f"{FULL}, 101동 1203호")

    assert isinstance(reading, Reading)
    assert reading.normalised == ()


HEADER = "우편번호,도로명,지하여부,건물본번,건물부번,법정동\n"
DONGS = "행정동코드,행정동,관할법정동\n1,하나동,한동\n"


def own_reader(rows: str) -> addresses.Reader:
    return addresses.Reader(
        table=buildings.from_csv((HEADER + rows).encode("cp949")),
        dong_table=dongs.from_csv(DONGS.encode()),
        district=addresses.District(city="부산광역시", name="서구"),
        flats=("하우스",),
    )


def test_an_office_brings_its_own_district_table_and_words() -> None:
    reader = own_reader("00001,큰로,1,12,0,한동\n00001,큰로,0,3,2,한동\n")

    under = reader.read("부산 서구 큰로 지하12")
    flats = reader.read("큰로 3-2 은하하우스")

    assert isinstance(under, Reading)
    assert under.value.road_address == "부산광역시 서구 큰로 지하 12"
    assert under.value.admin_dongs == ("하나동",)
    assert isinstance(flats, Unclear)
    assert flats.reason == "detail-missing"


def test_a_text_that_two_buildings_fit_is_asked_and_one_that_one_fits_is_not() -> None:
    both = own_reader("00001,큰로,0,3,0,한동\n00001,큰로,0,34,0,한동\n").read("큰로 3 4")
    one = own_reader("00001,큰로,0,34,0,한동\n").read("큰로 3 4")

    assert isinstance(both, Unclear)
    assert (both.reason, both.why) == ("address-unclear", "two-readings")
    assert isinstance(one, Reading)


def test_roads_and_details_sort_naturally() -> None:
    reader = own_reader(
        "00001,큰로5길,0,9,0,한동\n00001,큰로11길,0,1,0,한동\n00001,큰로,0,10,0,한동\n00001,큰로,0,9,1,한동\n"
    )
    written = ["큰로 9-1 2호", "큰로 9-1 10호", "큰로 9-1 101동 3호", "큰로 10", "큰로5길 9", "큰로11길 1"]

    readings = [reader.read(each) for each in reversed(written)]
    found = sorted((each.value for each in readings if isinstance(each, Reading)), key=lambda each: each.sort_key)

    assert [f"{each.household_key}" for each in found] == [
        "큰로 9-1/2", "큰로 9-1/10", "큰로 9-1/101-3", "큰로 10/", "큰로5길 9/", "큰로11길 1/",
    ]  # fmt: skip


def test_an_address_never_shows_itself() -> None:
    assert "올림픽로" not in repr(addresses.read(f"{FULL} 101동 1203호")) + repr(read(FULL))
