"""Executors of several machines on one server: who lives is judged by what all of them share."""

import os
import signal
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.acting.receiving import running
from tests.engine.desk import Desk
from tests.postgres import Databases
from tests.server.office import Office as Terminal

from jikwon.engine.active import Active
from jikwon.engine.acts import effects
from jikwon.engine.acts.effects import LedgerEffects
from jikwon.engine.stopwatch import elapsed
from jikwon.engine.workers import takeover
from jikwon.engine.workers.presence import DEAD_AFTER_S, Presence, is_dead, place_of
from jikwon.model import Act, Intent, NoteDown, Probe, Receipt, Stage, State
from jikwon.model.doors import changes_outside
from jikwon.records import acts, database, executors, runs
from jikwon.records.executors import ExecutorRow, Fenced
from jikwon.trust.home import Home

ACT = Act(key="test-letters/send/0001/1", kind="send", item="L1", lane="1")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Home:
    """Give the home of another machine."""
    return Home.open(tmp_path / "elsewhere")


def known(executor: str) -> ExecutorRow:
    found = executors.get(executor)
    assert found is not None
    return found


def test_an_executor_of_another_machine_lives_by_its_heartbeat_alone(desk: Desk, elsewhere: Home) -> None:
    with Presence(elsewhere, "worker-0", kind="worker") as other:
        found = known(other.id)
        assert found.host == socket.gethostname()  # two machines may have one name
        assert not is_dead(desk.office.home, found, database.now())
        assert is_dead(desk.office.home, found, found.beat_at + DEAD_AFTER_S + 1)


def test_an_executor_of_this_home_is_dead_as_soon_as_its_lock_is_free(desk: Desk) -> None:
    home = desk.office.home
    executors.add(f"worker-0@{place_of(home.locks)}:x", kind="worker", host="h", pid=1, capabilities=())
    assert is_dead(home, known(f"worker-0@{place_of(home.locks)}:x"), database.now())


def test_homes_and_their_copies_are_places_of_their_own(desk: Desk, elsewhere: Home) -> None:
    assert place_of(desk.office.home.locks) == place_of(desk.office.home.locks)
    assert place_of(desk.office.home.locks) != place_of(elsewhere.locks)


def test_a_machine_whose_clock_is_wrong_neither_dies_nor_kills(
    desk: Desk, elsewhere: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: wrong)
    with Presence(elsewhere, "worker-0", kind="worker") as other, Presence(desk.office.home, "w", kind="worker") as me:
        takeover.release_dead(desk.office, by=me.id)
        assert {each.id for each in executors.alive()} == {other.id, me.id}
        assert abs(known(other.id).beat_at - database.now()) < 60
        assert abs(known(other.id).beat_at - wrong) > 600


def test_nobody_is_buried_for_the_time_in_which_the_server_was_down(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    executors.add("worker-0@far:x", kind="worker", host="h", pid=1, capabilities=(), now=database.now() - 60)
    monkeypatch.setattr(database, "up_since", lambda: database.now() - DEAD_AFTER_S + 2)
    assert not is_dead(desk.office.home, known("worker-0@far:x"), database.now())
    monkeypatch.setattr(database, "up_since", lambda: 0.0)
    assert is_dead(desk.office.home, known("worker-0@far:x"), database.now())


def test_an_intent_has_the_moment_of_the_server(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = database.now(), time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3600)

    row = desk.run(("L1", "김하나"), approve=True)

    assert row.state is State.RELEASED
    [(intended, received)] = database.rows("SELECT intended_at, receipt_at FROM effects")
    assert before <= intended <= received <= database.now()
    assert before <= row.created_at <= database.now()


class Held:
    """An act in the hand of an executor, whose last look at the fence was a while ago."""

    def __init__(self, desk: Desk, executor: str) -> None:
        row = desk.run(("L1", "김하나"))
        runs.change(row.id, database.now(), state=State.ACTING, stage=Stage.ACT, holder=executor)
        self.active = Active.of(desk.office, row.id, executor)
        self.sent: list[str] = []
        self.effects = LedgerEffects(self.active, ACT, "key", intended=False)

    @changes_outside
    def send(self, what: str) -> None:
        """Send something."""
        self.sent.append(what)


@pytest.mark.parametrize("silent_s", [effects.FENCE_S + 1, 3600.0])
def test_who_was_stopped_in_the_middle_of_an_act_meets_the_fence_at_the_next_door(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, silent_s: float
) -> None:
    with Presence(desk.office.home, "worker-0", kind="worker") as me:
        held = Held(desk, me.id)

        def do(_note: NoteDown) -> Receipt:
            held.send("first page")
            now = elapsed()
            monkeypatch.setattr(effects, "elapsed", lambda: now + silent_s)  # stopped here
            executors.mark(me.id, "dead")
            held.send("second page")
            return Receipt(key=ACT.key)

        with pytest.raises(Fenced):
            held.effects.once(ACT, do=do, seen=lambda _since: Probe.NOT_THERE)

        assert held.sent == ["first page"]
        line = acts.effect("key")
        assert line is not None
        assert line.receipt is None


def test_who_cannot_ask_the_records_passes_no_door(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with Presence(desk.office.home, "worker-0", kind="worker") as me:
        held = Held(desk, me.id)

        def unreachable(_executor: str) -> None:
            raise database.RecordsUnreachable

        def do(_note: NoteDown) -> Receipt:
            now = elapsed()
            monkeypatch.setattr(effects, "elapsed", lambda: now + effects.FENCE_S + 1)
            with monkeypatch.context() as cut:
                cut.setattr(executors, "assert_alive", unreachable)
                held.send("a page")
            return Receipt(key=ACT.key)

        with pytest.raises(database.RecordsUnreachable):
            held.effects.once(ACT, do=do, seen=lambda _since: Probe.NOT_THERE)

        assert held.sent == []


def share(home: Path) -> None:
    """Let a home keep its files in the folder that the machines share."""
    home.mkdir(mode=0o700)
    folder = home.parent / "mnt"
    folder.mkdir(mode=0o700, exist_ok=True)
    (home / "settings.toml").write_text(f'[shared]\nfolder = "{folder}"\n', "utf-8")


def second_machine(first: Path, folder: Path) -> Path:
    """Make the home of another machine of the same office: locks and logs of its own, all else on a common folder."""
    home = folder / "second"
    share(home)
    for name in ("key", "key.toml"):
        (home / name).write_bytes((first / name).read_bytes())
        (home / name).chmod(0o600)
    return home


@pytest.mark.slow
def test_a_worker_that_was_stopped_is_replaced_by_another_machines_and_doubles_nothing(
    databases: Databases, tmp_path: Path
) -> None:
    count = 150
    letters = [f"L{each},받는이{each},,창구{each % 2}" for each in range(count)]
    with running(tmp_path / "record.jsonl", delay_ms=30) as receiver:
        url = databases.cluster.fresh()
        first = Terminal(tmp_path, receiver, url)
        share(first.home)
        run = first.run(*letters).json["run"]
        second = Terminal(tmp_path, receiver, url)
        second.home = second_machine(first.home, tmp_path)
        program = first.begin("approve", run)
        first.wait_for_letters(10)

        os.kill(program.pid, signal.SIGSTOP)
        try:
            taken_over = second.begin("worker", "--until-idle")
            out, err = taken_over.communicate(timeout=120)
        finally:
            os.kill(program.pid, signal.SIGCONT)
        program.communicate(timeout=60)

        assert taken_over.returncode == 0, out + err
        assert first("show", run, "--json").json["state"] == "released"
        assert Counter(receiver.sent_to()) == dict.fromkeys((each.partition(",")[0] for each in letters), 1)
        assert program.returncode == 1  # it was fenced, and says so


def test_who_asks_a_receiver_is_told_how_long_ago_the_last_word_was_by_the_servers_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = list[Intent]()

    def asked(since: Intent) -> Probe:
        seen.append(since)
        return Probe.NOT_THERE

    with Presence(desk.office.home, "worker-0", kind="worker") as me:
        held = Held(desk, me.id)

        def dies(note: NoteDown) -> Receipt:
            note({"job": "7"})
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            held.effects.once(ACT, do=dies, seen=asked)
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() + 3600)  # the next one to ask is a machine with a wrong clock

        again = LedgerEffects(held.active, ACT, "key", intended=False)
        again.once(ACT, do=lambda _note: Receipt(key=ACT.key), seen=asked)

    [since] = seen
    assert since.noted == {"job": "7"}
    assert since.noted_at is not None
    assert since.asked_at is not None
    assert since.at <= since.noted_at <= since.asked_at
    assert (since.asked_at - since.at).total_seconds() < 60
