"""The inbox when several people answer: who has a question in hand, and who was first."""

import re
import time

from tests.console.asking import RIGHT, hidden, say, words
from tests.console.house import House, Visitor
from tests.console.people import PEOPLE


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
