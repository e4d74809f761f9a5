"""점검 모드: the IT officer begins it with a reason and ends it, on the page of the robots; it is the command's own."""

import re
from collections.abc import Iterator, Sequence

import pytest
from tests.console.asking import words as words_of
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import WITHOUT_ROBOT, House

PAGE = "/robots/maintenance"
REASON = "서버실 전기 점검"


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    return WITHOUT_ROBOT


@pytest.fixture(autouse=True)
def at_work(house: House) -> Iterator[None]:
    """Leave the office at work, whatever a test has found."""
    yield
    house.jikwon("maintenance", "off")


def shown(house: House) -> str:
    """Give what the command line says of it."""
    return house.jikwon("maintenance", "show").stdout


def deeds(house: House) -> list[str]:
    """Give who began and ended maintenance, newest first."""
    trail = words_of(house.visitor("auditor").get("/trail?actor=jung.jeonsan"))
    return re.findall(r"점검을 (시작함|끝냄)", trail)


def test_it_is_begun_for_a_reason_and_the_page_says_by_whom_and_since_when(house: House) -> None:
    officer = house.visitor("it-officer")
    assert "점검 모드 – 꺼짐" in words_of(officer.get("/robots"))

    answer = officer.post(PAGE, {"reason": f"  {REASON} "})

    assert answer.path == "/robots"
    told = rf"▶ 켜짐 .*사유 {REASON} 켠 사람 jung\.jeonsan 켠 때 20\d\d\. .*아직 하고 있는 조각 없음 점검 끝내기"
    assert re.search(told, words_of(answer))
    assert "jung.jeonsan" in shown(house)
    assert REASON in shown(house)
    assert REASON in house.visitor().get("/login").text


def test_it_is_ended_where_it_was_begun(house: House) -> None:
    officer = house.visitor("it-officer")
    officer.post(PAGE, {"reason": REASON})

    answer = officer.post(f"{PAGE}/end", page="/robots")

    assert answer.path == "/robots"
    assert "점검 모드 – 꺼짐" in words_of(answer)
    assert "점검 중이 아닙니다" in shown(house)
    assert REASON not in house.visitor().get("/login").text


def test_what_the_command_line_begins_the_page_shows_and_ends(house: House) -> None:
    house.jikwon("maintenance", "on", "--reason", REASON)
    officer = house.visitor("it-officer")
    assert f"사유 {REASON}" in words_of(officer.get("/robots/now"))

    officer.post(f"{PAGE}/end", page="/robots")

    assert "점검 중이 아닙니다" in shown(house)


@pytest.mark.parametrize("reason", ["", "   ", "전" * 201])
def test_without_a_fit_reason_nothing_begins_and_the_field_says_so(house: House, reason: str) -> None:
    answer = house.visitor("it-officer").post(PAGE, {"reason": reason})

    assert answer.status == 422
    said = answer.text.partition('id="id_reason-wrong">')[2].partition("</p>")[0]
    assert said == ("너무 깁니다. 줄여 적으십시오." if reason.strip() else "비어 있습니다. 입력하십시오.")
    assert "점검 중이 아닙니다" in shown(house)


def test_whoever_comes_too_late_learns_who_was_first_and_changes_nothing(house: House) -> None:
    house.jikwon("maintenance", "on", "--reason", REASON)

    answer = house.visitor("it-officer").post(PAGE, {"reason": "데이터베이스 교체"}, page="/robots")

    assert answer.status == 409
    assert f"사유: {REASON}" in answer.text
    assert "방금 적은 사유는 쓰지 않았습니다" in answer.text
    assert REASON in shown(house)


def test_ending_what_is_ended_already_does_nothing(house: House) -> None:
    before = deeds(house)

    answer = house.visitor("it-officer").post(f"{PAGE}/end", page="/robots")

    assert (answer.status, answer.path) == (200, "/robots")
    assert deeds(house) == before


def test_beginning_and_ending_stand_on_the_audit_trail_with_the_reason(house: House) -> None:
    officer = house.visitor("it-officer")
    officer.post(PAGE, {"reason": "감사 시험"})
    officer.post(f"{PAGE}/end", page="/robots")

    trail = words_of(house.visitor("auditor").get("/trail?actor=jung.jeonsan"))

    assert re.search(r"jung\.jeonsan .*점검을 끝냄 .*jung\.jeonsan .*점검을 시작함 – 1 감사 시험", trail)


@pytest.mark.parametrize("role", ["official", "reviewer", "engineer", "manager", "auditor"])
def test_nobody_else_may_begin_or_end_it(house: House, role: str) -> None:
    visitor = house.visitor(role)
    assert visitor.post(PAGE, {"reason": REASON}, page="/profile").status == 403
    assert "점검 중이 아닙니다" in shown(house)

    house.jikwon("maintenance", "on", "--reason", REASON)
    assert visitor.post(f"{PAGE}/end", page="/profile").status == 403
    assert REASON in shown(house)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "contrast", "narrow"),
    [("ko", False, False), ("ko", True, False), ("en", False, True), ("en", True, True)],
)
def test_axe_finds_nothing_and_nothing_moves_sideways(
    house: House, language: str, *, contrast: bool, narrow: bool
) -> None:
    officer = house.visitor("it-officer")
    officer.post("/profile", {"language": language, **({"contrast": "on"} if contrast else {})})
    with chromium() as browser, page_of(browser, house, "it-officer", narrow=narrow) as page:
        page.goto(PAGE)
        found = {"asked": violations(page)}
        page.get_by_role("textbox").fill(REASON)
        page.keyboard.press("Enter")
        page.wait_for_url("**/robots")
        found["on"] = violations(page)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.locator("#maintenance-end").press("Enter")
        page.locator("#maintenance-begin").wait_for()
        found["off"] = violations(page)
    officer.post("/profile", {"language": "ko"})
    assert (found, over <= 0) == ({"asked": [], "on": [], "off": []}, True)
