"""The day, handing over and schedules: axe finds nothing in both languages and contrasts, wide and narrow."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import House
from tests.console.test_start import HYGIENE, hand

pytestmark = pytest.mark.slow

START = "/start/hygiene-kits"
PAGES: Sequence[tuple[str, str]] = (
    ("official", "/"), ("reviewer", "/"), ("manager", "/"), ("it-officer", "/"), ("auditor", "/"),
    ("official", "/start"), ("official", START), ("official", "/schedules"), ("official", "/schedules/new"),
    ("official", "/schedules/new?process=petitions"), ("it-officer", "/schedules/new?process=hygiene-kits"),
    ("official", f"/schedules/{quote('매달-민원')}/remove"),
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", autouse=True)
def a_day(house: House) -> None:
    """Let there be something to see on every page."""
    run = hand(house, ("명부.csv", (HYGIENE / "register-2.csv").read_bytes()), as_of="2021-10-06T09:00").path[6:]
    house.wait_for(run, "needs-people")
    given = ["--input", f"register={HYGIENE / 'register-1.xlsx'}", "--as-of", "2021-10-06T09:00", "--partial"]
    house.jikwon("plan", "hygiene-kits", *given)
    house.jikwon("run", "hygiene-kits", *given, "--approve")
    fields = {"name": "매달-민원", "rhythm": "first-working-day", "time": "09:30"}
    house.visitor("official").post("/schedules/new?process=petitions", fields)


def looks(house: House, role: str, language: str, *, contrast: bool) -> None:
    """Let a person choose a language and a contrast."""
    house.visitor(role).post("/profile", {"language": language, **({"contrast": "on"} if contrast else {})})


@pytest.mark.parametrize(
    ("language", "contrast", "narrow"),
    [("ko", False, False), ("ko", True, False), ("en", False, True), ("en", True, True)],
)
def test_axe_finds_nothing_and_nothing_moves_sideways(
    browser: Browser, house: House, language: str, *, contrast: bool, narrow: bool
) -> None:
    found = {}
    for role, path in PAGES:
        looks(house, role, language, contrast=contrast)
        with page_of(browser, house, role, narrow=narrow) as page:
            page.goto(path)
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if (wrong := violations(page)) or over > 0:
                found[role, path] = (wrong, over)
        looks(house, role, "ko", contrast=False)
    assert found == {}


def shown(page: Page, field: str) -> str:
    return page.locator(f".drop:has(#{field}) .chosen").inner_text()


def test_files_are_counted_before_they_are_sent_and_may_be_dropped(browser: Browser, house: House) -> None:
    with page_of(browser, house, "official") as page:
        page.goto(START)
        page.set_input_files("#input-register", [HYGIENE / "register-1.xlsx", HYGIENE / "register-2.csv"])
        assert shown(page, "input-register").startswith("고른 파일 2개, ")
        drop = """() => {
            const moved = new DataTransfer();
            moved.items.add(new File(["x".repeat(2500)], "대장.csv"));
            document.querySelector(".drop:has(#input-delivered)")
                .dispatchEvent(new DragEvent("drop", {dataTransfer: moved, bubbles: true, cancelable: true}));
        }"""
        page.evaluate(drop)
        assert shown(page, "input-delivered") == "고른 파일 1개, 2.5 kB"


def test_too_much_is_told_before_it_is_sent(browser: Browser, house: House) -> None:
    with page_of(browser, house, "official") as page:
        page.goto(START)
        page.evaluate("document.querySelector('form[data-most]').dataset.most = '100'")
        page.set_input_files("#input-register", HYGIENE / "register-2.csv")
        said = page.evaluate("document.getElementById('input-register').validationMessage")
        assert "나누어 맡기십시오" in said


def test_an_official_hands_over_by_keyboard_alone_and_mends_what_was_wrong(browser: Browser, house: House) -> None:
    with page_of(browser, house, "official") as page:
        page.goto(START)
        page.set_input_files("#input-register", {"name": "명부.xlsx", "mimeType": "", "buffer": b"%PDF-1.7"})
        page.get_by_role("button", name="점검 시작").press("Enter")
        expect(page.locator("#input-register-wrong")).to_contain_text("내용은 PDF인 파일입니다")
        expect(page.locator("#input-register")).to_have_attribute("aria-invalid", "true")
        assert violations(page) == []
        page.set_input_files("#input-register", HYGIENE / "register-2.csv")
        page.get_by_role("button", name="점검 시작").press("Enter")
        page.wait_for_url("**/runs/hygiene-kits-*")
