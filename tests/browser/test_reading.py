"""Tables: every cell under its header, or an error; never one value in another's place."""

import pytest

from jikwon.tools.browser import Page, Place, TableUnclear

from .site import Site

pytestmark = pytest.mark.slow
LIST = Place("목록", role="table")
HEAD = "<thead><tr><th>번호<th>성명<th>상태</thead>"


def table(inner: str) -> str:
    return f"<table aria-label=목록>{inner}</table>"


def test_rows_are_read_by_their_headers(page: Page, site: Site) -> None:
    page.go(site.show(table(f"{HEAD}<tr><td>1<td> 홍길동\n <td>격리<tr><td>2<td>김\u3000하나<td>")))

    rows = page.rows(LIST)

    assert rows == [
        {"번호": "1", "성명": "홍길동", "상태": "격리"},
        {"번호": "2", "성명": "김 하나", "상태": ""},
    ]


def test_moved_columns_change_nothing_and_a_renamed_one_is_gone(page: Page, site: Site) -> None:
    page.go(site.show(table("<tr><th>상태<th>번호<th>이름<tr><td>격리<td>1<td>홍길동")))

    (row,) = page.rows(LIST)

    assert row == {"상태": "격리", "번호": "1", "이름": "홍길동"}


def test_a_grid_of_roles_is_read_like_a_table(page: Page, site: Site) -> None:
    head = "".join(f"<span role=columnheader>{name}</span>" for name in ("번호", "성명"))
    cells = "".join(f"<span role=gridcell>{text}</span>" for text in ("1", "홍길동"))
    page.go(site.show(f"<div role=grid aria-label=목록><div role=row>{head}</div><div role=row>{cells}</div></div>"))

    assert page.rows(Place("목록", role="grid")) == [{"번호": "1", "성명": "홍길동"}]


def test_cells_that_span_count_in_each_row_and_column(page: Page, site: Site) -> None:
    page.go(
        site.show(
            table(
                "<thead><tr><th rowspan=2>성명<th colspan=2>접종<tr><th>차수<th>제품</thead>"
                "<tr><td rowspan=2>홍길동<td>1<td>가<tr><td>2<td>나<tr><td>김하나<td colspan=2>없음"
            )
        )
    )

    assert [list(row.values()) for row in page.rows(LIST)] == [
        ["홍길동", "1", "가"],
        ["홍길동", "2", "나"],
        ["김하나", "없음", "없음"],
    ]


def test_a_message_across_all_columns_is_no_row(page: Page, site: Site) -> None:
    page.go(site.show(table(f"{HEAD}<tr><td colspan=3>조회 결과가 없습니다")))

    assert page.rows(LIST) == []


def test_hidden_rows_and_columns_are_left_out_and_so_is_a_foot(page: Page, site: Site) -> None:
    page.go(
        site.show(
            table(
                "<thead><tr><th>번호<th style='display:none'>비밀<th>상태</thead><tbody>"
                "<tr><td>1<td style='display:none'>x<td>격리<tr hidden><td>2<td>y<td>해제</tbody>"
                "<tfoot><tr><td>계<td>1</tfoot>"
            )
        )
    )

    assert page.rows(LIST) == [{"번호": "1", "상태": "격리"}]


def test_fields_in_cells_give_their_values(page: Page, site: Site) -> None:
    page.go(
        site.show(
            table(
                "<tr><th>성명<th>상태<th>동의"
                "<tr><td><input value=홍길동><td><select><option>격리<option selected>해제</select>"
                "<td><label><input type=checkbox checked> 예</label> <label><input type=checkbox> 아니요</label>"
            )
        )
    )

    assert page.rows(LIST) == [{"성명": "홍길동", "상태": "해제", "동의": "☑ 예 ☐ 아니요"}]


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<tr><th>성명<th>성명<tr><td>가<td>나", "header-twice"),
        ("<tr><th>성명<th>상태<tr><td>가<td>나<tr><td>가<td>나<td>다", "row-uneven"),
        ("<tr><th>성명<th>상태<th>비고<tr><td>가<td>나", "row-uneven"),
        ("<tr><td>가<td>나", "no-header"),
    ],
)
def test_a_table_that_can_be_read_in_two_ways_is_not_read(page: Page, site: Site, inner: str, reason: str) -> None:
    page.go(site.show(table(inner)))

    with pytest.raises(TableUnclear) as caught:
        page.rows(LIST)

    assert caught.value.fields["reason"] == reason


def test_labels_and_values_are_read_from_tables_and_lists(page: Page, site: Site) -> None:
    page.go(
        site.show(
            "<section aria-label=인적사항><table><tr><th>성명 *<td>홍길동<th>성별:<td>남"
            "<tr><th rowspan=2>연락처<th>휴대전화<td>010-0123-4567<tr><th>보호자 연락처<td></table>"
            "<dl><dt>직업<dd>회사원<dt>증상<dd>기침<dd>발열</dl></section>"
        )
    )

    assert page.fields(Place("인적사항", role="region")) == {
        "성명": "홍길동",
        "성별": "남",
        "휴대전화": "010-0123-4567",
        "보호자 연락처": "",
        "직업": "회사원",
        "증상": "기침\n발열",
    }


def test_a_heading_means_what_stands_under_it(page: Page, site: Site) -> None:
    pairs = "<table><tr><th scope=row>성명<td>{}</table>"
    visits = "<table><tr><th>일시<th>장소<tr><td>1일<td>시장</table>"
    page.go(
        site.show(
            f"<h2>상세</h2><div><h3>인적사항</h3></div>{pairs.format('홍길동')}<h3>보호자</h3>{pairs.format('이둘')}"
            f"<h3>동선</h3><h4>방문</h4>{visits}"
        )
    )

    assert page.fields(Place("인적사항", role="heading")) == {"성명": "홍길동"}
    assert page.fields(Place("보호자", role="heading")) == {"성명": "이둘"}
    assert page.rows(Place("동선", role="heading")) == [{"일시": "1일", "장소": "시장"}]


def test_a_label_that_is_there_twice_is_not_read(page: Page, site: Site) -> None:
    page.go(site.show("<h3>인적사항</h3><table><tr><th>성명<td>홍길동<tr><th>성명<td>이둘</table>"))

    with pytest.raises(TableUnclear) as caught:
        page.fields(Place("인적사항", role="heading"))

    assert (caught.value.fields["reason"], caught.value.fields["about"]) == ("label-twice", "성명")


def test_a_table_that_is_still_loading_is_read_when_it_is_whole(page: Page, site: Site) -> None:
    rows = "".join(f"<tr><td>{n}<td>이름{n}<td>격리" for n in range(3000))
    page.go(site.show("<p>앞</p><a href=/list>다음</a><a href=/framed>안쪽</a>"))
    site.show(table(HEAD + rows), path="/list")
    site.show("<iframe title=안 src=/list></iframe>", path="/framed")
    site.halves.add("/list")

    page.press(Place("다음", role="link"))
    whole = page.rows(LIST)
    page.go(site.address + "/")
    page.press(Place("안쪽", role="link"))
    framed = page.frame(Place("안")).rows(LIST)

    assert len(whole) == len(framed) == 3000
