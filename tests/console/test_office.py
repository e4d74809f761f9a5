"""What the IT officer, the manager and the auditor find: people, robots, the trail, hours that were measured."""

import json
import re
import time

from tests import looking
from tests.console.house import House, Visitor
from tests.console.people import PEOPLE


def test_a_new_person_comes_in_with_a_password_that_is_told_once(house: House) -> None:
    officer = house.visitor("it-officer")
    told = officer.post(
        "/people", {"name": "yun.saeroi", "shown": "윤새로이", "department": "민원과", "roles": "official"}
    )
    (password,) = re.findall(r'<code class="secret">([^<]+)</code>', told.text)
    newcomer = house.visitor()
    assert newcomer.post("/login", {"name": "yun.saeroi", "password": password}).path == "/second/new"
    assert password not in officer.get("/people/yun.saeroi").text
    again = officer.post("/people", {"name": "yun.saeroi", "shown": "윤또한번", "roles": "official"})
    assert "이미 있는 계정 이름" in again.text


def test_closing_an_account_ends_its_sessions_at_once(house: House) -> None:
    visitor = house.visitor("official-2")
    assert visitor.get("/profile").path == "/profile"
    house.visitor("it-officer").post(f"/people/{PEOPLE['official-2']}", {"roles": "official"})  # active is not ticked
    assert visitor.get("/profile").path == "/login"


def test_nobody_takes_the_it_officers_role_from_themselves(house: House) -> None:
    answer = house.visitor("it-officer").post(
        f"/people/{PEOPLE['it-officer']}", {"roles": "auditor", "is_active": "on"}
    )
    assert "다른 전산 담당이 해야 합니다" in answer.text
    assert house.visitor("it-officer").get("/people").status == 200


def test_a_locked_name_is_seen_and_unlocked(house: House) -> None:
    stranger, officer = house.visitor(), house.visitor("it-officer")
    for _ in range(5):
        stranger.post("/login", {"name": PEOPLE["engineer"], "password": "틀린-비밀번호"})
    page = f"/people/{PEOPLE['engineer']}"
    assert "잠김" in officer.get(page).text
    officer.post(f"{page}/unlock", page=page)
    assert "잠김" not in officer.get(page).text


def test_the_worker_that_is_up_is_seen_alive(house: House) -> None:
    officer = house.visitor("it-officer")
    until = time.monotonic() + 20
    while "worker-0" not in (seen := officer.get("/robots/now").text) and time.monotonic() < until:
        time.sleep(0.2)
    assert "worker-0" in seen
    assert "가동 중" in seen


def test_the_trail_tells_who_did_what_and_is_found_whole(house: House) -> None:
    auditor = house.visitor("auditor")
    assert "온전합니다" in auditor.post("/trail/check", page="/trail").text
    found = auditor.get("/trail?actor=seo.gamsa&action=login").text
    assert "seo.gamsa" in found
    assert ">jung.jeonsan" not in found
    taken = auditor.get("/trail.csv?action=login").text
    assert taken.startswith("\ufeff번호,때,누가")


def test_an_entry_that_was_changed_behind_the_trails_back_is_named(house: House) -> None:
    [(seq, entry)] = looking.look(house.home, "SELECT seq, entry FROM audit ORDER BY seq LIMIT 1 OFFSET 2")
    change = "UPDATE audit SET entry = %s WHERE seq = %s"
    looking.change(house.home, change, (entry.replace('"count": 1', '"count": 2'), seq))
    broken = house.visitor("auditor").post("/trail/check", page="/trail").text
    looking.change(house.home, change, (entry, seq))
    assert f"온전하지 않습니다. {seq}번" in broken


def test_minutes_under_the_stopwatch_become_the_baseline_that_the_command_line_tells(house: House) -> None:
    manager = house.visitor("manager")
    page = "/results/study/hygiene-kits"
    assert "추정" in manager.get(page).text
    for minutes in ("30", "45", "24"):
        manager.post(page, {"items": "10", "minutes": minutes})
    (known,) = json.loads(house.jikwon("hours", "list", "hygiene-kits", "--json").stdout)
    assert (known["minutes"], known["n"]) == (3.0, 3)
    assert "3.00분 (측정 3회" in manager.get(page).text
    assert "너무 작습니다" in manager.post(page, {"items": "0", "minutes": "3"}).text


def test_only_the_keeper_of_baselines_and_its_writer_remove_a_measurement(house: House) -> None:
    page = "/results/study/monitoring"
    house.visitor("manager").post(page, {"items": "4", "minutes": "8"})
    (known,) = json.loads(house.jikwon("hours", "list", "monitoring", "--json").stdout)
    number = known["measurements"][0]["number"]
    official: Visitor = house.visitor("official")
    assert official.post(f"{page}/{number}/remove", page=page).status == 404
    assert house.visitor("manager").post(f"{page}/{number}/remove", page=page).path == page
    assert "측정" not in json.loads(house.jikwon("hours", "list", "monitoring", "--json").stdout)[0]["source"]
