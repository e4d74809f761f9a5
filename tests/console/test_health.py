"""The console tells machines whether it lives and is ready, without a login and without a word about anyone."""

import json
import logging
import time
from pathlib import Path

from tests.console.house import WITHOUT_ROBOT, House, house_in

from jikwon.console.serving import names_a_failure


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


def test_not_being_ready_writes_no_line_that_names_nothing(tmp_path: Path) -> None:
    with house_in(tmp_path, "", *WITHOUT_ROBOT) as house:
        assert [house.visitor().get("/health/ready").status for _ in range(3)] == [503] * 3

        logs = house.home / "logs"
        assert logs.is_dir()
        written = "".join(each.read_text("utf-8") for each in logs.glob("*.log*"))

    assert "django.request" not in written


def test_a_line_of_a_request_that_failed_is_kept() -> None:
    def line(failure: Exception | None) -> logging.LogRecord:
        info = (type(failure), failure, None) if failure else None
        return logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s: %s", ("x", "/"), info)

    assert [names_a_failure(line(each)) for each in (ValueError(), None)] == [True, False]
