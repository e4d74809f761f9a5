"""The pure rules that the engine and the runner in memory share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.model import Act, Answer, Ask, Choice, Done, Exclude, Item, Place, Subject, Wait
from jikwon.model.answering import AnswerInvalid, from_text, hold
from jikwon.model.collecting import KeyTwice, in_order
from jikwon.model.planning import ActTwice, make_act, plan
from jikwon.model.settling import ItemState, SubjectUnknown, count, settle, settle_late

AT = Place(source="letters", file="a.csv", row=2)
TWO = Ask(code="q", choices=(Choice(code="one", label="하나"), Choice(code="two", label="둘")), free=False)


def item(key: str) -> Item[str]:
    return Item(key=key, at=(AT,), body="")


def hashed(*parts: str) -> str:
    return "#" + "/".join(str(len(part)) for part in parts)


@given(st.lists(st.text(max_size=3), unique=True))
def test_items_come_in_the_order_of_their_keys_whatever_order_they_were_read_in(keys: list[str]) -> None:
    items, asks = in_order([item(key) for key in keys], process="p", hash=hashed)

    assert [each.key for each in items] == sorted(keys)
    assert asks == []


def test_two_items_with_one_key_are_refused_without_naming_it() -> None:
    with pytest.raises(KeyTwice) as raised:
        in_order([item("김하나"), item("이두리"), item("김하나")], process="p", hash=hashed)

    assert "김하나" not in str(raised.value)


@pytest.mark.parametrize("outcome", [None, [], (), "done", [Done(fact=1)], 7])
def test_what_is_no_outcome_fails_the_item(outcome: object) -> None:
    settled = settle(outcome, item("L1"))

    assert (settled.state, settled.code) == (ItemState.FAILED, "outcome-invalid")


def test_a_question_without_a_subject_is_about_the_item_at_hand() -> None:
    settled = settle([Ask(code="a"), Ask(code="b", about=Subject.run())], item("L1"))

    assert [ask.about for ask in settled.waiting] == [Subject.item("L1"), Subject.run()]


def test_of_late_decisions_about_one_item_an_exclusion_holds_then_all_questions() -> None:
    about, other = Subject.item("L1"), Subject.item("L2")
    late: list[Exclude | Ask | Wait] = [
        Wait(code="w", about=other), Ask(code="a", about=other), Ask(code="b", about=other),
        Ask(code="a", about=about), Exclude(code="x", about=about),
    ]  # fmt: skip

    settled = settle_late(late, {"L1", "L2"}, process="p", hash=hashed)

    assert (settled["L1"].state, settled["L1"].code) == (ItemState.EXCLUDED, "x")
    assert [ask.code for ask in settled["L2"].waiting] == ["a", "b"]


@pytest.mark.parametrize("about", [None, Subject.item("L9")])
def test_a_late_decision_about_nothing_that_the_run_has_is_refused(about: Subject | None) -> None:
    with pytest.raises(SubjectUnknown):
        settle_late([Exclude(code="x", about=about)], {"L1"}, process="p", hash=hashed)


@given(st.lists(st.sampled_from([state for state in ItemState if state is not ItemState.OPEN])))
def test_counts_always_add_up(states: list[ItemState]) -> None:
    counted = count(states)

    assert counted["total"] == sum(counted[name] for name in ("done", "excluded", "waiting", "failed")) == len(states)


@pytest.mark.parametrize("typed", ["two", "둘", " 둘 "])
def test_a_choice_may_be_typed_by_its_code_or_its_label(typed: str) -> None:
    assert from_text(TWO, typed).choice == "two"


@pytest.mark.parametrize(
    "answer", [Answer(), Answer(value="셋"), Answer(choice="three"), Answer(choice="one", value="x")]
)
def test_an_answer_that_the_question_does_not_take_is_refused(answer: Answer) -> None:
    with pytest.raises(AnswerInvalid):
        hold(TWO, answer)


def test_an_acts_key_is_permanent_and_names_nobody() -> None:
    first = make_act("p", "send", "김하나", hash=hashed)

    assert first == make_act("p", "send", "김하나", hash=hashed)
    assert first.key == "p/send/#4/3/1"
    assert first.lane == "send"


def test_lanes_are_numbered_by_their_first_act_and_keep_the_plans_order() -> None:
    acts = [Act(key=str(number), kind="send", item="", lane=lane) for number, lane in enumerate("가나가다")]

    assert [(each.position, each.lane) for each in plan(acts, first=10)] == [(10, 10), (11, 11), (12, 10), (13, 12)]


def test_a_plan_with_the_same_act_twice_is_refused() -> None:
    with pytest.raises(ActTwice):
        plan([Act(key="k", kind="send", item="", lane="")] * 2)
