"""The metrics say what the records hold, whoever counts, and however often."""

import math
import os
import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests import postgres
from tests.engine.desk import FOUR, Desk
from tests.metrics.reading import of, read, some

from jikwon.engine.files import retention
from jikwon.engine.health import checks
from jikwon.engine.health.checks import Readiness
from jikwon.engine.metrics import counting
from jikwon.engine.metrics.collecting import Metrics
from jikwon.engine.metrics.labels import OTHER
from jikwon.engine.metrics.names import METRICS
from jikwon.engine.workers.presence import Presence
from jikwon.model import State
from jikwon.model.catalog import every
from jikwon.records import database, executors, tallies

LETTERS = "test-letters"
UNCLEAR = ("L5", "박다섯", "질문")
REFERENCE = Path(__file__).parents[2] / "docs" / "how-to" / "watch-the-office.md"


def test_runs_items_and_acts_are_counted_by_process(desk: Desk) -> None:
    released = desk.run(*FOUR, approve=True)
    waiting = desk.run(*FOUR)

    found = read(desk.office)

    assert (released.state, waiting.state) == (State.RELEASED, State.AWAITING_APPROVAL)
    assert some(found, "jikwon_runs") == {(LETTERS, "released"): 1, (LETTERS, "awaiting-approval"): 1}
    assert of(found, "jikwon_items") == {(LETTERS, "done"): 8}
    assert of(found, "jikwon_acts") == {(LETTERS, "send", "done"): 4, (LETTERS, "send", "planned"): 4}
    assert of(found, "jikwon_robot_seconds")[LETTERS,] == pytest.approx(released.robot_s + waiting.robot_s)
    assert found["jikwon_effects_in_doubt",] == 0


def test_open_questions_are_counted_until_they_are_answered_and_have_an_age(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), UNCLEAR, approve=True)
    metrics = Metrics(desk.office, Readiness(desk.office))
    database.run_sql("UPDATE questions SET asked_at = asked_at - 7200")
    before = read(desk.office, metrics)

    desk.answer(row, "letter-unclear", "보낸다")

    assert of(before, "jikwon_questions_open") == {(LETTERS,): 1}
    assert of(before, "jikwon_question_oldest_seconds")[LETTERS,] == pytest.approx(7200, abs=60)
    assert of(read(desk.office, metrics), "jikwon_questions_open") == {}


def test_one_who_has_counted_before_sees_what_one_who_begins_sees(desk: Desk) -> None:
    metrics = Metrics(desk.office, Readiness(desk.office))
    read(desk.office, metrics)

    def same() -> dict[tuple[str, ...], float]:
        kept, fresh = (of(read(desk.office, each), "jikwon_items") for each in (metrics, None))
        assert kept == fresh
        return fresh

    row = desk.run(("L1", "김하나"), UNCLEAR, ("L6", "정여섯", "질문"), approve=True)
    assert same() == {(LETTERS, "done"): 1, (LETTERS, "waiting"): 2}
    desk.answer(row, "letter-unclear", key="L5", exclude="이미 보냄")
    assert same() == {(LETTERS, "done"): 1, (LETTERS, "excluded"): 1, (LETTERS, "waiting"): 1}
    desk.answer(row, "letter-unclear", "보낸다", key="L6")
    assert same() == {(LETTERS, "done"): 1, (LETTERS, "excluded"): 1, (LETTERS, "open"): 1}
    desk.resume(row, approve=True)
    assert same() == {(LETTERS, "done"): 2, (LETTERS, "excluded"): 1}


def test_runs_at_rest_are_counted_once_and_those_at_work_no_longer_than_their_share(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests, works = desk.run(*FOUR, approve=True), desk.run(*FOUR)
    database.run_sql("UPDATE runs SET state = 'acting' WHERE id = %s", (works.id,))
    asked: list[list[str]] = []
    items = tallies.items

    def noted(runs: Sequence[str]) -> dict[str, dict[str, int]]:
        asked.append(sorted(runs))
        return items(runs)

    monkeypatch.setattr(tallies, "items", noted)
    now = [100.0]

    def clock() -> float:
        now[0] += 1  # counting takes a second
        return now[0]

    counter = counting.Counting(clock=clock)
    for _ in range(3):
        counter.count()
    now[0] += 1 / counting.SHARE
    counter.count()

    assert [runs for runs in asked if runs] == [[rests.id], [works.id], [works.id]]


def test_a_run_that_was_forgotten_is_counted_no_more(desk: Desk) -> None:
    row = desk.run(*FOUR)
    metrics = Metrics(desk.office, Readiness(desk.office))
    read(desk.office, metrics)

    from jikwon.records import runs

    runs.forget(row.id)

    assert of(read(desk.office, metrics), "jikwon_items") == {}


def test_acts_in_doubt_stand_alone(desk: Desk) -> None:
    desk.run(*FOUR, approve=True)
    database.run_sql("UPDATE acts SET state = 'in-doubt' WHERE position < 2")

    found = read(desk.office)

    assert found["jikwon_effects_in_doubt",] == 2
    assert of(found, "jikwon_acts") == {(LETTERS, "send", "done"): 2, (LETTERS, "send", "in-doubt"): 2}


def test_refused_proofs_are_counted(desk: Desk) -> None:
    desk.run(*FOUR, approve=True)
    database.run_sql("UPDATE runs SET state = 'refuted'")

    assert some(read(desk.office), "jikwon_proofs_refused") == {(LETTERS,): 1}


def test_a_process_s_first_failure_and_first_refused_proof_are_a_rise_from_zero(desk: Desk) -> None:
    metrics = Metrics(desk.office, Readiness(desk.office))
    before = read(desk.office, metrics)
    failed, refuted = desk.run(*FOUR), desk.run(*FOUR)
    for row, state in ((failed, State.FAILED), (refuted, State.REFUTED)):
        database.run_sql("UPDATE runs SET state = %s WHERE id = %s", (state.value, row.id))

    after = read(desk.office, metrics)

    for series in (("jikwon_runs", LETTERS, "failed"), ("jikwon_proofs_refused", LETTERS)):
        assert (before[series], after[series]) == (0, 1)
    processes = {each.slug for each in every()} | {OTHER}
    assert set(of(before, "jikwon_runs")) == {(process, state.value) for process in processes for state in State}
    assert set(of(before, "jikwon_proofs_refused")) == {(process,) for process in processes}


def test_living_workers_are_counted_by_what_they_can_do(desk: Desk) -> None:
    assert "jikwon_worker_heard_seconds" not in {name for name, *_ in read(desk.office)}
    home = desk.office.home
    executors.add("worker-9:dead", kind="worker", host="far", pid=1, capabilities=("printer:2F",), now=time.time() - 90)

    with (
        Presence(home, "worker-0", kind="worker", capabilities=("browser",)),
        Presence(home, "worker-1", kind="worker", capabilities=("browser", "printer:2F")),
        Presence(home, "run-1", kind="foreground", capabilities=("desktop",)),
    ):
        found = read(desk.office)

    assert found["jikwon_workers_alive",] == 2
    assert of(found, "jikwon_workers_capable") == {("browser",): 2, ("printer:2F",): 1}
    assert found["jikwon_worker_heard_seconds",] < 30


def test_the_queue_s_age_is_that_of_the_run_that_has_waited_longest(desk: Desk) -> None:
    assert read(desk.office)["jikwon_queue_oldest_seconds",] == 0
    first, second = desk.run(*FOUR), desk.run(*FOUR)
    for row, waited in ((first, 600), (second, 30)):
        moment = time.time() - waited
        database.run_sql("UPDATE runs SET state = 'queued', changed_at = %s WHERE id = %s", (moment, row.id))

    found = read(desk.office)

    assert found["jikwon_queue_runs",] == 2
    assert found["jikwon_queue_oldest_seconds",] == pytest.approx(600, abs=30)


def test_what_should_have_been_destroyed_is_told(desk: Desk) -> None:
    row = desk.run(*FOUR, approve=True)
    (desk.office.home.spool / row.id).mkdir(exist_ok=True)
    assert of(read(desk.office), "jikwon_retention_overdue") == {("records",): 0, ("working-copies",): 0}

    for days, due in ((1, {("records",): 0, ("working-copies",): 1}), (400, {("records",): 1, ("working-copies",): 1})):
        database.run_sql("UPDATE runs SET ended_at = %s", (time.time() - days * 86400,))
        assert of(read(desk.office), "jikwon_retention_overdue") == due

    retention.sweep(desk.office)
    assert of(read(desk.office), "jikwon_retention_overdue")[("records",)] == 0


def test_sizes_and_checks_are_those_of_this_machine(desk: Desk) -> None:
    found = read(desk.office)

    if postgres.wanted is None:
        least = desk.office.home.records_db.stat().st_size
    else:  # the library's tables lie in the same database
        ((least,),) = database.rows("SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relkind = 'r'")
    assert found["jikwon_database_bytes",] >= least > 0
    assert found["jikwon_disk_bytes",] == shutil.disk_usage(desk.home).total
    assert {name for (name,) in of(found, "jikwon_check_ok")} == set(checks.NAMES)
    assert (found["jikwon_check_ok", "database"], found["jikwon_check_ok", "worker"]) == (1, 0)


def test_the_newest_backup_has_an_age_and_none_is_as_old_as_can_be(desk: Desk) -> None:
    backups = desk.folder / "backups"
    backups.mkdir()
    (desk.home / "settings.toml").write_text(f'[metrics]\nbackups = "{backups}"\n', "utf-8")
    assert read(desk.office)["jikwon_backup_age_seconds",] == math.inf

    kept = (("old.jikwon.tar", 90_000), ("new.jikwon.tar", 7_200))
    for name, age in (*kept, (".half.jikwon.tar", 5), (".new.jikwon.tar.x.tmp", 5), ("audit-anchors.log", 5)):
        (backups / name).touch()
        os.utime(backups / name, (time.time() - age,) * 2)

    assert read(desk.office)["jikwon_backup_age_seconds",] == pytest.approx(7_200, abs=60)


def test_each_metric_is_listed_and_each_that_is_listed_is_told(desk: Desk) -> None:
    (desk.home / "settings.toml").write_text('[metrics]\nbackups = "backups"\n', "utf-8")
    desk.run(("L1", "김하나"), UNCLEAR, partial=True, approve=True)
    refuted = desk.run(*FOUR)
    database.run_sql("UPDATE runs SET state = 'refuted' WHERE id = %s", (refuted.id,))
    with Presence(desk.office.home, "worker-0", kind="worker", capabilities=("browser",)):
        told = {name for name, *_ in read(desk.office)}

    assert told == {each.name for each in METRICS}


def test_each_metric_is_in_the_reference() -> None:
    text = REFERENCE.read_text("utf-8")
    rows = re.findall(r"^\| `(jikwon_\w+)` \| ([^|]*) \| ([^|]*) \|$", text, re.MULTILINE)

    labels = {each.name: ", ".join(f"`{label}`" for label in each.labels) for each in METRICS}
    assert [(name, of_, says) for name, of_, says in rows] == [
        (each.name, labels[each.name], each.says) for each in METRICS
    ]


@pytest.mark.sqlite("its plans are asked as SQLite tells them")
def test_counting_reads_by_an_index_and_no_other_run_s_rows(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), UNCLEAR)
    for sql in (tallies.ITEMS, tallies.LATE, tallies.ACTS, tallies.QUESTIONS):
        wanted = "COVERING INDEX" if "items" in sql else "INDEX"
        plan = [str(step[3]) for step in database.rows(f"EXPLAIN QUERY PLAN {sql % '%s'}", (row.id,))]
        assert any(re.search(rf"SEARCH \w+ USING .*{wanted} \w+ \(run_id=\?", step) for step in plan), plan
        assert not any(step.startswith("SCAN") for step in plan), plan
