"""A lane that its performer could not give back to the records is not lost with it."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.engine.desk import FOUR, Desk

from jikwon.engine.runs import lifecycle
from jikwon.engine.workers.worker import Worker
from jikwon.model import State
from jikwon.records import acts, database, lanes, runs
from jikwon.records.failing import RecordsUnreachable

pytestmark = pytest.mark.slow


@pytest.fixture
def away_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take the records away in the midst of a lane, and again when it is given back; tell what was missed."""
    missed = list[str]()

    def once(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*words: Any, **more: Any) -> Any:
            if name not in missed:
                missed.append(name)
                raise RecordsUnreachable
            return real(*words, **more)

        return called

    for place, name in ((acts, "next_in_lane"), (lanes, "leave")):
        monkeypatch.setattr(place, name, once(name, getattr(place, name)))
    return missed


def test_a_worker_that_lives_takes_it_again(desk: Desk, away_once: list[str]) -> None:
    row = desk.run(*FOUR)
    with database.together():
        lifecycle.take(desk.office, row.id, "")
        runs.change(row.id, database.now(), approved_by="lee")

    Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None).work(until_idle=True)

    assert away_once == ["next_in_lane", "leave"]
    assert desk.fresh(row).state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]
    assert database.rows("SELECT * FROM lanes") == []


def test_a_command_that_goes_on_takes_it_again(desk: Desk, away_once: list[str]) -> None:
    row = desk.run(*FOUR, approve=True)

    assert away_once == ["next_in_lane", "leave"]
    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3", "L4"]
