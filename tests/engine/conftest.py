"""A desk for every test, with a home folder and a receiver of its own; a second process for whoever asks."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.acting.receiving import PROCESSES
from tests.engine.desk import Desk, desk_in
from tests.engine.interrupting import letters_code
from tests.engine.machines import Line, Machines

from jikwon.engine.runs import second
from jikwon.engine.runs.second import Second
from jikwon.records import misses


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give an empty office."""
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    with desk_in(tmp_path) as made:
        yield made


@pytest.fixture
def second_processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Second]]:
    """Give every run a second process that may judge, and tell which were started.

    The letters have a site, which most of them do not need: what is asked of `handle` here touches nothing outside.
    """
    made: list[Second] = []
    begin = Second.__init__

    def noted(self: Second, *given: object) -> None:
        begin(self, *given)  # type: ignore[arg-type]
        made.append(self)

    monkeypatch.setattr(second, "WORTH_BYTES", 0)
    monkeypatch.setattr(second, "_may_judge", lambda _manifest: True)
    monkeypatch.setattr(Second, "__init__", noted)
    yield made
    assert all(each._program.returncode is not None for each in made), "one was left running"


@pytest.fixture
def machines(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Give the machines of the office; one that tried a lane in vain is not given it again for an hour."""
    steps, real_add = letters_code().steps, misses.add
    real = steps._receiver
    with ExitStack() as stack:
        made = Machines(desk, stack)
        monkeypatch.setattr(steps, "_receiver", lambda run: Line(real(run), made.found.get(run.executor)))
        monkeypatch.setattr(
            misses, "add", lambda *of, rests_s, **more: real_add(*of, rests_s=made.rests_s(rests_s), **more)
        )
        yield made
