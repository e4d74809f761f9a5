"""The inbox as people see and operate it: by keyboard alone, with many at once, in both languages and contrasts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.console.asking import RIGHT, begin
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import House
from tests.console.people import PASSWORD, PEOPLE, SECRET
from tests.console.registers import NO_BIRTH, NO_SUCH_NUMBER, STRANGE_STATUS

pytestmark = pytest.mark.slow
MOST_STOPS: Final = 80
_FOCUSED: Final = """() => {
    const e = document.activeElement;
    return (e.tagName === "SELECT" ? e.name : e.labels?.[0]?.innerText || e.innerText || e.value || "").trim();
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def asked(house: House, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run a register that asks several kinds of things; what the tests answer is of other runs."""
    return begin(house, tmp_path_factory.mktemp("seen"), NO_SUCH_NUMBER, NO_BIRTH, STRANGE_STATUS, STRANGE_STATUS)


def of_kind(told: dict[str, Any], code: str) -> str:
    return str(next(each["id"] for each in told["questions"] if each["code"] == code))


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the name of what has the focus begins with `wanted`."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if str(page.evaluate(_FOCUSED)).startswith(wanted):
            return
    raise AssertionError(f"Tab never came to {wanted!r}")


def test_from_the_login_to_the_last_answer_by_keyboard_alone(browser: Browser, house: House, tmp_path: Path) -> None:
    told = begin(house, tmp_path, NO_SUCH_NUMBER, NO_BIRTH)
    context = browser.new_context(locale="ko-KR", base_url=house.address)
    page = context.new_page()
    keyboard = page.keyboard
    page.goto("/login")

    keyboard.type(PEOPLE["reviewer"])
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    page.wait_for_url("**/second*")
    keyboard.type(pyotp.TOTP(SECRET).now())
    keyboard.press("Enter")
    page.wait_for_url("**/")
    tab_to(page, "확인할 일")
    keyboard.press("Enter")
    page.wait_for_url("**/inbox")  # a page on its way would be cut off by the next
    page.goto(f"/inbox?run={told['run']}")  # the day's other questions are not this test's
    tab_to(page, "생년월일을 하나로 읽을 수 없습니다")
    keyboard.press("Enter")
    page.wait_for_url("**/inbox/q-*")
    tab_to(page, "1991-04-30")
    keyboard.press("Space")
    tab_to(page, "답 저장하고 다음 건으로")
    keyboard.press("Enter")
    page.wait_for_url(f"**/inbox/{of_kind(told, 'number-unknown')}*")
    assert page.evaluate(_FOCUSED) == "건별 확인 – 위생키트 배송명단 작성"
    expect(page.get_by_role("status")).to_have_text("답을 저장했습니다.")
    tab_to(page, "바른 값")
    keyboard.type(RIGHT)
    keyboard.press("Enter")

    page.wait_for_url("**/inbox?*")
    expect(page.locator("main")).to_contain_text("로봇이 이어서 처리합니다.")
    context.close()
    assert house.wait_for(told["run"], "awaiting-approval")["questions"] == []


def test_what_is_typed_is_kept_by_itself_and_not_in_the_browser(
    browser: Browser, house: House, asked: dict[str, Any]
) -> None:
    address = f"/inbox/{of_kind(asked, 'number-unknown')}"
    with page_of(browser, house, "official") as page:
        page.goto(address)
        page.get_by_label("바른 값").fill("송파구 문정로 8")
        expect(page.locator("#draft-told")).to_contain_text("임시 저장됨")
        page.goto("/inbox?tab=mine")
        page.goto(address)
        expect(page.get_by_label("바른 값")).to_have_value("송파구 문정로 8")
        assert "문정로" not in str(page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))


def test_what_is_written_is_taken_over_mended_and_saved_with_the_seconds_it_took(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    told = begin(house, tmp_path, NO_SUCH_NUMBER)
    with page_of(browser, house, "official") as page:
        page.goto(f"/inbox/{told['questions'][0]['id']}?run={told['run']}")
        page.get_by_role("button", name="가져와 고치기").click()
        value = page.get_by_label("바른 값")
        expect(value).to_have_value("송파구 문정로 8300 108동 1107호")
        page.wait_for_timeout(1500)
        value.fill(RIGHT)
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/inbox?*")
    assert 0.5 < house.told("show", told["run"])["hours"]["people"] * 3600 < 60


def test_many_questions_get_the_same_choice_after_a_look_at_what_they_are(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    told = begin(house, tmp_path, *[{**STRANGE_STATUS, "상태": f"시설 {number}"} for number in (1, 2, 3)])
    with page_of(browser, house, "official") as page:
        page.goto(f"/inbox?run={told['run']}")
        page.get_by_role("button", name="이 쪽 모두 고르기").click()
        page.get_by_role("button", name="한꺼번에 답하기").click()
        expect(page.locator("main")).to_contain_text("아래 3건에 똑같은 답을 합니다.")
        assert violations(page) == []
        page.get_by_label("격리 중").check()
        page.get_by_role("button", name="3건에 이 답 저장").click()
        expect(page.locator("main")).to_contain_text("3건에 답을 저장했습니다.")
    assert house.wait_for(told["run"], "awaiting-approval")["questions"] == []


def test_questions_that_offer_different_choices_are_not_answered_together(
    browser: Browser, house: House, asked: dict[str, Any]
) -> None:
    with page_of(browser, house, "official-2") as page:
        page.goto(f"/inbox?run={asked['run']}")
        page.get_by_role("button", name="이 쪽 모두 고르기").click()
        page.get_by_role("button", name="한꺼번에 답하기").click()
        expect(page.locator("main")).to_contain_text("선택지가 같은 것만 고르십시오")


def test_many_questions_are_forwarded_to_one_colleague(browser: Browser, house: House, tmp_path: Path) -> None:
    told = begin(house, tmp_path, NO_SUCH_NUMBER, NO_SUCH_NUMBER)
    with page_of(browser, house, "official") as page:
        page.goto(f"/inbox?run={told['run']}")
        page.get_by_role("button", name="이 쪽 모두 고르기").click()
        page.get_by_role("button", name="다른 사람에게 전달").click()
        page.get_by_label("받을 사람").select_option(PEOPLE["official-2"])
        page.get_by_role("button", name="2건 전달").click()
        expect(page.locator("main")).to_contain_text("최담당님에게 2건을 전달했습니다.")
    with page_of(browser, house, "official-2") as page:
        page.goto(f"/inbox?tab=mine&run={told['run']}")
        assert page.locator("tbody tr").count() == 2


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(("language", "contrast"), [("ko", False), ("ko", True), ("en", False), ("en", True)])
def test_axe_finds_nothing_and_nothing_runs_over_the_side(
    browser: Browser, house: House, asked: dict[str, Any], language: str, *, contrast: bool, narrow: bool
) -> None:
    house.visitor("official").post(
        "/profile", {"language": language, **({"contrast": "on"} if contrast else {})}, page="/profile"
    )
    pages = [f"/inbox?tab={tab}" for tab in ("unassigned", "mine", "others", "held", "done")]
    pages += [f"/inbox/{each['id']}" for each in asked["questions"]]
    found = {}
    with page_of(browser, house, "official", narrow=narrow) as page:
        for path in pages:
            page.goto(path)
            for details in page.locator("details").all():
                details.evaluate("each => { each.open = true; }")
            found[path] = [*violations(page), *(["runs over"] if runs_over(page) else [])]
    house.visitor("official").post("/profile", {"language": "ko"}, page="/profile")
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def runs_over(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
