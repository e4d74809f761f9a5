"""Places: one thing on the screen or an error that says which one and what is there instead."""

import re
import threading
from datetime import timedelta

import pytest

from jikwon.tools.browser import (
    Browser,
    Page,
    PageSlow,
    Place,
    PlaceAmbiguous,
    PlaceBlocked,
    PlaceMissing,
)
from jikwon.tools.browser.errors import ChoiceMissing

from .keeping import Kept
from .site import Site

pytestmark = pytest.mark.slow
SOON = timedelta(milliseconds=400)
SEARCH = Place("조회", role="button")
ACCOUNT = Place("아이디", role="textbox")


def test_places_are_found_by_role_and_name_and_fields_by_their_label(page: Page, site: Site) -> None:
    page.go(
        site.show(
            "<label for=a>아이디</label><input id=a><label>비밀번호 <input type=password></label>"
            "<p id=p></p><input aria-label=인증번호><button onclick='p.append(`찾음`)'> 조회 </button>"
        )
    )

    page.fill(ACCOUNT, "robot-1")
    page.fill(Place("비밀번호", role="textbox"), "비밀")
    page.fill(Place("인증번호"), "012345")
    page.press(SEARCH)

    assert page.text(ACCOUNT) == "robot-1"
    assert page.text(Place("인증번호")) == "012345"
    assert page.text(Place("비밀번호", role="textbox")) == "••••"
    assert page.is_there(Place("결과", text="찾음"))


def test_a_renamed_button_is_an_error_that_names_it_and_what_is_there_instead(page: Page, site: Site) -> None:
    page.go(site.show("<button>검색</button><button>닫기</button><button hidden>조회</button>"))

    with pytest.raises(PlaceMissing) as caught:
        page.press(SEARCH, within=SOON)

    assert caught.value.fields["place"] == "조회"
    assert caught.value.fields["found"] == "'검색', '닫기'"
    assert "'조회'(버튼)" in caught.value.text("ko")
    assert "'검색', '닫기'" in caught.value.text("en")


def test_a_name_that_only_begins_the_same_is_not_taken(page: Page, site: Site) -> None:
    page.go(site.show("<button onclick='document.title=`눌림`'>조회 취소</button>"))

    with pytest.raises(PlaceMissing):
        page.press(SEARCH, within=SOON)

    assert page.html().count("<title>업무</title>") == 1


def test_two_buttons_of_one_name_are_an_error_and_none_is_pressed(page: Page, site: Site) -> None:
    button = "<button onclick='document.title=`눌림`'>조회</button>"
    page.go(site.show(button * 2))

    for use in (page.press, page.is_there, page.text):
        with pytest.raises(PlaceAmbiguous) as caught:
            use(SEARCH)
        assert caught.value.fields["count"] == 2

    assert "<title>업무</title>" in page.html()


def test_two_of_one_name_are_told_apart_by_what_is_around_them(page: Page, site: Site) -> None:
    row = "<tr><td>{0}</td><td><button onclick='document.title=`{0}`'>상세</button></td></tr>"
    page.go(site.show(f"<table aria-label=목록>{row.format('SP-1')}{row.format('SP-11')}</table>"))
    case = Place("목록의 행", role="row", name=None, holding="SP-1", inside=Place("목록", role="table"))

    page.press(Place("상세", role="button", inside=case))

    assert "<title>SP-1</title>" in page.html()


def test_the_place_around_it_is_named_when_that_one_is_missing(page: Page, site: Site) -> None:
    page.go(site.show("<button>확인</button><div role=dialog aria-label=알림><button>확인</button></div>"))
    dialog = Place("출력 표시 확인", role="dialog")

    with pytest.raises(PlaceMissing) as caught:
        page.press(Place("확인", role="button", inside=dialog), within=SOON)

    assert (caught.value.fields["place"], caught.value.fields["found"]) == ("출력 표시 확인", "'알림'")


def test_what_is_there_instead_is_masked_and_data_is_only_counted(page: Page, site: Site) -> None:
    page.go(
        site.show(
            "<table><tr><th>성명<th>상태<tr><td>홍길동<td>격리</table>"
            "<button>홍길동 상세</button><button>전화 010-0123-4567</button>"
        )
    )

    with pytest.raises(PlaceMissing) as button:
        page.press(SEARCH, within=SOON)
    with pytest.raises(PlaceMissing) as cell:
        page.text(Place("김하나", role="cell"), within=SOON)

    assert button.value.fields["found"] == "'홍*동 상세', '전화 010-0123-****'"
    assert cell.value.fields["found"] == "2"


def test_a_place_that_comes_late_is_waited_for(page: Page, site: Site) -> None:
    late = "<button onclick='document.title=&quot;눌림&quot;'>조회</button>"
    page.go(site.show(f"<script>setTimeout(() => document.body.innerHTML = `{late}`, 300)</script>"))

    page.press(SEARCH)

    assert "눌림" in page.html()


def test_a_covered_or_disabled_place_says_so(page: Page, site: Site) -> None:
    page.go(
        site.show(
            "<button>조회</button><button disabled>저장</button>"
            "<div style='position:fixed;inset:0;background:#fffc'>공지사항</div>"
        )
    )

    within = timedelta(seconds=2)  # long enough for a busy machine to look what covers it
    with pytest.raises(PlaceBlocked) as covered:
        page.press(SEARCH, within=within)
    with pytest.raises(PlaceBlocked) as disabled:
        page.press(Place("저장", role="button"), within=within)

    assert covered.value.fields["reason"] == "covered"
    assert disabled.value.fields["reason"] == "disabled"
    assert "가리고" in covered.value.text("ko")


def test_every_call_waits_until_the_busy_overlay_is_gone(page: Page, site: Site, browser: Browser) -> None:
    busy = Place("조회 중", role="status")
    address = site.show(
        "<p id=n>0건</p><button>조회</button><script>document.querySelector('button').onclick = () => {"
        "const o = document.body.appendChild(document.createElement('div'));"
        "o.role = 'status'; o.textContent = '조회 중';"
        "setTimeout(() => { document.querySelector('#n').textContent = '12건'; o.remove(); }, 400); }</script>"
    )
    with browser.page(busy=[busy]) as patient:
        patient.go(address)
        patient.press(SEARCH)

        assert patient.text(Place("총 건수", text=re.compile(r"\d+건"))) == "12건"


def test_an_overlay_that_stays_is_a_slow_page_not_a_missing_place(site: Site, browser: Browser) -> None:
    with browser.page(busy=[Place("조회 중", role="status")], within=SOON) as page:
        page.go(site.show("<div role=status><b>조회 중</b></div>"), within=timedelta(seconds=10))

        with pytest.raises(PageSlow) as caught:
            page.press(SEARCH)

    assert caught.value.fields["place"] == "조회 중"


def test_a_press_that_opens_a_slow_page_reads_the_new_page_not_the_old(page: Page, site: Site) -> None:
    site.show("<p role=note>둘째 쪽</p>", path="/second")
    site.slow_s["/second"] = 0.6
    page.go(site.show("<p role=note>첫째 쪽</p><a href=/second>다음</a>"))

    page.press(Place("다음", role="link"))

    assert page.text(Place("쪽", role="note", name=None)) == "둘째 쪽"


def test_a_press_that_loads_a_frame_reads_the_frames_new_document(page: Page, site: Site) -> None:
    site.show("<p role=note>없음</p>", path="/none")
    site.show("<p role=note>상세</p>", path="/detail")
    site.slow_s["/detail"] = 0.6
    page.go(
        site.show(
            "<iframe title=상세 src=/none></iframe>"
            "<button onclick='document.querySelector(`iframe`).src=`/detail`'>조회</button>"
        )
    )

    page.press(SEARCH)

    assert page.frame(Place("상세")).text(Place("내용", role="note", name=None)) == "상세"


def test_frames_are_found_by_their_title_and_worked_like_pages(page: Page, site: Site) -> None:
    site.show("<label>메모 <input></label><table aria-label=표><tr><th>가<tr><td>1</table>", path="/f")
    page.go(site.show("<iframe title='역학조사서 상세' src=/f></iframe><iframe title=광고></iframe>"))
    frame = page.frame(Place("역학조사서 상세"))

    frame.fill(Place("메모", role="textbox"), "적음")

    assert frame.text(Place("메모", role="textbox")) == "적음"
    assert frame.rows(Place("표", role="table")) == [{"가": "1"}]
    assert "<table" in frame.html()
    assert "<table" not in page.html()
    with pytest.raises(PlaceMissing) as caught:
        page.frame(Place("역학조사서"), within=SOON)
    assert (caught.value.fields["kind"], caught.value.fields["found"]) == ("iframe", "'역학조사서 상세', '광고'")


def test_a_frame_that_goes_away_is_named(page: Page, site: Site) -> None:
    site.show("<p>안</p>", path="/f")
    page.go(
        site.show("<iframe title=상세 src=/f></iframe><button onclick='frames[0].frameElement.remove()'>조회</button>")
    )
    frame = page.frame(Place("상세"))

    page.press(SEARCH)

    with pytest.raises(PlaceMissing) as caught:
        frame.text(Place("안", text="안"), within=SOON)
    assert caught.value.fields["place"] == "상세"


def test_a_choice_is_made_by_the_words_shown_once_they_are_there(page: Page, site: Site, kept: Kept) -> None:
    page.go(
        site.show(
            "<label>구 <select id=s><option>전체</select></label>"
            "<script>const more = `<option value=7>송파구<option>강동구<option>강동구`;"
            "setTimeout(() => { s.innerHTML += more }, 300)</script>"
        )
    )
    district = Place("구", label=re.compile("^구"))

    page.choose(district, "송파구")

    assert page.text(district) == "송파구"
    with pytest.raises(ChoiceMissing):
        page.choose(district, "강동구", within=SOON)
    with pytest.raises(ChoiceMissing) as caught:
        page.choose(district, "하남시", within=SOON)
    assert "송파구" in str(caught.value.fields["found"])
    assert page.text(district) == "송파구"


def test_a_box_is_set_whatever_it_was(page: Page, site: Site) -> None:
    page.go(site.show("<label><input type=checkbox checked> 동의</label>"))
    box = Place("동의", role="checkbox")

    page.tick(box)
    assert page.text(box) == "☑"
    page.tick(box, on=False)
    assert page.text(box) == "☐"


def test_a_tree_item_is_pressed_on_its_own_line(page: Page, site: Site) -> None:
    page.go(
        site.show(
            "<ul role=tree aria-label=관할><li role=treeitem aria-label=서울특별시"
            " onclick='document.title = event.target.closest(`[role=treeitem]`).ariaLabel'>서울특별시<ul role=group>"
            "<li role=treeitem aria-label=송파구>송파구</li>"
            "<li role=treeitem aria-label=강동구>강동구</li></ul></li></ul>"
        )
    )

    page.press(Place("서울특별시", role="treeitem"))
    assert "<title>서울특별시</title>" in page.html()
    page.press(Place("송파구", role="treeitem"))
    assert "<title>송파구</title>" in page.html()


def test_waiting_for_a_place_to_go_ends_when_it_is_gone(page: Page, site: Site) -> None:
    page.go(
        site.show("<p role=status>저장 중</p><script>setTimeout(() => document.body.replaceChildren(), 300)</script>")
    )

    page.wait_gone(Place("저장 중", role="status"))

    assert not page.is_there(Place("저장 중", role="status"))


def test_a_page_that_never_comes_is_slow(page: Page, site: Site) -> None:
    site.delays["/never"] = threading.Event()

    with pytest.raises(PageSlow):
        page.go(site.address + "/never", within=SOON)
