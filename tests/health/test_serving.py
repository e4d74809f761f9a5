"""An address of its own tells health and metrics, to this machine or to whoever has the token."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.engine.desk import Desk

from jikwon.engine.health import serving
from jikwon.engine.health.checks import Readiness
from jikwon.engine.health.serving import WatchAddressOpen, WatchAddressTaken, Watched, told_at
from jikwon.engine.workers.presence import Presence


def ask(port: int, path: str, token: str = "") -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


@pytest.fixture
def watched(desk: Desk) -> Watched:
    return Watched(desk.office, is_live=lambda: True, token="t0ken")


def test_live_ready_and_metrics_are_told_and_nothing_else(desk: Desk, watched: Watched) -> None:
    with told_at("127.0.0.1", 0, watched) as port:
        assert ask(port, "/health/live") == (200, '{"live": true}')
        assert ask(port, "/health/ready")[0] == 503
        with Presence(desk.office.home, "worker-0", kind="worker"):
            watched.readiness = Readiness(desk.office)
            status, text = ask(port, "/health/ready?verbose")
        assert (status, json.loads(text)["ready"]) == (200, True)
        assert {ask(port, path)[0] for path in ("/", "/login", "/metrics/", "/health", "/health/live/x")} == {404}


def test_a_process_that_stands_still_is_not_live(desk: Desk) -> None:
    with told_at("127.0.0.1", 0, Watched(desk.office, is_live=lambda: False)) as port:
        assert ask(port, "/health/live") == (503, '{"live": false}')


@pytest.mark.parametrize("token", ["", "t0ke", "t0ken ", "T0KEN", "토큰"])
def test_metrics_open_to_the_token_alone(watched: Watched, token: str) -> None:
    with told_at("127.0.0.1", 0, watched) as port:
        wrong = token.encode().decode("latin-1")
        assert ask(port, "/metrics", wrong)[0] == 401
        status, text = ask(port, "/metrics", "t0ken")
    assert status == 200
    assert "jikwon_info{version=" in text


def test_an_address_that_others_reach_needs_a_token(desk: Desk) -> None:
    with pytest.raises(WatchAddressOpen), told_at("0.0.0.0", 0, Watched(desk.office, is_live=lambda: True)):
        pass


def test_an_address_that_is_taken_is_told(desk: Desk, watched: Watched) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(WatchAddressTaken), told_at("127.0.0.1", other.getsockname()[1], watched):
            pass


def test_asking_leaves_nothing_on_the_audit_trail(desk: Desk, watched: Watched) -> None:
    before = desk.audited()
    with told_at("127.0.0.1", 0, watched) as port:
        for path in ("/health/live", "/health/ready", "/metrics"):
            ask(port, path, "t0ken")
    assert desk.audited() == before


def test_visitors_who_say_nothing_take_no_more_than_their_places(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving._Visit, "timeout", 0.3)
    with told_at("127.0.0.1", 0, watched) as port:
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(serving.AT_ONCE + 4)]
        turned_away = 0
        for each in silent[serving.AT_ONCE :]:
            each.settimeout(5)
            turned_away += each.recv(10) == b""
        for each in silent[: serving.AT_ONCE]:
            each.settimeout(5)
            assert each.recv(10) == b""
        assert ask(port, "/health/live")[0] == 200
        for each in silent:
            each.close()
    assert turned_away == 4


def test_records_that_do_not_answer_are_told_without_their_words(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def gone() -> None:
        raise ConnectionError("password=geheim")

    monkeypatch.setattr(watched, "metrics", gone)
    with told_at("127.0.0.1", 0, watched) as port:
        assert ask(port, "/metrics", "t0ken") == (503, "503\n")
