"""How urgent a run is: chosen when it is handed over, as usual unless somebody says otherwise, and shown after."""

import re
from collections.abc import Iterator

import pytest
from tests import looking
from tests.console.asking import words
from tests.console.house import WITHOUT_ROBOT, House, house_in
from tests.console.test_start import GOOD, PAGE, hand

OFFICE = '[processes.monitoring]\npriority = "low"\n'


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_in(tmp_path_factory.mktemp("office"), OFFICE, *WITHOUT_ROBOT) as house:
        yield house


def chosen(text: str) -> str:
    """Give the choice that the page makes for whoever says nothing."""
    _, _, field = text.partition('<select id="priority"')
    found = re.search(r'<option value="(\w+)" selected>', field.partition("</select>")[0])
    assert found, "nothing is chosen, so a browser takes the first: urgent"
    return found[1]


def handed(house: House, file: str, **fields: str) -> str:
    """Hand a register over, and give the run."""
    answer = hand(house, (f"{file}.csv", GOOD), **fields)
    assert answer.path.startswith("/runs/"), answer.text
    return answer.path.removeprefix("/runs/")


def priority_of(house: House, run: str) -> int:
    return int(looking.look(house.home, "SELECT priority FROM runs WHERE id = %s", (run,))[0][0])


def test_normal_is_chosen_unless_the_office_says_otherwise(house: House) -> None:
    visitor = house.visitor("official")
    assert chosen(visitor.get(PAGE).text) == "normal"
    assert chosen(visitor.get("/start/monitoring").text) == "low"


def test_a_run_is_as_urgent_as_whoever_hands_it_over_says(house: House) -> None:
    runs = {said: handed(house, said, priority=said) for said in ("low", "normal", "urgent")}
    assert {said: priority_of(house, run) for said, run in runs.items()} == {"urgent": 0, "normal": 1, "low": 2}


def test_a_form_that_says_nothing_is_as_usual(house: House) -> None:
    assert priority_of(house, handed(house, "아무 말 없이")) == 1


def test_what_is_no_urgency_is_told_at_its_field_and_begins_nothing(house: House) -> None:
    before = looking.look(house.home, "SELECT COUNT(*) FROM runs")

    answer = hand(house, ("명부.csv", GOOD), priority="지금 당장")

    assert answer.status == 422
    assert "쓸 수 없는 값입니다" in answer.text.partition('id="priority-wrong">')[2].partition("</p>")[0]
    assert chosen(answer.text) == "normal"
    assert looking.look(house.home, "SELECT COUNT(*) FROM runs") == before


def test_other_faults_leave_the_choice_as_it_was(house: House) -> None:
    assert chosen(hand(house, priority="urgent").text) == "urgent"


@pytest.mark.parametrize(("language", "said"), [("ko", ("급함", "나중에")), ("en", ("Urgent", "Later"))])
def test_the_run_and_the_list_say_how_urgent_it_is(house: House, language: str, said: tuple[str, str]) -> None:
    urgent, low = (handed(house, f"{language}-{each}", priority=each) for each in ("urgent", "low"))
    visitor = house.visitor("official")
    visitor.post("/profile", {"language": language})
    try:
        for run, word in zip((urgent, low), said, strict=True):
            assert word in words(visitor.get(f"/runs/{run}"))
            _, _, line = visitor.get("/runs").text.partition(f'<small class="soft">{run}</small>')
            assert word in line.partition("</tr>")[0]
    finally:
        visitor.post("/profile", {"language": "ko"})


def test_the_list_is_sorted_by_urgency(house: House) -> None:
    low, urgent = (handed(house, f"순서-{each}", priority=each) for each in ("low", "urgent"))
    up, down = (house.visitor("official").get(f"/runs?sort={sort}priority").text for sort in ("", "-"))
    assert up.index(urgent) < up.index(low)
    assert down.index(low) < down.index(urgent)


def test_the_audit_trail_tells_who_asked_to_go_first(house: House) -> None:
    run = handed(house, "감사", priority="urgent")
    trail = words(house.visitor("auditor").get(f"/trail?run={run}"))
    assert re.search(rf"kim\.damdang .*실행 시작 {run} 1 urgent", trail)


def changed(house: House, run: str, to: str, *, role: str = "official") -> int:
    """Say anew how urgent a run is, and give the answer's status."""
    return house.visitor(role).post(f"/runs/{run}/urgency", {"priority": to}, page="/profile").status


def test_the_owner_changes_it_and_the_trail_says_so_once(house: House) -> None:
    run = handed(house, "바꿈")
    visitor = house.visitor("official")
    assert f'href="/runs/{run}/urgency"' in visitor.get(f"/runs/{run}").text
    assert chosen(visitor.get(f"/runs/{run}/urgency").text) == "normal"

    for _ in range(2):
        assert changed(house, run, "urgent") == 200

    assert priority_of(house, run) == 0
    assert "급함" in words(visitor.get(f"/runs/{run}"))
    trail = words(house.visitor("auditor").get(f"/trail?run={run}"))
    assert len(re.findall(rf"kim\.damdang .*?급한 정도를 바꿈 {run}", trail)) == 1


@pytest.mark.parametrize(("role", "status"), [("reviewer", 404), ("manager", 403), ("it-officer", 403)])
def test_nobody_else_changes_it(house: House, role: str, status: int) -> None:
    run = handed(house, f"남의 것 {role}")
    assert changed(house, run, "urgent", role=role) == status
    assert priority_of(house, run) == 1
    assert f"/runs/{run}/urgency" not in house.visitor("reviewer").get(f"/runs/{run}").text


def test_what_is_no_urgency_changes_nothing_and_is_told_at_its_field(house: House) -> None:
    run = handed(house, "틀림")
    answer = house.visitor("official").post(f"/runs/{run}/urgency", {"priority": "지금"}, page=f"/runs/{run}")
    assert answer.status == 422
    assert "목록에서 고르십시오" in answer.text.partition('id="priority-wrong">')[2].partition("</p>")[0]
    assert priority_of(house, run) == 1


def test_of_a_run_that_has_ended_nothing_is_changed(house: House) -> None:
    run = handed(house, "끝남")
    house.visitor("official").post(f"/runs/{run}/cancel", {"sure": "yes"}, page=f"/runs/{run}")
    assert changed(house, run, "urgent") == 200
    assert priority_of(house, run) == 1
    assert f"/runs/{run}/urgency" not in house.visitor("official").get(f"/runs/{run}").text


def test_of_a_run_that_a_terminal_holds_no_change_is_offered_for_it_would_change_nothing(house: House) -> None:
    run = handed(house, "터미널")
    looking.change(house.home, "UPDATE runs SET holder = 'run@there:1' WHERE id = %s", (run,))

    assert f"/runs/{run}/urgency" not in house.visitor("official").get(f"/runs/{run}").text
