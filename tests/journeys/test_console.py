"""A day of each role in a real browser, with a real worker, portal and printer: nobody needs a terminal."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.console.browsing import chromium, page_of
from tests.console.house import House
from tests.journeys.desk import DAY
from tests.needing import need

from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing

pytestmark = pytest.mark.slow
SAMPLE = Path(__file__).parents[2] / "src" / "jikwon" / "processes" / "hygiene_kits" / "sample"
LONG_MS = 90_000


class Office(House):
    """An office with a portal and a printer, whose console is up."""

    def __init__(self, folder: Path, portal: Practice, printer: PracticePrinter) -> None:
        super().__init__(
            folder,
            f'[sites.epidemic]\naddress = "{portal.address}"\ncredential = "epidemic"\npages = 2\n\n'
            f'[processes.epi-forms]\nprinter = "{printer.address}"\n',
            peopled=True,
        )
        self.portal = portal
        self.printer = printer
        self.keep_account("epidemic", portal)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    need(missing())
    folder = tmp_path_factory.mktemp("office")
    with Practice(seed=1, cases=4, date=DAY) as portal, PracticePrinter(folder / "printer") as printer:
        office = Office(folder, portal, printer)
        office.start()
        try:
            yield office
        finally:
            office.stop()


def run_of(page: Page) -> str:
    found = re.search(r"/runs/([a-z0-9-]+)", page.url)
    assert found is not None
    return found[1]


def work_a_while(page: Page) -> None:
    """Move the mouse twice with some seconds between, as somebody does who reads."""
    page.mouse.move(300, 300)
    page.wait_for_timeout(2500)
    page.mouse.move(400, 400)


def approve(browser: Browser, office: Office, run: str) -> None:
    """Let the reviewer find the run on their first page, read its plan, and approve it."""
    with page_of(browser, office, "reviewer") as page:
        page.goto("/")
        page.locator(f'a[href*="{run}"]').first.click()
        page.get_by_role("link", name="계획 보고 승인하기").click(timeout=LONG_MS)
        page.get_by_role("button", name="승인…").click()
        page.get_by_role("button", name="승인하고 내보내기").click()
        page.wait_for_url(f"**/runs/{run}")


@pytest.fixture(scope="module")
def kits(browser: Browser, office: Office) -> str:
    """The official hands registers over, answers what only a person knows, and takes the list once it is approved."""
    with page_of(browser, office, "official") as page:
        page.goto("/")
        page.get_by_role("navigation", name="주 메뉴").get_by_role("link", name="업무 맡기기").click()
        page.locator('a[href$="/start/hygiene-kits"]').first.click()
        page.locator('input[name="input-register"]').set_input_files(
            [SAMPLE / "register-1.xlsx", SAMPLE / "register-2.csv"]
        )
        page.locator('input[name="input-delivered"]').set_input_files(SAMPLE / "delivered.xlsx")
        page.get_by_label("기준 일시").fill("2021-10-06T09:00")
        page.get_by_role("button", name="점검 시작").click()
        page.wait_for_url("**/runs/hygiene-kits-*", timeout=LONG_MS)
        run = run_of(page)
        page.get_by_role("link", name="확인할 일로").click(timeout=LONG_MS)
        page.locator("table a", has_text="건물번호").click()
        work_a_while(page)
        page.get_by_label("바른 값").fill("송파구 문정로 83, 108동 1107호")
        page.get_by_role("button", name="답 저장").click()
        office.wait_for(run, "awaiting-approval")
    approve(browser, office, run)
    office.wait_for(run, "released")
    return run


def test_an_official_takes_the_list_with_a_reason_and_says_how_it_was(
    browser: Browser, office: Office, kits: str
) -> None:
    told = office.told("show", kits)
    with page_of(browser, office, "official") as page:
        page.goto("/")
        page.locator(f'a[href$="/runs/{kits}/outputs"]').first.click()
        page.get_by_label("사유").fill("택배사에 전달")
        with page.expect_download() as download:
            page.locator("form button[formaction]").first.click()
        taken = hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest()
        with page.expect_download() as sheet:
            page.locator('a[href$="evidence.pdf"]').click()
        drawn = Path(sheet.value.path()).read_bytes()
        page.locator("input[type=radio][value='5']").check()
        page.get_by_role("button", name="의견 남기기").click()
    assert taken in {each["sha256"] for each in told["outputs"]}
    assert drawn.startswith(b"%PDF")
    assert told["proof"]["mismatches"] == 0


def test_forms_of_a_portal_are_printed_once_each_after_somebody_else_approved(browser: Browser, office: Office) -> None:
    with page_of(browser, office, "official") as page:
        page.goto("/start/epi-forms")
        page.get_by_label("기준 일시").fill("2021-10-06T20:00")
        page.get_by_role("button", name="점검 시작").click()
        page.wait_for_url("**/runs/epi-forms-*", timeout=LONG_MS)
        run = run_of(page)
        office.wait_for(run, "awaiting-approval", within_s=120)
        assert not office.printer.papers()
        page.goto(f"/runs/{run}")
        expect(page.get_by_role("button", name="승인")).to_have_count(0)
    approve(browser, office, run)
    told = office.wait_for(run, "released", within_s=120)
    listed = [each for each in office.portal.cases() if (each.district, each.reported_on) == ("송파구", DAY)]
    assert len(office.printer.papers()) == len(listed) == told["items"]["done"]
    assert sorted(each.case_id for each in office.portal.record()) == sorted(each.case_id for each in listed)


def test_a_manager_sees_the_hours_that_the_command_line_tells(browser: Browser, office: Office, kits: str) -> None:
    with page_of(browser, office, "manager") as page:
        page.goto("/")
        page.get_by_role("link", name="성과").click()
        expect(page).to_have_title(re.compile("성과"))
        row = page.get_by_role("row", name=re.compile("위생키트 배송명단 작성"))
        expect(row).to_have_count(1)
        cells = row.get_by_role("cell").all_text_contents()
    found = json.loads(office.jikwon("hours", "report", "--json").stdout)
    (told,) = [each for each in found if each["process"] == "hygiene-kits"]
    assert [float(each) for each in cells[3:6]] == [told["baseline"], told["people"], told["saved"]]
    assert told["people"] > 0


def test_an_it_officer_lets_a_newcomer_in_and_sees_the_robot_work(browser: Browser, office: Office) -> None:
    with page_of(browser, office, "it-officer") as page:
        page.goto("/")
        page.get_by_role("link", name="사용자·권한").click()
        page.get_by_label("계정 이름").fill("oh.sinip")
        page.get_by_label("이름 (화면에 보이는)").fill("오신입")
        page.get_by_label("담당 공무원").check()
        page.get_by_role("button", name="계정 만들기").click()
        password = page.locator("code.secret").inner_text()
        page.get_by_role("navigation", name="주 메뉴").get_by_role("link", name="로봇").click()
        expect(page.get_by_role("row", name=re.compile("worker-0.*가동 중"))).to_be_visible()
    newcomer = office.visitor()
    assert newcomer.post("/login", {"name": "oh.sinip", "password": password}).path == "/second/new"


def test_an_auditor_finds_who_approved_and_the_trail_whole(browser: Browser, office: Office, kits: str) -> None:
    with page_of(browser, office, "auditor") as page:
        page.goto("/trail?action=승인")
        expect(page.get_by_role("row", name=re.compile(f"lee.geomto.*{kits}")).first).to_be_visible()
        page.get_by_role("button", name="기록이 온전한지 검사").click()
        expect(page.get_by_role("status")).to_contain_text("온전합니다")
