"""Counting a home of years costs a scrape nearly nothing, and comes to what counting each run comes to."""

import statistics
import time

import pytest
from tests.engine.desk import Desk
from tests.metrics.large import fill
from tests.metrics.reading import of, read

from jikwon.engine.health.checks import Readiness
from jikwon.engine.metrics.collecting import Metrics
from jikwon.records import items, tallies

MOST_CPU_S = 0.1
"""Of this process: what others do on the machine at the same time does not count."""


def told_in(desk: Desk, times: int) -> list[float]:
    metrics, took = Metrics(desk.office, Readiness(desk.office)), []
    for _ in range(times + 1):
        began = time.process_time()
        metrics.told()
        took.append(time.process_time() - began)
    return took[1:]  # the first counts all that has ever been done


@pytest.mark.slow
def test_the_cheap_count_is_that_of_each_run(desk: Desk) -> None:
    fill(runs=8, items=300)
    ids = [f"run-{number}" for number in range(8)]
    for number, late in ((1, "excluded"), (4, "waiting")):
        items.settle_late(f"run-{number}", [(late, "수신거부", None, place) for place in range(0, 300, 7)])

    assert tallies.items(ids) == {run: items.counts(run) for run in ids}
    assert sum(of(read(desk.office), "jikwon_items").values()) == 2400
    assert sum(of(read(desk.office), "jikwon_questions_open").values()) == 400


@pytest.mark.soak
@pytest.mark.parametrize(("runs", "size"), [(50, 20_000), (1_000, 1_000)])
def test_a_million_items_are_told_within_a_tenth_of_a_second(desk: Desk, runs: int, size: int) -> None:
    fill(runs=runs, items=size)

    assert statistics.median(told_in(desk, 9)) < MOST_CPU_S
