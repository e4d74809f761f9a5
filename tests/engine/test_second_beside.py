"""What a process's `deliver` leaves to the second process is done once, whoever does it."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.engine.desk import Desk
from tests.engine.pairs import letters

from jikwon.engine.runs.second import Second
from jikwon.model import State
from jikwon.model.catalog import find


def write_aside(path: Path, text: str, *, by: int) -> None:
    """Write a file in the second process alone; in the first one the test fails."""
    assert os.getpid() != by
    path.write_text(text, "utf-8")


def write_in_the_end(path: Path, text: str, *, by: int) -> None:
    """Write a file in the first process alone."""
    assert os.getpid() == by
    path.write_text(text, "utf-8")


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    """Let `deliver` write another file beside its own, by a function of this module."""

    def with_work(work: Callable[..., None]) -> None:
        deliver = find("test-letters").code.deliver

        def delivering(run: Any, results: Sequence[Any]) -> Iterator[Any]:
            run.beside(work, run.output("letters").with_name("beside"), "봉투", by=os.getpid())
            yield from deliver(run, results)

        monkeypatch.setattr(find("test-letters").code, "deliver", delivering)

    return with_work


@pytest.mark.parametrize("work", [write_aside, write_in_the_end])
def test_what_is_done_beside_is_done_in_one_of_both_processes(
    desk: Desk,
    second_processes: list[Second],
    writing: Callable[[Callable[..., None]], None],
    work: Callable[..., None],
) -> None:
    writing(work)

    row = desk.run(*letters(600))

    assert row.state is State.AWAITING_APPROVAL
    assert len(second_processes) == 1
    assert next(desk.out.glob(".*/beside")).read_text("utf-8") == "봉투"


def test_without_a_second_process_it_is_done_at_once(
    desk: Desk, writing: Callable[[Callable[..., None]], None]
) -> None:
    writing(write_in_the_end)

    desk.run(*letters(60))

    assert next(desk.out.glob(".*/beside")).read_text("utf-8") == "봉투"


def test_a_deliver_that_fails_leaves_nobody_who_writes_into_the_next_ones_folder(
    desk: Desk, second_processes: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find("test-letters").code, "deliver", lambda *_: 1 // 0)

    row = desk.run(*letters(600))

    assert row.state is State.FAILED
    assert [each._program.returncode for each in second_processes] == [-signal.SIGKILL]
