"""중복·재신청: linked, never dropped."""

import pytest

from jikwon.processes.petitions.tests.exports import cells, number, results, row, run

SAME = {"민원제목": "가로등 고장", "민원내용": "가로등이 꺼졌습니다.", "민원인": "정마루", "전화번호": "010-0123-4567"}


@pytest.mark.parametrize(
    ("said", "linked"),
    [
        ({"민원신청경로": "구청 홈페이지", "신청일자": "2021-10-06 08:59"}, True),
        ({"민원신청경로": "구청 홈페이지", "신청일자": "2021-10-06 09:01"}, False),
        ({"민원인": "정 마루", "전화번호": ""}, True),
        ({"민원인": "정*루"}, True),
        ({"민원인": "정*루", "전화번호": "010-0999-8888"}, False),
        ({"민원인": "오나비", "전화번호": "01001234567"}, True),
        ({"민원인": "오나비", "전화번호": "010-0999-8888"}, False),
        ({"민원내용": "가로등이  꺼졌습니다."}, True),
        ({"민원내용": "가로등이 켜졌습니다."}, False),
    ],
)
def test_one_petition_filed_twice_within_a_day_is_linked(said: dict[str, str], linked: bool) -> None:
    result = run(row(**SAME), row(2, **{**SAME, **said}))

    assert cells(result, "중복·재신청") == ([(number(2), number(1), "중복")] if linked else [])
    assert len(results(result)) == 2
    assert result.verdict == "proved"


def test_petitions_that_say_nothing_are_not_alike() -> None:
    blank = {"민원제목": "", "민원내용": "", "민원인": "정마루"}

    assert cells(run(row(**blank), row(2, **blank)), "중복·재신청") == []


def test_a_filing_that_names_an_earlier_one_is_linked_with_it() -> None:
    result = run(row(2, 이전신청번호추가=f"{number(1)}, {number(9)}"), row(1))

    assert cells(result, "중복·재신청") == [(number(2), number(1), "재신청"), (number(2), number(9), "재신청")]
    assert result.verdict == "proved"


def test_three_filings_are_linked_with_the_first() -> None:
    result = run(*(row(n, **SAME) for n in (1, 2, 3)))

    assert cells(result, "중복·재신청") == [(number(2), number(1), "중복"), (number(3), number(1), "중복")]
