"""The inbox takes care of what it shows: drafts, pictures, who may look, and the time that people spent."""

import time
from collections.abc import Sequence
from pathlib import Path

from tests.console.asking import RIGHT, begin, hidden, say
from tests.console.house import House
from tests.console.people import PEOPLE
from tests.console.registers import NO_SUCH_NUMBER


def _files(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_draft_comes_back_to_whoever_typed_it_and_lies_nowhere_open(house: House, question: str) -> None:
    draft = "송파구 아직 모르는 길 7"

    kept = say(house.visitor("official"), question, "draft", value=draft)

    assert "임시 저장했습니다" in kept.text
    assert f'value="{draft}"' in kept.text
    assert draft not in house.visitor("official-2").get(f"/inbox/{question}").text
    assert f"/inbox/{question}" in house.visitor("official").get("/inbox?tab=mine").text
    assert all(draft.encode() not in path.read_bytes() for path in _files(house.home))


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
