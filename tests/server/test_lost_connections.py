"""A server that goes away takes nothing with it: what was being done is done again, once, when it is back."""

import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.acting.receiving import RunningReceiver, running
from tests.contract.conftest import Said
from tests.engine.desk import FOUR, Desk
from tests.postgres import Cluster, cluster_in, is_installed
from tests.server.office import Office

from jikwon.model import State
from jikwon.records import database
from jikwon.records.database import RecordsBusy, RecordsUnreachable, together

MANY = [f"L{each},받는이{each}" for each in range(40)]


@pytest.fixture
def own_server() -> Iterator[Cluster]:
    """Give a server that the test may restart."""
    if not is_installed():
        pytest.skip("no PostgreSQL server is installed")
    with cluster_in() as cluster:
        yield cluster


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[RunningReceiver]:
    with running(tmp_path / "record.jsonl", delay_ms=50) as receiver:
        yield receiver


@pytest.fixture
def office(tmp_path: Path, own_server: Cluster, receiver: RunningReceiver) -> Iterator[Office]:
    office = Office(tmp_path, receiver, own_server.fresh())
    yield office
    office.clear()


def ended(program: "subprocess.Popen[str]") -> Said:
    out, err = program.communicate(timeout=120)
    return Said(exit=program.returncode, out=out, err=err)


def test_a_session_that_was_ended_is_replaced(desk: Desk, cluster: Cluster) -> None:
    mine = database.row("SELECT pg_backend_pid()")[0]
    cluster.tell(f"SELECT pg_terminate_backend({mine})")

    with pytest.raises(RecordsUnreachable):
        database.row("SELECT 1")

    assert database.row("SELECT 1") == (1,)


def test_what_a_lost_transaction_had_written_is_not_there_and_the_next_one_is(desk: Desk, cluster: Cluster) -> None:
    with pytest.raises(RecordsUnreachable), together():
        desk.office.note("lost")
        mine = database.row("SELECT pg_backend_pid()")[0]
        cluster.tell(f"SELECT pg_terminate_backend({mine})")
        desk.office.note("lost, too")
    desk.office.note("kept")

    assert desk.audited() == ["kept"]


def test_who_hangs_in_the_middle_of_a_transaction_is_ended_by_the_server(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs() -> None:
        try:
            with together():
                database.run_sql("SET LOCAL idle_in_transaction_session_timeout = '1s'")
                inside.set()
                other_is_done.wait(20)
                database.row("SELECT 1")
        except RecordsBusy as error:
            met.append(error)
        finally:
            database.close()

    inside, other_is_done, met = threading.Event(), threading.Event(), list[Exception]()
    thread = threading.Thread(target=hangs)
    thread.start()
    inside.wait(20)

    desk.office.note("written meanwhile")

    other_is_done.set()
    thread.join()
    assert [type(each) for each in met] == [RecordsUnreachable]


def test_the_sessions_of_the_dead_are_ended_and_no_others(desk: Desk, cluster: Cluster) -> None:
    url = desk_url(cluster, desk)
    with (
        psycopg.connect(url, application_name="jikwon worker-0@x:dead") as dead,
        psycopg.connect(url, application_name="jikwon worker-0@x:dead2") as other,
    ):
        database.end_sessions("worker-0@x:dead")

        with pytest.raises(psycopg.OperationalError):
            dead.execute("SELECT 1")
        assert other.execute("SELECT 1").fetchone() == (1,)


def desk_url(cluster: Cluster, desk: Desk) -> str:
    return cluster.url(str(database.row("SELECT current_database()")[0]))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_command_goes_on_when_the_server_is_back(office: Office, own_server: Cluster, how: str) -> None:
    run = office.run(*MANY).json["run"]
    program = office.begin("approve", run, "--json")
    office.wait_for_letters(5)

    own_server.stop(how)
    time.sleep(2)
    own_server.start()

    said = ended(program)
    assert said.exit == 0, said.err
    assert Counter(office.receiver.sent_to()) == dict.fromkeys((each.partition(",")[0] for each in MANY), 1)
    assert office("audit", "verify").exit == 0


def test_a_command_says_that_the_server_is_not_there(office: Office, own_server: Cluster) -> None:
    assert office("runs").exit == 0
    own_server.stop()

    said = office("runs", "--json")

    assert said.exit == 2
    assert said.err.count("\n") == 1
    assert "연결할 수 없습니다" in said.err
    own_server.start()
    assert office("runs").exit == 0


def test_health_makes_its_checks_while_the_server_is_away(office: Office, own_server: Cluster) -> None:
    assert office("runs").exit == 0
    own_server.stop()

    said = office("health", "--json")

    assert said.exit == 1
    assert said.json["checks"] == {
        "database": "records-unreachable", "migrations": "unknown", "key": "unknown", "worker": "unknown",
        "clock": "unknown", "disk": "ok", "folders": "ok",
    }  # fmt: skip
    assert "연결할 수 없습니다" in said.err
    own_server.start()


@pytest.mark.slow
def test_a_drained_worker_ends_without_waiting_for_a_server_that_is_away(office: Office, own_server: Cluster) -> None:
    run = office.run(*MANY).json["run"]
    program = office.begin("worker")
    worker_is_ready(program)
    own_server.stop()
    time.sleep(1)

    program.send_signal(signal.SIGTERM)
    _, err = program.communicate(timeout=30)

    assert program.returncode == 0, err
    own_server.start()
    assert office("approve", run).exit == 0
    assert Counter(office.receiver.sent_to()) == dict.fromkeys((each.partition(",")[0] for each in MANY), 1)


@pytest.mark.slow
def test_a_worker_that_rests_outlives_the_absence_of_the_server(office: Office, own_server: Cluster) -> None:
    program = office.begin("worker")
    worker_is_ready(program)
    for how in ("fast", "immediate"):
        own_server.stop(how)
        time.sleep(3)
        own_server.start()

    time.sleep(3)

    assert [each["pid"] for each in office("workers", "--json").json] == [program.pid]
    program.send_signal(signal.SIGTERM)
    assert ended(program).exit == 0


def worker_is_ready(program: "subprocess.Popen[str]") -> None:
    assert program.stdout is not None
    assert program.stdout.readline()


def test_a_receipt_is_kept_in_hand_while_the_server_is_away(
    desk: Desk, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose = losing(cluster)
    record = desk_record(monkeypatch, lose)

    row = desk.run(*FOUR, approve=True)

    assert row.state is State.RELEASED
    assert Counter(desk.sent_to) == dict.fromkeys(["L1", "L2", "L3", "L4"], 1)
    assert record.count("asked") == 0


def losing(cluster: Cluster) -> Callable[[], None]:
    """End our own session, once."""
    times: list[int] = []

    def lose() -> None:
        if not times:
            times.append(1)
            cluster.tell(f"SELECT pg_terminate_backend({database.row('SELECT pg_backend_pid()')[0]})")

    return lose


def desk_record(monkeypatch: pytest.MonkeyPatch, lose: Callable[[], None]) -> list[str]:
    """Lose the session just before a receipt is written, and note whether the receiver is asked afterwards."""
    from jikwon.engine.acts import effects
    from jikwon.records import acts

    said: list[str] = []
    receive, ask = acts.receive, effects.LedgerEffects._ask

    def received(key_hash: str, receipt: bytes) -> None:
        lose()
        receive(key_hash, receipt)

    def asked(self: effects.LedgerEffects, *given: object) -> object:
        said.append("asked")
        return ask(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(acts, "receive", received)
    monkeypatch.setattr(effects.LedgerEffects, "_ask", asked)
    return said
