"""Households: keys, quantities by policy, waiting together, earlier deliveries, supplements."""

import pytest

from jikwon.model import InputError
from jikwon.processes.hygiene_kits.tests.registers import asked, kits, left_out, office, people, row, run, served, table
from jikwon.testing import RunResult

TABLE = {"policy": "table", "table": "1:1,2:1,3:2"}


def test_a_household_has_one_row_and_one_key() -> None:
    result = run(
        [row("Q2"), row("Q1", 성명="권미르", 휴대전화="010-0123-1002"), row("Q3", 성명="도아라", 상세주소="9동 9호")]
    )

    rows = result.sheet("delivery-register", "대상자")
    assert [(each["격리자관리번호"], each["세대키"], each["순번"]) for each in rows] == [
        ("Q3", "올림픽로 435/9-9", 1),
        ("Q1", "올림픽로 435/101-1203", 2),
        ("Q2", "올림픽로 435/101-1203", 2),
    ]
    assert [each["받는분"] for each in result.sheet("delivery-list", "배송명단")] == ["도아라", "권미르"]
    assert result.verdict == "proved"


def test_without_a_detail_people_with_the_same_phone_share_a_household() -> None:
    place = {"주소": "송파구 가락로5길 4", "상세주소": ""}
    result = run([row("Q1", **place), row("Q2", 성명="권미르", **place), row("Q3", 휴대전화="010-0123-9999", **place)])

    keys = {each["격리자관리번호"]: str(each["세대키"]) for each in result.sheet("delivery-register", "대상자")}
    assert keys["Q1"] == keys["Q2"] != keys["Q3"]
    assert all(key.startswith("가락로5길 4/") and "0123" not in key for key in keys.values())
    assert result.verdict == "proved"


@pytest.mark.parametrize(
    ("settings", "quantity"),
    [
        ({}, 4),
        ({"policy": "per-household"}, 1),
        (TABLE, 2),
        ({"policy": "table", "table": "1:1,2:2"}, 2),
    ],
)
def test_quantities_follow_the_policy(settings: dict[str, str], quantity: int) -> None:
    result = run(people(4), settings=settings)

    assert kits(result) == [quantity]
    assert result.sheet("delivery-register", "행정동별집계")[-1] == {
        "행정동": "합계", "세대수": 1, "인원수": 4, "키트수": quantity,
    }  # fmt: skip
    assert result.verdict == "proved"


@pytest.mark.parametrize("text", ["", "1", "1:1,1:2", "2:1", "1:1,3:2", "1:0", "one:1", "1:1,"])
def test_a_table_that_is_none_is_bad_usage(text: str) -> None:
    with pytest.raises(InputError):
        run(people(1), settings={"policy": "table", "table": text})


def test_a_household_with_a_waiting_member_waits_whole() -> None:
    rows = people(3)
    rows[1]["휴대전화"] = ""
    result = run([*rows, row("Q9", 성명="안새론", 상세주소="1동 1호")])

    listed = {each["격리자관리번호"]: each["질문코드"] for each in result.sheet("delivery-register", "확인필요")}
    assert listed == {"Q1": "household-waits", "Q2": "phone-unclear", "Q3": "household-waits"}
    assert asked(result) == {("Q2", "phone-unclear")}
    assert served(result) == {"Q9": 1}
    assert (result.partial, result.items["waiting"], result.verdict) == (True, 3, "proved")


def test_without_partial_no_output_exists_while_somebody_waits() -> None:
    result = run([row(), row("Q2", 성명="")], partial=False)

    assert (result.state.value, result.outputs) == ("needs-people", {})


def test_the_supplement_holds_only_new_rows_and_its_own_proof() -> None:
    at_work = office()
    others = [row("Q2", 성명="권미르", 주소="없는길 9"), row("Q3", 성명="도아라", 상태="확진")]
    result = run([row("Q1"), row("Q1", 비고="더"), *others], by=at_work)
    assert left_out(result) == [("Q1", "중복"), ("Q3", "확진")]

    result = at_work.answer(result, {("Q2", "road-unknown"): "올림픽로 435, 101동 1203호"}, approve=True)

    assert (result.state.value, result.verdict, len(result.parts)) == ("released", "proved", 2)
    assert (served(result), kits(result), left_out(result)) == ({"Q2": 1}, [1], [])


def test_a_supplement_for_a_served_household_follows_the_policy() -> None:
    rows = [*people(2), row("Q9", 성명="안새론", 주소="없는길 9")]
    answer = {("Q9", "road-unknown"): "올림픽로 435, 101동 1203호"}

    found = {}
    for policy in ({}, {"policy": "per-household"}, TABLE):
        at_work = office()
        result = at_work.answer(run(rows, settings=policy, by=at_work), answer, approve=True)
        assert (result.state.value, result.verdict) == ("released", "proved")
        found[policy.get("policy", "per-person")] = (kits(result), left_out(result))

    assert found == {"per-person": ([1], []), "per-household": ([], [("Q9", "기지급")]), "table": ([1], [])}


@pytest.mark.parametrize("settings", [{}, {"policy": "per-household"}, TABLE])
def test_a_second_run_the_same_day_adds_nothing(settings: dict[str, str]) -> None:
    rows = [*people(3), row("", 성명="신보라", 주소="송파구 가락로5길 4", 상세주소="")]
    first = run(rows, settings=settings)

    second = run(rows, settings=settings, delivered=first.outputs["delivery-register"].read_bytes())

    assert (served(second), kits(second), second.verdict) == ({}, [], "proved")
    assert second.excluded.keys() == {each["key"] for each in _keys(first)}


def _keys(result: RunResult) -> list[dict[str, str]]:
    return [{"key": fate.key} for fate in result.fates]


@pytest.mark.parametrize(
    ("settings", "quantities", "left"),
    [({}, [1], []), ({"policy": "per-household"}, [], [("Q3", "기지급")]), (TABLE, [1], [])],
)
def test_members_new_to_a_served_household(
    settings: dict[str, str], quantities: list[int], left: list[tuple[str, str]]
) -> None:
    first = run(people(2), settings=settings)

    second = run(people(3)[2:], settings=settings, delivered=first.outputs["delivery-register"].read_bytes())

    assert (kits(second), left_out(second), second.verdict) == (quantities, left, "proved")


def test_a_household_is_known_through_its_members_where_a_delivery_has_no_key() -> None:
    result = run(
        people(2), settings={"policy": "per-household"},
        delivered=table(people(1), ["성명", "생년월일", "휴대전화"]),
    )  # fmt: skip

    assert left_out(result) == [("Q1", "기지급"), ("Q2", "기지급")]
    assert result.verdict == "proved"


def test_a_member_who_is_served_whatever_the_answer_is_not_asked_about() -> None:
    first = run(people(1), settings={"policy": "per-household"})
    rows = people(2)
    rows[1]["휴대전화"] = ""

    second = run(rows, settings={"policy": "per-household"}, delivered=first.outputs["delivery-register"].read_bytes())

    assert second.excluded == {"Q1": "기지급", "Q2": "기지급"}


def test_served_under_another_id_is_a_question() -> None:
    result = run([row("Q7")], delivered=table([row("Q1")], ["격리자관리번호", "성명", "생년월일", "휴대전화"]))

    assert asked(result) == {("Q7", "identity-unclear")}
