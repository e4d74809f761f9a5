"""What a run publishes is seen by later runs, once its files are released, and by no earlier one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.engine.desk import Desk
from tests.engine.interrupting import letters_code

from jikwon.engine.active import Active
from jikwon.engine.runs import lifecycle
from jikwon.model import Stage, State
from jikwon.model.declared import PublishUndeclared
from jikwon.model.keeping import PublishNotNow
from jikwon.records import runs

Seen = list[list[tuple[str, str]]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Let the process of letters publish how many it lists; give what its runs have seen, in collect."""
    code, looked = letters_code(), Seen()
    collect, deliver = code.collect, code.deliver

    def looking(run: Active) -> Iterator[Any]:
        looked.append([(each.key, each.data["letters"]) for each in run.published("day")])
        yield from collect(run)

    def publishing(run: Active, results: list[Any]) -> Iterator[Any]:
        run.publish("day", "2021-10-06", {"letters": "0"})
        run.publish("day", "2021-10-06", {"letters": f"{len(results)}"})
        yield from deliver(run, results)

    monkeypatch.setattr(code, "collect", looking)
    monkeypatch.setattr(code, "deliver", publishing)
    return looked


def test_a_released_run_is_seen_by_the_next_one_and_never_by_itself(desk: Desk, seen: Seen) -> None:
    desk.run(("L1", "김하나"), ("L2", "이두리"), approve=True)
    desk.run(("L3", "박세리"), approve=True)
    desk.run(("L4", "최네온"), approve=True)

    assert seen == [[], [("2021-10-06", "2")], [("2021-10-06", "2"), ("2021-10-06", "1")]]


def test_a_run_that_is_not_released_is_not_seen(desk: Desk, seen: Seen) -> None:
    row = desk.run(("L1", "김하나"))
    assert row.state is State.AWAITING_APPROVAL
    lifecycle.cancel(desk.office, row.id)

    desk.run(("L2", "이두리"))

    assert seen == [[], []]


def test_what_is_released_while_a_run_is_under_way_is_not_seen_by_it(desk: Desk, seen: Seen) -> None:
    under_way = desk.run(("L1", "김하나"))

    desk.run(("L2", "이두리"), approve=True)

    assert Active.of(desk.office, under_way.id, "test").published("day") == []
    assert len(Active.of(desk.office, desk.run(("L3", "박세리")).id, "test").published("day")) == 1


def test_what_has_another_key_is_not_looked_up(desk: Desk, seen: Seen) -> None:
    desk.run(("L1", "김하나"), approve=True)
    active = Active.of(desk.office, desk.run(("L2", "이두리")).id, "test")

    assert [each.data for each in active.published("day", key="2021-10-06")] == [{"letters": "1"}]
    assert active.published("day", key="2021-10-05") == []
    assert active.published("day")[0].clock == active.clock


@pytest.mark.parametrize("ask", [lambda run: run.published("night"), lambda run: run.publish("night", "1", {})])
def test_only_what_the_manifest_names_is_published(desk: Desk, ask: Callable[[Active], object]) -> None:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
    active.doing = Stage.DELIVER

    with pytest.raises(PublishUndeclared):
        ask(active)


def test_only_deliver_publishes(desk: Desk) -> None:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
    active.doing = Stage.HANDLE

    with pytest.raises(PublishNotNow):
        active.publish("day", "2021-10-06", {})


def test_a_run_that_is_forgotten_leaves_nothing(desk: Desk, seen: Seen) -> None:
    row = desk.run(("L1", "김하나"), approve=True)
    runs.forget(row.id)

    assert Active.of(desk.office, desk.run(("L2", "이두리")).id, "test").published("day") == []
