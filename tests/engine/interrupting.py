"""Interrupting a run of test-letters in this process: killed at a call, or something else happening after a letter."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from jikwon.model import Act, Receipt
from jikwon.records import runs
from jikwon.records.runs import RunRow


class KilledHere(BaseException):
    """Stands for a kill: nothing catches it."""


@contextmanager
def killed_at(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, nth: int = 1, after: bool = False
) -> Iterator[None]:
    """Kill the work in this process at the `nth` call of a function, before it or after it."""
    real: Callable[..., Any] = getattr(owner, name)
    calls = Counter[str]()

    def killing(*args: Any, **more: Any) -> Any:
        calls[name] += 1
        if calls[name] < nth:
            return real(*args, **more)
        if after:
            real(*args, **more)
        raise KilledHere

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killing)
        with pytest.raises(KilledHere):
            yield


def the_run() -> RunRow:
    return runs.latest()[0]


def letters_code() -> Any:
    from jikwon.model.catalog import find

    return find("test-letters").code


@contextmanager
def after_each_letter(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> Iterator[None]:
    """Let something happen whenever the receiver has taken a letter, before its receipt is recorded."""
    steps = letters_code().steps
    real = steps._post

    def posted(at: str, act: Act) -> Receipt:
        receipt: Receipt = real(at, act)
        happens()
        return receipt

    with monkeypatch.context() as patch:
        patch.setattr(steps, "_post", posted)
        yield
