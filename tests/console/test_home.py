"""What people find in the morning: what waits for them and nobody else's, with the numbers of the command line."""

import re
import time
from datetime import datetime
from urllib.parse import quote

import pytest
from tests.console.house import House
from tests.console.test_start import GOOD, HYGIENE, hand

from jikwon.model.dates import SEOUL

EMPTY = "아직 맡긴 업무가 없습니다"


def tile(text: str, name: str) -> str:
    """Give what a tile of the page says."""
    found = re.search(rf"<dt>{name}</dt><dd>(.*?)</div>", text, re.DOTALL)
    assert found is not None, name
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


@pytest.fixture(scope="module")
def waiting(house: House) -> str:
    """Let an official's run wait for answers."""
    run = hand(house, ("명부.csv", GOOD), as_of="2021-10-06T09:00").path.removeprefix("/runs/")
    house.wait_for(run, "needs-people")
    return run


def test_somebody_new_is_offered_three_tasks_to_try(house: House) -> None:
    text = house.visitor("reviewer").get("/").text
    assert EMPTY in text
    assert text.count("연습 자료로 해 보기</button>") == 3
    assert EMPTY not in house.visitor("auditor").get("/").text


def test_ones_own_run_that_waits_is_there_and_no_other_officials_is(house: House, waiting: str) -> None:
    own, other = house.visitor("official").get("/").text, house.visitor("official-2").get("/").text
    assert f"/runs/{waiting}" in own
    assert EMPTY not in own
    assert waiting not in other
    assert int(tile(own, "확인할 일").split()[0]) == len(house.told("show", waiting)["questions"])


def test_who_may_not_answer_is_told_of_no_questions(house: House, waiting: str) -> None:
    assert waiting
    assert "<dt>확인할 일</dt>" not in house.visitor("it-officer").get("/").text


def test_a_plan_waits_for_those_who_may_approve_it_and_not_for_its_owner(house: House) -> None:
    given = ["--input", f"register={HYGIENE / 'register-1.xlsx'}", "--as-of", "2021-10-06T09:00"]
    run = house.told("plan", "hygiene-kits", *given, "--partial")["run"]
    assert house.told("show", run)["state"] == "awaiting-approval"
    assert f"/runs/{run}" in house.visitor("reviewer").get("/").text.partition('id="to-approve"')[2]
    assert run not in house.visitor("official").get("/").text


def test_practice_waits_for_nobodys_approval(house: House) -> None:
    run = house.visitor("official-2").post("/start/petitions/practice", page="/start").path.removeprefix("/runs/")
    house.wait_for(run, "needs-people", "awaiting-approval")
    assert run not in house.visitor("manager").get("/").text.partition('id="to-approve"')[2].partition("</section>")[0]


def test_hours_are_those_of_the_command_line(house: House) -> None:
    given = ["--input", f"register={HYGIENE / 'register-2.csv'}", "--as-of", "2021-10-06T09:00"]
    assert house.told("run", "hygiene-kits", *given, "--partial", "--approve")["partial"]
    told = house.jikwon("hours", "report", "--month", f"{datetime.now(SEOUL):%Y-%m}", "--json").stdout
    saved = sum(float(each) for each in re.findall(r'"saved": ([-\d.]+)', told))

    shown = tile(house.visitor("manager").get("/").text, "이번 달 줄인 시간")

    assert f"추정 {saved:.1f}시간" in shown
    assert shown.startswith("–")  # nobody has measured it
    assert "추정" not in tile(house.visitor("official").get("/").text, "이번 달 내 업무에서 줄인 시간")


def test_what_comes_next_is_said(house: House) -> None:
    visitor = house.visitor("official")
    fields = {"name": "매달-민원", "rhythm": "first-working-day", "time": "09:30", "set-period": "{last-month}"}
    visitor.post("/schedules/new?process=petitions", fields)
    assert "09:30</strong> 단순 민원 처리 결과 정리" in visitor.get("/").text
    assert "매달-민원" in house.visitor("it-officer").get("/").text
    assert "매달-민원" not in house.visitor("official-2").get("/").text
    visitor.post(f"/schedules/{quote('매달-민원')}/remove", page="/schedules")


def test_a_house_without_a_robot_says_so_and_whom_to_call(house: House) -> None:
    house.stop()
    house.start("--slots", "0")
    visitor = house.visitor("official")
    until = time.monotonic() + 30
    while "부터 응답하지 않습니다" not in (text := visitor.get("/").text) and time.monotonic() < until:
        time.sleep(0.3)
    assert "부터 응답하지 않습니다" in text
    assert "전산 담당에게 알리십시오" in text
