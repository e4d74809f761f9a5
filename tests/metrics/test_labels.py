"""Labels name nobody and cannot grow without end, whatever the records hold."""

import random
import re
import time

from hypothesis import given
from hypothesis import strategies as st
from tests.engine.desk import FOUR, Desk
from tests.metrics.reading import of, read, some

from jikwon.engine.metrics.labels import MOST, OTHER, bounded, word
from jikwon.engine.workers.presence import Presence
from jikwon.records import database, executors

PERSONAL = ("김하나", "010-0123-4567", "900101-1234567", "서울특별시 송파구 올림픽로 326", "kim hana", "x" * 200)


def test_what_is_no_word_of_the_installation_is_another(desk: Desk) -> None:
    for each in PERSONAL:
        row = desk.run(*FOUR)
        database.run_sql("UPDATE runs SET process = %s WHERE id = %s", (each, row.id))
        database.run_sql("UPDATE acts SET kind = %s, state = %s WHERE run_id = %s", (each, each, row.id))
        database.run_sql("UPDATE items SET state = %s WHERE run_id = %s", (each, row.id))
    with Presence(desk.office.home, "worker-0", kind="worker", capabilities=PERSONAL):
        found = read(desk.office)

    assert some(found, "jikwon_runs") == {(OTHER, "awaiting-approval"): len(PERSONAL)}
    assert of(found, "jikwon_items") == {(OTHER, OTHER): 4 * len(PERSONAL)}
    assert of(found, "jikwon_acts") == {(OTHER, OTHER, OTHER): 4 * len(PERSONAL)}
    assert of(found, "jikwon_workers_capable") == {(OTHER,): len(PERSONAL)}
    assert not any(each in str(found) for each in PERSONAL)


def test_a_thousand_capabilities_are_as_many_labels_as_there_may_be(desk: Desk) -> None:
    many = [f"printer:{each:03}" for each in range(1000)]
    executors.add("worker-9:far", kind="worker", host="far", pid=1, capabilities=many, now=time.time())

    found = of(read(desk.office), "jikwon_workers_capable")

    assert len(found) == MOST + 1
    assert sum(found.values()) == 1000


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 9), max_size=200))
def test_bounding_loses_no_count_and_is_the_same_in_every_order(found: dict[str, int]) -> None:
    kept = bounded(found)
    mixed = list(found.items())
    random.Random(1).shuffle(mixed)

    assert len(kept) <= MOST + 1
    assert sum(kept.values()) == sum(found.values())
    assert bounded(dict(mixed)) == kept


@given(st.text())
def test_a_word_is_short_plain_and_holds_no_telephone_s_end(value: str) -> None:
    given = word(value)
    assert given == OTHER or (len(given) <= 40 and given.isascii() and not re.search(r"\d{4}", given))
