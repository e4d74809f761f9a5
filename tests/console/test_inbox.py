"""What only a person can settle: found, opened with its source, answered, excluded, passed on, and told about."""

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.console.house import Answer, House, Visitor
from tests.console.people import PEOPLE
from tests.console.registers import NO_BIRTH, NO_SUCH_NUMBER, STRANGE_STATUS, register

pytestmark = pytest.mark.slow
RIGHT = "송파구 문정로 83, 108동 1107호"
NAMELESS = {"이름": ""}
_HIDDEN = re.compile(r'name="(given|active_s)" value="([^"]*)"')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers")


@pytest.fixture(scope="module")
def pool(house: House, folder: Path) -> list[str]:
    """Ask many questions of one run: each test that needs one takes its own."""
    return asked(house, folder, *[NO_SUCH_NUMBER] * 12)


@pytest.fixture
def question(pool: list[str]) -> str:
    return pool.pop()


def begin(house: House, folder: Path, *doubts: dict[str, str]) -> dict[str, Any]:
    """Run a register up to where it waits for people."""
    path = register(folder, *doubts)
    return house.told("run", "hygiene-kits", "--input", f"register={path}", "--as-of", "2021-10-06T09:00")


def asked(house: House, folder: Path, *doubts: dict[str, str]) -> list[str]:
    """Give the ids of the questions that a new run asks."""
    return [each["id"] for each in begin(house, folder, *doubts)["questions"]]


def hidden(page: Answer) -> dict[str, str]:
    """Give what the page's first form carries unseen."""
    found: dict[str, str] = {}
    for name, value in _HIDDEN.findall(page.text):
        found.setdefault(name, value)
    return found


def say(who: Visitor, question: str, act: str = "", **fields: str) -> Answer:
    """Open a question and send one of its forms."""
    page = f"/inbox/{question}"
    sent = {**hidden(who.get(page)), **fields}
    return who.post(f"{page}/{act}" if act else page, sent, page="/profile")


def words(page: Answer) -> str:
    """Give what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


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


def test_of_two_who_answer_one_question_the_second_is_told_who_and_when_and_keeps_their_words(
    house: House, question: str
) -> None:
    first, second = house.visitor("official"), house.visitor("official-2")
    page = second.get(f"/inbox/{question}")

    say(first, question, value=RIGHT)
    late = second.post(f"/inbox/{question}", {**hidden(page), "value": "송파구 문정로 85"}, page="/profile")

    assert late.status == 409
    assert "김담당님이 먼저 답했습니다." in late.text
    assert f"{time.localtime().tm_year}. " in words(late)
    assert "송파구 문정로 85" in late.text
    assert RIGHT in late.text


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


def test_a_question_is_taken_forwarded_held_and_given_back(house: House, question: str) -> None:
    kim, choi = house.visitor("official"), house.visitor("official-2")

    def tabs(who: Visitor) -> list[str]:
        every = ("unassigned", "mine", "others", "held")
        return [tab for tab in every if f"/inbox/{question}" in who.get(f"/inbox?tab={tab}").text]

    say(kim, question, "take")
    taken = tabs(kim), tabs(choi)
    say(kim, question, "forward", to=PEOPLE["official-2"], forward_note="주소를 아십니까")
    forwarded = words(choi.get(f"/inbox/{question}"))
    say(choi, question, "hold", hold_note="동주민센터 회신")
    held = tabs(kim), words(kim.get("/inbox?tab=held"))
    say(choi, question, "release")

    assert taken == (["mine"], ["others"])
    assert "김담당님이 전달" in forwarded
    assert "주소를 아십니까" in forwarded
    assert held[0] == ["held"]
    assert "동주민센터 회신" in held[1]
    assert tabs(kim) == tabs(choi) == ["unassigned"]


def test_a_question_is_forwarded_to_none_but_a_colleague_who_may_answer(house: House, question: str) -> None:
    refused = [say(house.visitor("official"), question, "forward", to=to) for to in ("", "park.gaebal", "kim.damdang")]

    assert [each.status for each in refused] == [422, 422, 422]
    assert all("받을 사람을 고르십시오" in each.text for each in refused)


def test_a_colleague_who_is_slower_to_take_a_question_is_told_who_has_it(house: House, question: str) -> None:

    say(house.visitor("official"), question, "take")
    late = say(house.visitor("official-2"), question, "take")
    over = say(house.visitor("official-2"), question, "take", instead_of=PEOPLE["official"])

    assert re.search(r"김담당님이 \d\d:\d\d부터 이미 맡고 있습니다", late.text)
    assert "내가 맡았습니다" in over.text


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


def test_a_draft_comes_back_to_whoever_typed_it_and_lies_nowhere_open(house: House, question: str) -> None:
    draft = "송파구 아직 모르는 길 7"

    kept = say(house.visitor("official"), question, "draft", value=draft)

    assert "임시 저장했습니다" in kept.text
    assert f'value="{draft}"' in kept.text
    assert draft not in house.visitor("official-2").get(f"/inbox/{question}").text
    assert f"/inbox/{question}" in house.visitor("official").get("/inbox?tab=mine").text
    assert all(draft.encode() not in path.read_bytes() for path in _files(house.home))


def _files(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_seconds_of_people_are_what_they_worked_and_never_more_than_have_passed(house: House, folder: Path) -> None:
    told = begin(house, folder, NO_SUCH_NUMBER, NO_SUCH_NUMBER, NO_SUCH_NUMBER)
    one, two, three = (each["id"] for each in told["questions"])
    official = house.visitor("official")
    pages = {each: hidden(official.get(f"/inbox/{each}")) for each in (one, two, three)}
    time.sleep(3)

    official.post(f"/inbox/{one}", {**pages[one], "active_s": "2", "value": RIGHT}, page="/profile")
    official.post(f"/inbox/{two}", {**pages[two], "active_s": "99999", "value": RIGHT}, page="/profile")
    official.post(f"/inbox/{three}", {**pages[one], "active_s": "30", "value": RIGHT}, page="/profile")

    seconds = house.told("show", told["run"])["hours"]["people"] * 3600
    assert 4.5 < seconds < 20


def test_a_picture_is_shown_to_those_who_answer_and_lies_on_no_disk(house: House) -> None:
    sample = Path(__file__).parents[2] / "src" / "jikwon" / "processes" / "paper_forms" / "sample"
    inputs = [f"--input={name}={sample / path}" for name, path in (
        ("scans", "scans"), ("template", "template.toml"), ("thresholds", "thresholds.toml")
    )]  # fmt: skip
    told = house.told("run", "paper-forms", *inputs)
    question = next(each["id"] for each in told["questions"] if each["code"].startswith("choice-unclear"))
    address = f"/inbox/{question}/picture/0"

    page, shown = house.visitor("reviewer").get(f"/inbox/{question}"), house.visitor("reviewer").get(address)

    assert f'src="{address}"' in page.text
    assert shown.body.startswith(b"\x89PNG")
    assert shown.headers["Cache-Control"] == "no-store"
    assert "판독 신뢰도" in page.text
    assert "접수-1.pdf [1쪽]" in page.text
    assert house.visitor("engineer").get(address).status == 403
    assert house.visitor("official").get(f"/inbox/{question}/picture/7").status == 404
    assert not [path for path in _files(house.home) if path.read_bytes().startswith(b"\x89PNG")]


def test_who_may_not_answer_sees_no_question_and_who_may_finds_none_that_is_not_there(
    house: House, question: str
) -> None:

    for role in ("engineer", "it-officer", "manager", "auditor"):
        assert house.visitor(role).get(f"/inbox/{question}").status == 403
        assert house.visitor(role).post(f"/inbox/{question}", {"value": RIGHT}, page="/profile").status == 403
    for path in ("/inbox/q-000000000000", "/inbox/q-000000000000/picture/0", f"/inbox/{question}/picture/0"):
        assert house.visitor("official").get(path).status == 404


def test_opening_a_case_stands_on_the_trail_under_the_persons_name_without_what_it_says(
    house: House, question: str
) -> None:
    house.visitor("official-2").get(f"/inbox/{question}")

    trail = house.jikwon("audit", "show").stdout

    assert [line for line in trail.splitlines() if "question opened" in line and PEOPLE["official-2"] in line]
    assert "문정로" not in trail
