"""A server that takes no writes (a standby, one that was shut) is waited for like one that is away, and called so."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.acting.receiving import RunningReceiver
from tests.engine.desk import Desk
from tests.postgres import Cluster, name_of
from tests.server.machines import Machines, approve, ordered, wait_for
from tests.server.office import Office
from tests.server.test_lost_connections import ended

from jikwon.engine.backup import making
from jikwon.engine.health import checks
from jikwon.engine.workers import durable
from jikwon.engine.workers.presence import DEAD_AFTER_S
from jikwon.model import State
from jikwon.records import database
from jikwon.records.database import RecordsReadOnly, together

MANY = [f"L{each},받는이{each}" for each in range(40)]
COUNT = 200


@contextmanager
def shut(cluster: Cluster, name: str) -> Iterator[None]:
    """Let a database take no writes for the block: every session ends, and new ones only read, as on a standby."""
    database.close()
    cluster.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    cluster.tell(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    try:
        yield
    finally:
        cluster.tell(f"ALTER DATABASE {name} RESET default_transaction_read_only")


@pytest.fixture
def name(desk: Desk) -> str:
    """Give the name of the desk's database."""
    return str(database.row("SELECT current_database()")[0])


@pytest.fixture
def office(tmp_path: Path, cluster: Cluster, receiver: RunningReceiver) -> Iterator[Office]:
    office = Office(tmp_path, receiver, cluster.fresh())
    yield office
    office.clear()


def test_what_is_written_is_refused_by_name_and_the_same_thread_goes_on_afterwards(
    desk: Desk, cluster: Cluster, name: str
) -> None:
    with shut(cluster, name), pytest.raises(RecordsReadOnly, match="읽기 전용"):
        desk.office.note("refused")
    desk.office.note("kept")

    assert desk.audited() == ["kept"]


def test_a_transaction_leaves_no_session_behind_that_can_only_read(desk: Desk, cluster: Cluster, name: str) -> None:
    with shut(cluster, name), pytest.raises(RecordsReadOnly), together():
        desk.office.note("refused")
    with together():
        desk.office.note("kept")

    assert desk.audited() == ["kept"]


def test_it_is_waited_for_until_it_takes_writes_not_only_until_it_answers(
    desk: Desk, cluster: Cluster, name: str
) -> None:
    with shut(cluster, name):
        assert not database.comes_back(within_s=0.1)

    assert database.comes_back(within_s=5)
    desk.office.note("kept")


def test_health_does_not_call_it_well(desk: Desk, cluster: Cluster, name: str) -> None:
    with shut(cluster, name):
        found = {each.name: each.code for each in checks.look(desk.office)}

    assert found["database"] == "records-read-only"
    assert found["worker"] == checks.UNKNOWN


def test_a_backup_says_so_before_it_writes_a_file(desk: Desk, cluster: Cluster, name: str) -> None:
    with shut(cluster, name), pytest.raises(RecordsReadOnly):
        making.backup(desk.office, desk.folder / "a.tar")

    assert not list(desk.folder.glob("*a.tar*"))


def test_a_worker_hears_of_it_by_the_same_name_from_the_library_whose_sessions_are_renewed(
    desk: Desk, cluster: Cluster, name: str
) -> None:
    server = database.server()
    assert server is not None
    engine = durable._postgresql(server, "worker-0@x:y")
    with shut(cluster, name), pytest.raises(RecordsReadOnly), engine.begin() as session:
        session.execute(text("CREATE TABLE pointers (a int)"))

    with engine.begin() as session:
        session.execute(text("CREATE TABLE pointers (a int)"))
    engine.dispose()


@pytest.mark.slow
def test_a_command_at_work_goes_on_and_another_one_says_what_is_wrong(
    office: Office, cluster: Cluster, receiver: RunningReceiver
) -> None:
    run = office.run(*MANY).json["run"]
    program = office.begin("approve", run)
    office.wait_for_letters(5)

    with shut(cluster, name_of(office.url)):
        said = office("maintenance", "on", "--reason", "점검")

    assert said.exit == 1
    assert "읽기 전용" in said.err
    assert ended(program).exit == 0
    assert Counter(receiver.sent_to()) == dict.fromkeys((each.partition(",")[0] for each in MANY), 1)
    assert office("audit", "verify").exit == 0


@pytest.mark.slow
def test_workers_outlive_it_and_do_once_what_they_had_in_hand(
    machines: Machines, receiver: RunningReceiver, cluster: Cluster
) -> None:
    run = ordered(machines, receiver, count=COUNT, lanes=2)
    workers = [machines.worker(each, "--slots", "1") for each in "ab"]
    wait_for(run, State.AWAITING_APPROVAL)
    approve(machines, run)
    while len(receiver.sent_to()) < 20:
        time.sleep(0.01)

    with shut(cluster, str(database.row("SELECT current_database()")[0])):
        time.sleep(DEAD_AFTER_S + 2)

    assert wait_for(run, State.RELEASED, State.FAILED).state is State.RELEASED
    assert [each.poll() for each in workers] == [None, None]
    assert set(Counter(receiver.sent_to()).values()) == {1}
    assert len(receiver.sent_to()) == COUNT
    for each in workers:
        each.send_signal(signal.SIGTERM)
        assert each.wait(30) == 0
