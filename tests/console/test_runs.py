"""Runs are listed for those who may see them, shown in words, and directed by those whose they are."""

import re
import time
from collections.abc import Iterator

import pytest
from tests.console.letters import LettersHouse, letters_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LettersHouse]:
    with letters_house(tmp_path_factory.mktemp("office")) as house:
        yield house


@pytest.fixture(scope="module")
def waiting(house: LettersHouse) -> str:
    run = house.letters("가", "", "제외", "", "")
    house.wait_for(run, "awaiting-approval")
    return run


@pytest.fixture(scope="module")
def asking(house: LettersHouse) -> str:
    run = house.letters("나", "", "질문", "제외", "고장")
    house.wait_for(run, "failed", "needs-people")
    return run


def runs_in(text: str) -> set[str]:
    return set(re.findall(r"test-letters-\d{8}-[a-z0-9]{6}", text))


def test_the_list_shows_ones_own_runs_and_everybodys_to_those_who_approve(
    house: LettersHouse, waiting: str, asking: str
) -> None:
    assert runs_in(house.visitor("official").get("/runs").text) >= {waiting, asking}
    assert runs_in(house.visitor("manager").get("/runs").text) >= {waiting, asking}
    assert runs_in(house.visitor("official-2").get("/runs").text) == set()


def test_the_list_is_filtered_by_its_address(house: LettersHouse, waiting: str, asking: str) -> None:
    visitor = house.visitor("official")
    assert runs_in(visitor.get("/runs?state=awaiting-approval").text) == {waiting}
    assert runs_in(visitor.get("/runs?errors=1").text) == {asking}
    assert runs_in(visitor.get("/runs?exclude=test-letters").text) == set()
    assert runs_in(visitor.get("/runs?process=test-letters&sort=state").text) >= {waiting, asking}
    assert runs_in(house.visitor("reviewer").get("/runs?mine=1").text) == set()


def test_others_find_no_such_run(house: LettersHouse, waiting: str) -> None:
    stranger = house.visitor("official-2")
    pages = ["", "/progress", "/items", "/approve", "/outputs", "/proof", "/evidence.pdf"]
    assert {stranger.get(f"/runs/{waiting}{page}").status for page in pages} == {404}
    assert {
        stranger.post(f"/runs/{waiting}/{deed}", {"sure": "yes"}, page="/profile").status
        for deed in ("approve", "pause", "cancel", "resume", "opinion")
    } == {404}


def test_who_approves_directs_no_run_of_others(house: LettersHouse, waiting: str) -> None:
    reviewer = house.visitor("reviewer")
    assert {
        reviewer.post(f"/runs/{waiting}/{deed}", {"sure": "yes"}, page="/profile").status
        for deed in ("pause", "cancel", "resume")
    } == {404}


def test_the_page_says_what_json_says(house: LettersHouse, waiting: str) -> None:
    told, page = house.told("show", waiting), house.visitor("official").get(f"/runs/{waiting}").text
    proof = told["proof"]
    assert "승인 대기" in page
    assert f"처리 {told['items']['done']}, 제외 {told['items']['excluded']}, 대기 0, 실패 0" in page
    assert f"{proof['checks']}가지 확인, {proof['fields_compared']}칸 대조, 다름 0" in page
    assert f"{told['rows']['read']}행을 읽어 {told['items']['total']}건" in page


def test_items_are_shown_with_place_and_reason_and_errors_alone(house: LettersHouse, asking: str) -> None:
    visitor = house.visitor("official")
    every, errors = (visitor.get(f"/runs/{asking}/items{query}").text for query in ("", "?errors=1"))
    assert "나.csv" in every
    assert "받기를 거부함" in every
    assert "받기를 거부함" not in errors
    assert "나2번 편지를 보낼지 분명하지 않습니다. (두 가지로 읽힙니다)" in errors
    assert "5행의 편지를 처리할 수 없습니다" in errors
    assert '<td class="n"><span class="line">5</span></td>' in errors


def test_looking_at_items_stands_on_the_audit_trail(house: LettersHouse, waiting: str) -> None:
    house.visitor("manager").get(f"/runs/{waiting}/items")
    trail = house.visitor("auditor").get("/trail").text
    assert "건별 내용 열람" in trail
    assert "han.gwajang" in trail


def test_an_auditor_sees_the_run_and_no_item(house: LettersHouse, waiting: str) -> None:
    auditor = house.visitor("auditor")
    assert "승인 대기" in auditor.get(f"/runs/{waiting}").text
    assert auditor.get(f"/runs/{waiting}/items").status == 403
    assert "가1" not in auditor.get(f"/runs/{waiting}/approve").text
    assert "가1" in house.visitor("reviewer").get(f"/runs/{waiting}/approve").text


def test_what_failed_says_cause_what_was_done_outside_and_the_next_step(house: LettersHouse, asking: str) -> None:
    page = house.visitor("official").get(f"/runs/{asking}").text
    assert "5행의 편지를 처리할 수 없습니다" in page
    assert "결과 파일은 나오지 않았습니다" in page
    assert "실패한 것만 다시 하기" in page
    assert "jikwon resume" not in page


def test_the_own_run_is_approved_by_somebody_else(house: LettersHouse, waiting: str) -> None:
    official = house.visitor("official")
    plan = official.get(f"/runs/{waiting}/approve").text
    assert "내가 맡긴 업무는 내가 승인할 수 없습니다" in plan
    assert "편지 발송" in plan
    assert "승인…" not in plan
    official.post(f"/runs/{waiting}/approve", {"sure": "yes"}, page="/profile")
    assert house.told("show", waiting)["state"] == "awaiting-approval"


def test_approving_asks_once_more_and_counts_no_more_minutes_than_have_passed(house: LettersHouse) -> None:
    run, reviewer = house.letters("다", "", ""), house.visitor("reviewer")
    house.wait_for(run, "awaiting-approval")
    given = re.search(r'name="given" value="([^"]+)"', reviewer.get(f"/runs/{run}/approve").text)
    assert given
    time.sleep(1)  # hours are told to a third of a second

    asked = reviewer.post(f"/runs/{run}/approve", {"given": given[1], "active_s": "9999"})

    assert "되돌릴 수 없습니다" in asked.text
    assert house.told("show", run)["state"] == "awaiting-approval"
    again = re.search(r'name="given" value="([^"]+)"', asked.text)
    assert again
    reviewer.post(f"/runs/{run}/approve", {"given": again[1], "active_s": "9999", "sure": "yes"})
    told = house.wait_for(run, "released")
    assert 0 < told["hours"]["people"] * 3600 < 60


def test_a_forged_moment_counts_nothing(house: LettersHouse) -> None:
    run = house.letters("라", "")
    house.wait_for(run, "awaiting-approval")
    house.visitor("manager").post(f"/runs/{run}/approve", {"given": "9:abc", "active_s": "500", "sure": "yes"})
    assert house.wait_for(run, "released")["hours"]["people"] == 0


def test_a_run_is_paused_and_goes_on(house: LettersHouse) -> None:
    official = house.visitor("official")
    run = house.letters("마", *["느림300"] * 12)
    paused = official.post(f"/runs/{run}/pause", page=f"/runs/{run}")
    assert "멈춰 두었습니다" in paused.text
    assert house.told("show", run)["state"] == "paused"
    official.post(f"/runs/{run}/resume", page=f"/runs/{run}")
    house.wait_for(run, "awaiting-approval")


def test_chosen_runs_are_cancelled_after_their_number_was_confirmed(house: LettersHouse, waiting: str) -> None:
    first, second = house.letters("바", "질문"), house.letters("사", "질문")
    official = house.visitor("official")
    for run in (first, second):
        house.wait_for(run, "needs-people")

    asked = official.post("/runs/cancel", {"run": [first, second]}, page="/runs")

    assert "실행 2건 취소" in asked.text
    assert house.told("show", first)["state"] == "needs-people"
    official.post("/runs/cancel", {"run": [first, second], "sure": "yes"}, page="/runs")
    assert {house.told("show", run)["state"] for run in (first, second)} == {"cancelled"}
    house.visitor("reviewer").post("/runs/cancel", {"run": [waiting], "sure": "yes"}, page="/runs")
    assert house.told("show", waiting)["state"] == "awaiting-approval"


def test_a_fragment_that_has_ended_asks_no_more(house: LettersHouse, waiting: str) -> None:
    fragment = house.visitor("official").get(f"/runs/{waiting}/progress", {"X-Jikwon-Poll": "1"}).text
    assert "hx-trigger" not in fragment
    assert "<html" not in fragment


def test_live_refreshing_has_a_switch(house: LettersHouse) -> None:
    run, official = house.letters("아", *["느림500"] * 20), house.visitor("official")
    assert 'hx-trigger="every 2s"' in official.get(f"/runs/{run}").text
    still = official.get(f"/runs/{run}?live=off").text
    assert "hx-trigger" not in still.partition("<main")[2]
    assert "자동 새로고침 켜기" in still
    official.post(f"/runs/{run}/cancel", {"sure": "yes"}, page=f"/runs/{run}")
