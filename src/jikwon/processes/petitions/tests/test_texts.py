"""Free texts: entities decoded, personal data replaced, road names kept, nothing run as a formula."""

from jikwon.processes.petitions.tests.exports import only, results, row, run


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    said = ["=1+1", "+82", "-빼기", "@모두", '=HYPERLINK("http://example.com")']

    result = run(*(row(n, 처리결과=text, 민원제목=text) for n, text in enumerate(said, start=1)))

    assert [each["답변내용"] for each in results(result).values()] == said
    assert [each["민원제목"] for each in results(result).values()] == said
    assert result.verdict == "proved"


def test_nine_thousand_letters_stay_whole() -> None:
    long = "긴 글입니다. " * 1300 + "끝"

    assert only(run(row(민원내용=long)))["민원내용"] == long


def test_entities_are_decoded_once() -> None:
    assert only(run(row(민원내용="&lt;사진&gt; A&amp;B &amp;lt;")))["민원내용"] == "<사진> A&B &lt;"


def test_the_gist_stands_where_the_content_is_blank() -> None:
    assert only(run(row(민원내용="", 민원요지="요지뿐")))["민원내용"] == "요지뿐"


def test_personal_data_is_replaced_and_the_road_stays() -> None:
    said = (
        "올림픽로 326, 101동 1203호의 박가람입니다. 이나래 씨 차 12가3456입니다. 전화는 010-0123-4567, "
        "전자우편은 a@example.com. 송파대로는 넓습니다."
    )

    found = only(run(row(민원인="박가람", 민원내용=said, 처리결과="박가람님, 110-123-456789로 돌려드립니다.")))

    assert found["민원내용"] == (
        "올림픽로 [개인정보]의 [개인정보]입니다. [개인정보] 씨 차 [개인정보]입니다. 전화는 [개인정보], "
        "전자우편은 [개인정보]. 송파대로는 넓습니다."
    )  # fmt: skip
    assert found["답변내용"] == "[개인정보]님, [개인정보]로 돌려드립니다."


AREAS = (
    ("서울특별시 송파구 올림픽로 326, 101동 1203호 (신천동)", "송파구 올림픽로"),
    ("서울 송파구 백제고분로41길 7", "송파구 백제고분로41길"),
    ("송파구 백제고분로 41길 7", "송파구 백제고분로41길"),
    ("[민원발생위치] 서울특별시 송파구 가락로5길 11-2", "송파구 가락로5길"),
    ("경기도 성남시 분당구 판교로 1", "성남시 분당구 판교로"),
    ("올림픽로 326", "올림픽로"),
    ("서울특별시 송파구 잠실동 40-1번지", "송파구"),
    ("", ""),
)


def test_of_an_address_district_and_road_stay() -> None:
    result = run(*(row(n, 주소=address) for n, (address, _) in enumerate(AREAS, start=1)))

    assert [each["민원인주소"] or "" for each in results(result).values()] == [area for _, area in AREAS]
    assert result.verdict == "proved"
