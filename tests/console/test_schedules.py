"""Schedules that people make: said in plain words, theirs alone, and gone when they remove them."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pytest
from tests.console.house import WITHOUT_ROBOT, Answer, House

EPI = "/schedules/new?process=epi-forms"


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    return WITHOUT_ROBOT


def make(house: House, name: str, role: str = "official", page: str = EPI, **fields: str) -> Answer:
    given = {"name": name, "rhythm": "working-days", "time": "08:30", "holidays": "after", "set-purpose": "역학조사"}
    return house.visitor(role).post(page, {**given, **fields})


def schedules(house: House) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(house.jikwon("schedule", "list", "--json").stdout)
    return told


def address(name: str, act: str) -> str:
    return f"/schedules/{quote(name)}/{act}"


@pytest.mark.parametrize(
    ("fields", "said", "when"),
    [
        ({"rhythm": "working-days"}, "근무일마다 08:30", "working-days 08:30"),
        ({"rhythm": "last-working-day", "time": "17:30"}, "매월 마지막 근무일 17:30", "last-working-day 17:30"),
        ({"rhythm": "daily", "time": "00:05"}, "매일 00:05", "5 0 * * *"),
        ({"rhythm": "weekly", "weekdays": "3"}, "매주 수요일 08:30", "30 8 * * 3"),
        ({"rhythm": "monthly", "date": "25"}, "매월 25일 08:30", "30 8 25 * *"),
        ({"rhythm": "other", "line": "0 9,14 * * 1-5"}, "정한 규칙: 0 9,14 * * 1-5", "0 9,14 * * 1-5"),
    ],
)
def test_a_schedule_is_kept_as_it_was_said(house: House, fields: dict[str, str], said: str, when: str) -> None:
    answer = make(house, "조사서", **fields)

    assert answer.path == "/schedules"
    assert said in answer.text
    (told,) = schedules(house)
    assert (told["when"], told["owner"], told["process"]) == (when, "kim.damdang", "epi-forms")
    for each in told["next"]:
        year, month, day = (int(part) for part in each[:10].split("-"))
        assert f"{year}. {month}. {day}.(" in answer.text
    house.visitor("official").post(address("조사서", "remove"), page="/schedules")
    assert schedules(house) == []


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(house: House) -> None:
    answer = make(house, "이름 안 됨!")
    assert 'id="name-wrong"' in answer.text
    answer = make(house, "없는-때", rhythm="monthly", date="32")
    assert 'id="time-wrong"' in answer.text
    assert "그런 때가 없거나 읽을 수 없습니다" in answer.text
    answer = make(house, "틀린-값", **{"set-copies": "백 부"})
    assert 'id="set-copies-wrong"' in answer.text
    assert 'value="백 부"' in answer.text
    assert schedules(house) == []


def test_an_owner_lets_it_rest_and_go_on_and_no_other_official_finds_it(house: House) -> None:
    make(house, "쉬는-예약")
    official, other, officer = (house.visitor(each) for each in ("official", "official-2", "it-officer"))
    assert "쉬는-예약" not in other.get("/schedules").text
    assert other.get(address("쉬는-예약", "remove")).status == 404
    assert other.post(address("쉬는-예약", "pause"), page="/schedules").status == 404

    assert "멈춰 있어 시작하지 않습니다" in official.post(address("쉬는-예약", "pause"), page="/schedules").text
    assert schedules(house)[0]["paused"]
    assert "근무일마다 08:30" in officer.post(address("쉬는-예약", "pause"), page="/schedules").text
    assert not schedules(house)[0]["paused"]

    assert "되돌릴 수 없습니다" in officer.get(address("쉬는-예약", "remove")).text
    officer.post(address("쉬는-예약", "remove"), page="/schedules")
    assert schedules(house) == []


def test_files_of_the_machine_are_named_by_the_it_officer_alone(house: House) -> None:
    page = "/schedules/new?process=hygiene-kits"
    assert house.visitor("official").get(page).status == 404
    folder = house.folder / "명부"
    folder.mkdir()
    fields = {"input-register": str(folder), "owner": "kim.damdang"}
    assert 'id="owner-wrong"' in make(house, "키트", "it-officer", page, **{**fields, "owner": "seo.gamsa"}).text
    missing = make(house, "키트", "it-officer", page, **{**fields, "input-register": ""})
    assert 'id="input-register-wrong"' in missing.text

    assert make(house, "키트", "it-officer", page, **fields).path == "/schedules"

    (told,) = schedules(house)
    assert (told["owner"], told["inputs"]) == ("kim.damdang", [["register", str(folder)]])
    assert "키트" in house.visitor("official").get("/schedules").text
    house.visitor("official").post(address("키트", "remove"), page="/schedules")


def test_a_watched_folder_is_listed_for_its_owner_and_the_it_officer(house: House) -> None:
    folder = house.folder / "들어오는 곳"
    folder.mkdir()
    house.jikwon("watch", "add", "들어오면", "hygiene-kits", "--input", f"register={folder}")
    assert "들어오는 곳" in house.visitor("it-officer").get("/schedules").text
    assert "들어오는 곳" not in house.visitor("official").get("/schedules").text
