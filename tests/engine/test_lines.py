"""Lines to the outside that are refused, broken or silent: what is in doubt then, and what is tried again."""

import socket
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.engine.desk import Desk
from tests.engine.interrupting import letters_code
from tests.engine.machines import BROKEN, REFUSED, Machines, approved

from jikwon.engine.runs.retrying import failure
from jikwon.model.doors import changes_outside
from jikwon.records import database


@changes_outside
def knock() -> None:
    """Touch the outside."""


@pytest.mark.parametrize(("cut", "codes"), [(REFUSED, []), (BROKEN, ["act-in-doubt"])])
def test_a_refused_line_leaves_no_doubt_where_the_receiver_cannot_tell_and_a_broken_one_does(
    desk: Desk, machines: Machines, cut: Callable[[], Exception], codes: list[str]
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = cut
    row = approved(desk, ("L1", "김하나"))
    here.work()
    desk.restart_receiver()

    there.work()

    assert desk.codes(row) == codes
    assert desk.sent_to == ([] if codes else ["L1"])


@pytest.mark.parametrize("first", [lambda note: note({"stage": "begun"}), lambda _note: (knock(), knock())])
def test_an_act_that_did_something_before_its_line_was_refused_stays_on_the_ledger(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch, first: Callable[[Any], object]
) -> None:
    here = machines.one("a")
    steps = letters_code().steps

    def in_two_steps(run: Any, act: Any, effects: Any) -> Any:
        def do(note: Any) -> Any:
            first(note)
            raise REFUSED()

        return effects.once(act, do=do, seen=steps._finder(run, steps._receiver(run), act))

    monkeypatch.setattr(steps, "send_letter", in_two_steps)
    approved(desk, ("L1", "김하나"))

    here.work()

    assert len(database.rows("SELECT * FROM effects WHERE receipt IS NULL")) == 1


@contextmanager
def raising(error: BaseException, cause: BaseException | None) -> Iterator[list[BaseException]]:
    caught = list[BaseException]()
    try:
        raise error from cause
    except type(error) as made:
        caught.append(made)
        yield caught


@pytest.mark.parametrize(
    ("error", "cause", "code"),
    [
        (ConnectionResetError(), None, "no-connection"),
        (urllib.error.URLError(ConnectionRefusedError()), None, "no-connection"),
        (urllib.error.URLError(socket.gaierror()), None, "no-connection"),
        (RuntimeError(), TimeoutError(), "no-connection"),
        (OSError(113, "No route to host"), None, "no-connection"),
        (OSError(2, "No such file"), None, "unknown"),
        (KeyError("010-0123-4567"), None, "unknown"),
    ],
)
def test_a_line_that_foreign_code_could_not_hold_is_tried_again(
    error: Exception, cause: Exception | None, code: str
) -> None:
    with raising(error, cause) as [caught]:
        known = failure(caught)

    assert known.code == code
    assert "0123" not in known.dumps()
