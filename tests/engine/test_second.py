"""The second process of a large run judges batches beside the first, and it changes nothing of what comes out."""

import msgspec
import pytest
from tests.engine.desk import Desk
from tests.engine.pairs import LETTERS, fates, letters

from jikwon.engine.runs import second
from jikwon.engine.runs.second import Second
from jikwon.model import State
from jikwon.model.catalog import find


def test_a_small_run_has_no_second_process(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "_start", lambda _line: pytest.fail("a second process was started"))

    row = desk.run(*letters(600), approve=True)

    assert row.state is State.RELEASED


def test_two_processes_settle_every_item_as_one_does(desk: Desk, second_processes: list[Second]) -> None:
    row = desk.run(*letters(odd="질문"))

    assert len(second_processes) == 1
    assert fates(desk) == [
        ("waiting", "letter-unclear", 1) if n % 100 == 7 else ("excluded", "수신거부", 1) if n else ("done", "", 1)
        for n in range(LETTERS)
    ]
    assert desk.codes(row) == ["letter-unclear"] * (LETTERS // 100)


def test_each_batch_is_judged_in_one_of_both_processes(
    desk: Desk, second_processes: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    judged = Second.judged
    monkeypatch.setattr(Second, "_has_answered", lambda _self: False)  # so that it has its share on a busy machine

    def noted(self: Second, start: int) -> object:
        taken.append(start)
        return judged(self, start)

    monkeypatch.setattr(Second, "judged", noted)

    desk.run(*letters(), approve=True)

    assert len(second_processes) == 1
    assert sorted(taken) == [0, 500, 1000, 1500, 2000]
    assert taken[-2:] == [2000, 1500]
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}
    assert desk.sent_to == ["L00000"]


def test_a_process_with_threads_of_its_own_judges_in_the_first_process_only() -> None:
    alone = msgspec.structs.replace(find("hygiene-kits").manifest, parallel=2)

    assert not second._may_judge(alone)
    assert second._may_judge(find("hygiene-kits").manifest)
    assert second._may_judge(find("monitoring").manifest)


def test_what_needs_the_outside_is_judged_in_the_first_process_only(desk: Desk, second_processes: list[Second]) -> None:
    row = desk.run(*letters(odd="주소확인"), approve=True)

    assert row.state is State.RELEASED
    assert not second_processes[0]._judges
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}


def test_a_system_failure_is_tried_again_in_a_run_of_two_processes(desk: Desk, second_processes: list[Second]) -> None:
    row = desk.run(*letters(odd="오류1번"), approve=True)

    assert row.state is State.RELEASED
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}
