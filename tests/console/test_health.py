"""The console tells machines whether it lives and is ready, without a login and without a word about anyone."""

import json
import time

from tests.console.house import House


def test_anyone_may_ask_and_hears_codes_alone(house: House) -> None:
    stranger = house.visitor()
    live = stranger.get("/health/live")
    assert (live.status, json.loads(live.text)) == (200, {"live": True})

    ready = stranger.get("/health/ready")
    told = json.loads(ready.text)

    assert set(told) == {"ready", "checks"}
    assert set(told["checks"]) == {"database", "migrations", "key", "worker", "clock", "disk", "folders"}
    assert all(code.replace("-", "").isalpha() for code in told["checks"].values())
    assert ready.status == (200 if told["ready"] else 503)
    assert ready.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in ready.headers


def test_it_becomes_ready_once_its_worker_lives(house: House) -> None:
    stranger = house.visitor()
    until = time.monotonic() + 60
    while (answer := stranger.get("/health/ready")).status != 200 and time.monotonic() < until:
        time.sleep(0.1)
    assert answer.status == 200, answer.text


def test_asking_a_hundred_times_leaves_nothing_on_the_audit_trail(house: House) -> None:
    before = house.jikwon("audit", "show").stdout
    stranger = house.visitor()
    for _ in range(100):
        stranger.get("/health/ready")
    assert house.jikwon("audit", "show").stdout == before


def test_only_looking_is_allowed(house: House) -> None:
    assert house.visitor().post("/health/ready", page="/login").status == 405
