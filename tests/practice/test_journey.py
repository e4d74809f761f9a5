"""The way through the screens as a person with a browser takes it, and the faults that only a browser meets."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Download, FrameLocator, Locator, Page, expect, sync_playwright

from jikwon_practice.faults import ALWAYS
from jikwon_practice.office import Practice
from jikwon_practice.portals.epidemic.facts import Case

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    as_root = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=as_root)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, office: Practice) -> Iterator[Page]:
    """A page that is signed in, its notices closed; its scripts must not fail."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    sign_in(page, office)
    page.get_by_role("dialog", name="공지사항").get_by_role("button", name="닫기").click()
    yield page
    context.close()
    assert failures == []


def sign_in(page: Page, office: Practice) -> None:
    page.goto(f"{office.address}/epidemic/login")
    page.get_by_role("textbox", name="아이디").fill(office.account)
    page.get_by_role("textbox", name="비밀번호").fill(office.password)
    page.get_by_role("button", name="로그인").click()
    page.get_by_role("textbox", name="인증번호").fill(pyotp.TOTP(office.otp_secret).now())
    page.get_by_role("button", name="확인").click()
    page.wait_for_url("**/epidemic/cases")


def search(page: Page, *, district: str = "송파구") -> Locator:
    page.get_by_role("tree", name="관할").get_by_role("treeitem", name=district, exact=True).click()
    page.get_by_role("button", name="조회", exact=True).click()
    return settled(page)


def settled(page: Page) -> Locator:
    """Wait until the grid is loaded and give it."""
    grid = page.get_by_role("grid", name="확진자 목록")
    expect(page.get_by_role("status").filter(has_text="조회 중")).to_be_hidden()
    expect(grid).not_to_have_attribute("aria-busy", "true")
    return grid


def form_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='역학조사서 상세']")


def a_case(office: Practice, *, unlike: str = "") -> Case:
    return next(each for each in office.cases() if each.district == "송파구" and each.case_id != unlike)


def test_notice_bars_everything_until_closed(browser: Browser, office: Practice) -> None:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    sign_in(page, office)
    notice = page.get_by_role("dialog", name="공지사항")
    expect(notice).to_be_visible()

    with pytest.raises(Exception, match="intercepts pointer events"):
        page.locator("#search button.main").click(timeout=600)
    notice.get_by_role("button", name="닫기").click()

    expect(notice).to_be_hidden()
    assert search(page).get_by_role("row").count() == 21
    page.close()


def test_every_page_of_the_list_is_reached_by_its_buttons(page: Page, office: Practice) -> None:
    grid = search(page)
    expect(page.get_by_text("총 45건")).to_be_visible()
    pages = page.get_by_role("navigation", name="쪽")
    seen: list[str] = []

    while True:
        seen += [row.get_by_role("gridcell").nth(1).inner_text() for row in grid.locator("tbody tr").all()]
        if pages.get_by_role("button", name="다음").is_disabled():
            break
        pages.get_by_role("button", name="다음").click()
        grid = settled(page)

    wanted = {
        each.case_id for each in office.cases() if each.district == "송파구" and f"{each.reported_on}" == "2021-10-06"
    }
    assert sorted(seen) == sorted(wanted)
    assert [button.inner_text() for button in pages.get_by_role("button").all()] == ["이전", "1", "2", "3", "다음"]
    expect(pages.get_by_role("button", name="3")).to_have_attribute("aria-current", "page")


def test_busy_overlay_lies_over_the_grid_while_it_loads(page: Page, office: Practice) -> None:
    office.faults(slow_s=0.8, at="/epidemic/cases/list")

    page.get_by_role("button", name="조회", exact=True).click()

    expect(page.get_by_role("status").filter(has_text="조회 중")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="조회 중")).to_be_hidden()


def test_the_later_of_two_searches_stands(page: Page, office: Practice) -> None:
    office.faults(slow_s=0.5, at="/epidemic/cases/list")
    page.get_by_role("button", name="조회", exact=True).click()

    search(page, district="강남구")

    expect(page.get_by_text("총 5건")).to_be_visible()
    office.faults()
    page.wait_for_timeout(300)  # the earlier answer would have come by now
    expect(page.get_by_text("총 5건")).to_be_visible()


def test_a_case_is_opened_from_the_list_and_marked(page: Page, office: Practice) -> None:
    row = search(page).locator("tbody tr").nth(4)
    case_id = row.get_by_role("gridcell").nth(1).inner_text()
    row.get_by_role("button", name="상세").click()
    form = form_of(page)
    expect(form.get_by_role("heading", level=3)).to_have_count(17)

    form.get_by_role("button", name="출력 표시").click()
    dialog = form.get_by_role("dialog", name="출력 표시 확인")
    dialog.get_by_role("textbox", name="출력관리번호").fill("journey-1")
    dialog.get_by_role("textbox", name="출력용도").fill("기록 보관")
    dialog.get_by_role("button", name="확인").click()

    expect(form.get_by_role("status").filter(has_text="출력 표시되었습니다")).to_be_visible()
    history = form.get_by_role("table", name="출력 이력").locator("tbody tr")
    expect(history).to_have_count(1)
    expect(history.get_by_role("cell").first).to_have_text("journey-1")
    assert [mark.case_id for mark in office.record() if mark.number == "journey-1"] == [case_id]


def test_cancelling_marks_nothing(page: Page, office: Practice) -> None:
    case, before = a_case(office), office.record()
    page.goto(f"{office.address}/epidemic/cases/{case.case_id}")
    form = form_of(page)

    form.get_by_role("button", name="출력 표시").click()
    form.get_by_role("textbox", name="출력관리번호").fill("cancelled-1")
    form.get_by_role("button", name="취소").click()

    expect(form.get_by_role("dialog")).to_be_hidden()
    assert office.record() == before


def test_a_pasted_address_opens_the_same_form(page: Page, office: Practice) -> None:
    case = a_case(office)

    page.goto(f"{office.address}/epidemic/cases/{case.case_id}")

    person = form_of(page).get_by_role("region", name="인적사항")
    expect(person.get_by_role("row", name="성명").get_by_role("cell").first).to_have_text(case.name)
    expect(form_of(page).get_by_role("row", name="직업").get_by_role("cell").last).to_have_text(case.occupation)


def test_a_lost_answer_is_told_and_the_browser_does_not_ask_again(page: Page, office: Practice) -> None:
    case = a_case(office)
    page.goto(f"{office.address}/epidemic/cases/{case.case_id}")
    form = form_of(page)
    office.faults(lose_answers=1)

    form.get_by_role("button", name="출력 표시").click()
    form.get_by_role("textbox", name="출력관리번호").fill("unheard-1")
    form.get_by_role("textbox", name="출력용도").fill("기록 보관")
    form.get_by_role("button", name="확인").click()

    expect(form.get_by_role("alert").filter(has_text="서버의 응답을 받지 못하였습니다")).to_be_visible()
    assert [mark.number for mark in office.record()].count("unheard-1") == 1


def test_a_download_is_whole_or_fails(page: Page, office: Practice, tmp_path: Path) -> None:
    search(page)

    whole = download(page)
    whole.save_as(tmp_path / "list.csv")
    office.faults(cut_downloads=ALWAYS)  # a browser asks a cut one again by itself, so one cut is mended unseen
    cut = download(page)

    assert whole.suggested_filename == "확진자목록_20211006_20211006.csv"
    assert len((tmp_path / "list.csv").read_text("cp949").splitlines()) == 46
    assert cut.failure() is not None


def download(page: Page) -> Download:
    with page.expect_download() as begun:
        page.get_by_role("button", name="목록 내려받기").click()
    return begun.value


def test_a_search_that_fails_says_so_and_can_be_asked_again(page: Page, office: Practice) -> None:
    office.faults(errors=1, at="/epidemic/cases/list")

    search(page)
    expect(page.get_by_role("alert")).to_contain_text("HTTP 500")
    search(page)

    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.get_by_text("총 45건")).to_be_visible()


def test_a_session_lost_while_searching_leads_to_its_page(page: Page, office: Practice) -> None:
    office.faults(lose_session_after=0)

    page.get_by_role("button", name="조회", exact=True).click()

    expect(page.get_by_text("세션이 만료되었습니다")).to_be_visible()
    page.get_by_role("link", name="로그인").click()
    expect(page.get_by_role("textbox", name="아이디")).to_be_visible()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.get_by_role("treeitem", name="서울특별시").focus()
    for key in ("End", "ArrowUp", "ArrowDown", "Enter"):  # to 송파구, away, back, search
        page.keyboard.press(key)
    grid = settled(page)
    expect(page.get_by_text("총 45건")).to_be_visible()
    grid.locator("tbody tr").nth(0).focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(form_of(page).get_by_role("heading", level=3).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="상세 창")).to_be_hidden()


def test_the_tree_folds(page: Page) -> None:
    page.get_by_role("treeitem", name="서울특별시").focus()

    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("treeitem", name="송파구")).to_be_hidden()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("treeitem", name="송파구")).to_be_visible()


def test_columns_and_the_buttons_among_them_move_together(page: Page, office: Practice) -> None:
    office.faults(moved=True, renamed={"상세": "보기"})

    row = search(page).locator("tbody tr").first

    expect(row.get_by_role("gridcell").first.get_by_role("button", name="보기")).to_be_visible()
    expect(page.get_by_role("columnheader").first).to_have_text("보기")


def test_of_two_buttons_of_one_name_the_second_does_nothing(page: Page, office: Practice) -> None:
    case = a_case(office)
    office.faults(doubled=["출력 표시"])
    page.goto(f"{office.address}/epidemic/cases/{case.case_id}")
    buttons = form_of(page).get_by_role("button", name="출력 표시", exact=True)
    expect(buttons).to_have_count(2)

    buttons.nth(1).click()
    expect(form_of(page).get_by_role("dialog")).to_be_hidden()
    buttons.nth(0).click()

    expect(form_of(page).get_by_role("dialog")).to_be_visible()


def test_four_pages_of_one_browser_read_at_once(page: Page, office: Practice) -> None:
    cases = [each for each in office.cases() if each.district == "송파구"][:12]
    pages = [page.context.new_page() for _ in range(4)]

    for at in range(0, len(cases), 4):
        four = list(zip(pages, cases[at : at + 4], strict=True))
        for each, case in four:
            each.goto(f"{office.address}/epidemic/cases/{case.case_id}", wait_until="commit")
        for each, case in four:
            expect(form_of(each).get_by_role("cell", name=case.case_id, exact=True)).to_be_visible()
