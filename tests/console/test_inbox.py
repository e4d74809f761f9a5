"""The inbox: what waits, what is asked, and what an answer does."""

import re
from pathlib import Path

from tests.console.asking import RIGHT, asked, begin, hidden, say, words
from tests.console.house import House
from tests.console.registers import NO_BIRTH, NO_SUCH_NUMBER, STRANGE_STATUS


def test_the_list_tells_what_waits_and_the_address_says_what_is_shown(house: House, folder: Path) -> None:
    told = begin(house, folder, NO_SUCH_NUMBER, NO_BIRTH)
    official, run = house.visitor("official"), told["run"]

    everything = official.get(f"/inbox?run={run}")
    one_kind = official.get(f"/inbox?run={run}&code=number-unknown")

    assert all(each["id"] in everything.text for each in told["questions"])
    assert "적힌 주소: 송파구 문정로 8300" in words(everything)
    assert [each["id"] in one_kind.text for each in told["questions"]] == [
        each["code"] == "number-unknown" for each in told["questions"]
    ]
    assert "맞는 일이 없습니다" in official.get("/inbox?run=no-such-run").text
    assert official.get("/inbox?tab=%3Cscript%3E&sort=nothing&page=x").status == 200


def test_a_case_shows_its_row_with_the_field_in_question_and_names_nobody_in_title_or_address(
    house: House, question: str
) -> None:

    page = house.visitor("official").get(f"/inbox/{question}")

    assert "명부.csv" in words(page)
    assert "격리장소 ? 물은 곳 송파구 문정로 8300" in words(page)
    assert re.search(r"이름 [가-힣]{3} 생년월일", words(page))
    title = re.search("<title>(.*?)</title>", page.text)
    assert title is not None
    assert title[1] == "건별 확인 – 위생키트 배송명단 작성 · 직원"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_value_that_settles_nothing_comes_back_at_its_field_with_what_was_typed(house: House, question: str) -> None:
    official = house.visitor("official")

    again = say(official, question, value="송파구 문정로 9999, 1동 1호")
    empty = say(official, question, value=" ")

    assert (again.status, empty.status) == (422, 422)
    assert 'value="송파구 문정로 9999, 1동 1호"' in again.text
    assert 'aria-describedby="value-before value-wrong" aria-invalid="true" autofocus' in again.text
    assert "같은 물음이 다시 나옵니다" in again.text
    assert "답이 없습니다" in empty.text


def test_the_last_answer_lets_the_run_go_on_by_itself_and_says_so(house: House, folder: Path) -> None:
    told = begin(house, folder, NO_SUCH_NUMBER, NO_SUCH_NUMBER)
    first, last = (each["id"] for each in told["questions"])
    official, only = house.visitor("official"), f"?run={told['run']}"

    after_first = official.post(f"/inbox/{first}{only}", {"value": RIGHT}, page="/profile")
    after_last = official.post(f"/inbox/{last}{only}", {"value": RIGHT}, page="/profile")

    assert after_first.path == f"/inbox/{last}"
    assert "답을 저장했습니다." in after_first.text
    assert after_last.path == "/inbox"
    assert "로봇이 이어서 처리합니다" in after_last.text
    assert house.wait_for(told["run"], "awaiting-approval")["items"]["waiting"] == 0


def test_a_run_of_which_a_part_is_answered_goes_on_when_somebody_says_so(house: House, folder: Path) -> None:
    told = begin(house, folder, NO_SUCH_NUMBER, NO_BIRTH)
    official, run = house.visitor("official"), told["run"]
    before = official.get("/inbox").text
    say(official, next(each["id"] for each in told["questions"] if each["code"] == "number-unknown"), value=RIGHT)

    offered = official.get("/inbox").text
    went = official.post(f"/inbox/go-on/{run}", page="/profile")

    assert f"/inbox/go-on/{run}" not in before
    assert f"/inbox/go-on/{run}" in offered
    assert "로봇이 이어서 처리합니다" in went.text
    assert len(house.wait_for(run, "needs-people")["questions"]) == 1
    assert official.post("/inbox/go-on/no-such-run", page="/profile").status == 404


def test_a_case_is_left_out_with_a_reason_and_never_without(house: House, folder: Path) -> None:
    told = begin(house, folder, NO_SUCH_NUMBER)
    question = told["questions"][0]["id"]
    first, second = house.visitor("official"), house.visitor("official-2")
    page = second.get(f"/inbox/{question}")

    refused = first.post(f"/inbox/{question}", {"act": "exclude", "reason": " "}, page="/profile")
    first.post(f"/inbox/{question}", {"act": "exclude", "reason": "이사 감"}, page="/profile")
    late = second.post(f"/inbox/{question}", {**hidden(page), "value": RIGHT}, page="/profile")

    assert "사유가 없습니다" in refused.text
    assert "김담당님이 먼저 이 건을 제외했습니다." in late.text
    assert house.wait_for(told["run"], "awaiting-approval")["items"]["excluded"] == 1
    assert question in first.get("/inbox?tab=done").text


def test_an_answer_that_is_remembered_says_so_before_and_settles_its_like(house: House, folder: Path) -> None:
    told = begin(house, folder, STRANGE_STATUS, STRANGE_STATUS)
    question = told["questions"][0]["id"]
    official = house.visitor("official")

    before = words(official.get(f"/inbox/{question}"))
    after = say(official, question, choice="active")

    assert "기관이 기억하여" in before
    assert "같은 물음 1건도 함께 답해집니다" in before
    assert "같은 물음 2건이 함께 끝났습니다" in after.text
    assert house.wait_for(told["run"], "awaiting-approval")["questions"] == []


def test_a_choice_and_a_value_together_are_no_answer(house: House, folder: Path) -> None:
    (question,) = asked(house, folder, NO_BIRTH)

    answer = say(house.visitor("official"), question, choice="1991-04-30", value="1991-04-29")

    assert answer.status == 422
    assert "하나만 남기십시오" in answer.text
    assert 'value="1991-04-30" checked' in answer.text
    assert 'value="1991-04-29"' in answer.text
