"""What a process makes of a run is made once, for that run alone."""

import gc
import weakref
from typing import cast

from jikwon.model import Run
from jikwon.model.per_run import per_run


class Nothing:
    """A run of which nothing is asked."""


def new() -> Run:
    return cast("Run", Nothing())


def test_it_is_made_when_first_asked_for_and_once() -> None:
    made: list[Run] = []
    of = per_run(made.append)
    run = new()

    for _ in range(3):
        of(run)

    assert made == [run]


def test_another_run_never_gets_what_was_made_of_the_first() -> None:
    of = per_run(lambda run: id(run))
    one, other = new(), new()

    assert [of(one), of(other), of(one)] == [id(one), id(other), id(one)]


def test_what_was_made_in_another_way_stands() -> None:
    of = per_run(lambda _: "made")
    run = new()

    of.put(run, "told while it was made")

    assert of(run) == "told while it was made"
    assert of(new()) == "made"


def test_a_run_that_is_gone_is_not_kept_alive_nor_taken_for_a_new_one() -> None:
    of = per_run(lambda _: object())
    run = new()
    first, gone = of(run), weakref.ref(run)

    del run
    gc.collect()

    assert gone() is None
    assert of(new()) is not first
