"""Dongs and buildings, Songpa's own and those that an office brings."""

import pytest

from jikwon.korea import Reading, Unclear, buildings, dongs
from jikwon.korea.errors import TableUnreadable

HEADER = "우편번호,도로명,지하여부,건물본번,건물부번,법정동\n"


def test_songpa_has_27_dongs_and_13_legal_dongs() -> None:
    table = dongs.songpa()

    assert len(table.dongs) == 27
    assert len(table.legal_names) == 13
    assert table.possible("방이동") == ("방이1동", "방이2동", "오륜동")
    assert table.possible("석촌동") == ("석촌동",)
    assert table.is_possible("위례동", "거여동")
    assert not table.is_possible("잠실1동", "잠실동")
    assert table.by_name["잠실7동"].code == "1171072000"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("잠실본동", "잠실본동"), ("잠실 본동", "잠실본동"), ("송파구 풍납제1동", "풍납1동"), ("방이１동", "방이1동"),
     ("잠실1동", "dong-ended"), ("잠실5동", "dong-ended"), ("역삼1동", "dong-unknown"), ("", "dong-blank"),
     ("미확정", "dong-blank")],
)  # fmt: skip
def test_a_dong_is_read_or_asked(raw: str, expected: str) -> None:
    reading = dongs.songpa().read(raw)

    assert (reading.value if isinstance(reading, Reading) else reading.reason) == expected


@pytest.mark.parametrize(
    ("legal", "given", "value", "codes"),
    [
        ("잠실동", "잠실2동", "잠실2동", ("dong-given",)),
        ("잠실동", "", "미확정", ("dong-undecided",)),
        ("잠실동", "잠실5동", "미확정", ("dong-impossible", "dong-undecided")),
        ("석촌동", "", "석촌동", ("dong-derived",)),
        ("석촌동", "잠실2동", "석촌동", ("dong-impossible", "dong-derived")),
    ],
)
def test_the_dong_is_what_the_register_says_if_possible_else_derived_else_undecided(
    legal: str, given: str, value: str, codes: tuple[str, ...]
) -> None:
    assert dongs.songpa().decide(legal, given) == Reading(value=value, normalised=codes)


def test_songpa_has_21541_buildings() -> None:
    table = buildings.songpa()

    assert sum(1 for _ in table) == 21_541
    assert table.find("올림픽로", 326) == buildings.Building("05552", "신천동")
    assert table.find("올림픽로", 326, underground=True) is None
    assert not table.has_road("없는로")


def test_an_offices_table_may_have_its_columns_in_another_order_and_encoding() -> None:
    content = "비고,법정동,건물부번,건물본번,지하여부,도로명,우편번호\n,한동,,7,0,큰로,123\n".encode("cp949")

    assert buildings.from_csv(content).find("큰로", 7) == buildings.Building("00123", "한동")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("우편번호,도로명\n", "건물본번"),
        ("", "우편번호"),
        (HEADER + "00001,큰로,0,칠,0,한동\n", "큰로"),
        (HEADER + "00001,큰로,0,7,0,한동\n00002,큰로,0,7,0,한동\n", "큰로 7-0"),
        (HEADER + "\n00001,큰로\n", "2 / 6"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_at_once_and_says_where(content: str, named: str) -> None:
    with pytest.raises(TableUnreadable, match=named):
        buildings.from_csv(content.encode())


def test_an_unreadable_table_of_dongs_is_refused() -> None:
    with pytest.raises(TableUnreadable):
        dongs.from_csv("행정동\n하나동\n".encode())
    with pytest.raises(TableUnreadable):
        dongs.from_csv(b"\x81\xff\xff")


def test_an_unclear_reading_shows_nothing_of_what_was_written() -> None:
    reading = dongs.songpa().read("홍길동네")

    assert isinstance(reading, Unclear)
    assert "홍길동" not in repr(reading)
