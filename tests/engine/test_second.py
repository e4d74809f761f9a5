"""The second process of a large run: it saves time, and whatever befalls it costs no more than that."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from tests.crash.kills import Killer, killing
from tests.engine.desk import Desk, Row

from jikwon.engine import second
from jikwon.engine.second import Second
from jikwon.model import Check, State
from jikwon.model.catalog import find
from jikwon.proof import Proof, in_parts
from jikwon.proof.parts import Part, parts_of
from jikwon.records.database import rows
from jikwon.records.runs import RunRow

LETTERS = 2_200
"""Five batches."""


def letters(count: int = LETTERS, *, odd: str = "제외") -> list[Row]:
    """Give letters of which one goes out; the others are left out, and every hundredth is `odd`."""
    numbers = range(count)
    return [
        (f"L{number:05}", f"받는이{number}", odd if number % 100 == 7 else "제외" if number else "")
        for number in numbers
    ]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Second]]:
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


def fates(desk: Desk) -> list[tuple[str, str, int]]:
    """List what became of every item: state, code, attempts."""
    return [tuple(each) for each in rows("SELECT state, code, attempts FROM items ORDER BY position")]


def before_taking(monkeypatch: pytest.MonkeyPatch, do: Callable[[Second], object]) -> None:
    """Do something to the second process before its first batch is taken."""
    take, seen = Second._take, list[int]()

    def taking(self: Second) -> object:
        if not seen:
            seen.append(1)
            do(self)
        return take(self)

    monkeypatch.setattr(Second, "_take", taking)
    monkeypatch.setattr(Second, "_has_answered", lambda _self: False)


def test_a_small_run_has_no_second_process(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "_start", lambda _line: pytest.fail("a second process was started"))

    row = desk.run(*letters(600), approve=True)

    assert row.state is State.RELEASED


def test_two_processes_settle_every_item_as_one_does(desk: Desk, started: list[Second]) -> None:
    row = desk.run(*letters(odd="질문"))

    assert len(started) == 1
    assert fates(desk) == [
        ("waiting", "letter-unclear", 1) if n % 100 == 7 else ("excluded", "수신거부", 1) if n else ("done", "", 1)
        for n in range(LETTERS)
    ]
    assert desk.codes(row) == ["letter-unclear"] * (LETTERS // 100)


def test_each_batch_is_judged_in_one_of_both_processes(
    desk: Desk, started: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    judged = Second.judged
    monkeypatch.setattr(Second, "_has_answered", lambda _self: False)  # so that it has its share on a busy machine

    def noted(self: Second, start: int) -> object:
        taken.append(start)
        return judged(self, start)

    monkeypatch.setattr(Second, "judged", noted)

    desk.run(*letters(), approve=True)

    assert len(started) == 1
    assert sorted(taken) == [0, 500, 1000, 1500, 2000]
    assert taken[-2:] == [2000, 1500]
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}
    assert desk.sent_to == ["L00000"]


def test_a_process_with_threads_of_its_own_judges_in_the_first_process_only() -> None:
    alone = msgspec.structs.replace(find("hygiene-kits").manifest, parallel=2)

    assert not second._may_judge(alone)
    assert second._may_judge(find("hygiene-kits").manifest)
    assert second._may_judge(find("monitoring").manifest)


def test_what_needs_the_outside_is_judged_in_the_first_process_only(desk: Desk, started: list[Second]) -> None:
    row = desk.run(*letters(odd="주소확인"), approve=True)

    assert row.state is State.RELEASED
    assert not started[0]._judges
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}


def write_aside(path: Path, text: str, *, by: int) -> None:
    """Write a file in the second process alone; in the first one the test fails."""
    assert os.getpid() != by
    path.write_text(text, "utf-8")


def write_in_the_end(path: Path, text: str, *, by: int) -> None:
    """Write a file in the first process alone."""
    assert os.getpid() == by
    path.write_text(text, "utf-8")


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    """Let `deliver` write another file beside its own, by a function of this module."""

    def with_work(work: Callable[..., None]) -> None:
        deliver = find("test-letters").code.deliver

        def delivering(run: Any, results: Sequence[Any]) -> Iterator[Any]:
            run.beside(work, run.output("letters").with_name("beside"), "봉투", by=os.getpid())
            yield from deliver(run, results)

        monkeypatch.setattr(find("test-letters").code, "deliver", delivering)

    return with_work


@pytest.mark.parametrize("work", [write_aside, write_in_the_end])
def test_what_is_done_beside_is_done_in_one_of_both_processes(
    desk: Desk, started: list[Second], writing: Callable[[Callable[..., None]], None], work: Callable[..., None]
) -> None:
    writing(work)

    row = desk.run(*letters(600))

    assert row.state is State.AWAITING_APPROVAL
    assert len(started) == 1
    assert next(desk.out.glob(".*/beside")).read_text("utf-8") == "봉투"


def test_without_a_second_process_it_is_done_at_once(
    desk: Desk, writing: Callable[[Callable[..., None]], None]
) -> None:
    writing(write_in_the_end)

    desk.run(*letters(60))

    assert next(desk.out.glob(".*/beside")).read_text("utf-8") == "봉투"


def test_a_deliver_that_fails_leaves_nobody_who_writes_into_the_next_ones_folder(
    desk: Desk, started: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find("test-letters").code, "deliver", lambda *_: 1 // 0)

    row = desk.run(*letters(600))

    assert row.state is State.FAILED
    assert [each._program.returncode for each in started] == [-signal.SIGKILL]


def test_killing_the_second_process_costs_the_run_nothing(
    desk: Desk, started: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    before_taking(monkeypatch, lambda it: it._program.kill())

    row = desk.run(*letters(), approve=True)

    assert row.state is State.RELEASED
    assert len(started) == 1
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}
    assert desk.sent_to == ["L00000"]


def test_a_second_process_that_hangs_is_given_up(
    desk: Desk, started: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second, "PATIENCE_S", 0.2)
    before_taking(monkeypatch, lambda it: os.kill(it._program.pid, signal.SIGSTOP))

    row = desk.run(*letters(), approve=True)

    assert row.state is State.RELEASED
    assert len(started) == 1
    assert desk.sent_to == ["L00000"]


def test_a_system_failure_is_tried_again_in_a_run_of_two_processes(desk: Desk, started: list[Second]) -> None:
    row = desk.run(*letters(odd="오류1번"), approve=True)

    assert row.state is State.RELEASED
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}


def proved(desk: Desk, row: RunRow) -> list[Mapping[str, object]]:
    """Give the checks of a run's proof."""
    made = json.loads((desk.office.home.evidence / row.id / "proof.json").read_text("utf-8"))
    return cast("list[Mapping[str, object]]", made["checks"])


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tell which parts of the proof were done in the first process; it begins the next when the second is done."""
    done: list[str] = []
    verify = find("test-letters").proof.verify

    def noted(part: Part) -> Part:
        def do(proof: Proof) -> Iterable[Check]:
            done.append(part.__name__)
            time.sleep(1.0)  # in which the second process, on a busy machine too, goes on
            return part(proof)

        return do

    monkeypatch.setattr(find("test-letters").proof, "verify", in_parts(*map(noted, parts_of(verify))))
    return done


def test_the_parts_of_a_proof_are_done_in_both_processes_and_stand_in_their_order(
    desk: Desk, started: list[Second], parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = desk.run(*letters(600))
    alone = list(parts)
    monkeypatch.setattr(second, "beside", lambda _active: None)
    here = desk.run(*letters(601))

    assert len(started) == 1
    assert alone in (["lists", "envelopes"], ["lists"])
    assert parts[len(alone) :] == ["lists", "envelopes", "plan"]
    assert [each["name"] for each in proved(desk, there)] == [each["name"] for each in proved(desk, here)]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_a_second_process_that_ends_or_hangs_in_the_proof_costs_the_run_nothing(
    desk: Desk, started: list[Second], parts: list[str], monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    aside = Second._send_aside

    def sent_aside(self: Second, *request: object) -> None:
        os.kill(self._program.pid, end)
        monkeypatch.setattr(second, "PATIENCE_S", 0.2)
        aside(self, *request)

    monkeypatch.setattr(Second, "_send_aside", sent_aside)

    row = desk.run(*letters(600))

    assert row.state is State.AWAITING_APPROVAL
    assert len(started) == 1
    assert sorted(parts) == ["envelopes", "lists", "plan"]
    assert proved(desk, row)[-1]["name"] == "an act a letter"


def test_what_the_second_process_finds_wrong_refutes_the_run(
    desk: Desk, started: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = [Check(name="plan", compared=1, mismatches=1)]
    prove = Second.prove

    def proved_there(self: Second, proof: Proof, parts: Sequence[Part]) -> Iterable[Check]:
        self._handed_over()
        monkeypatch.setattr(Second, "_take", lambda _self: wrong)
        return prove(self, proof, parts)

    monkeypatch.setattr(Second, "prove", proved_there)

    row = desk.run(*letters(600), approve=True)

    assert row.state is State.REFUTED
    assert desk.sent_to == []


def test_killing_a_run_ends_its_second_process_within_a_second_and_nothing_is_written_then(tmp_path: Path) -> None:
    with killing(tmp_path, seed=1) as killer:
        path = tmp_path / "편지.csv"
        lines = [f"L{n:05},{'받는이' * 60}{n},{'제외' if n else ''}" for n in range(4_000)]
        path.write_text("\n".join(["번호,받는분,상태", *lines]), "utf-8")
        assert path.stat().st_size > second.WORTH_BYTES
        program = killer.run(path)
        helper = wait_for_child(program.pid)
        killer.wait_for_stage(program, "handle")
        killer.kill(program)
        written = settled(killer)

        wait_for_end(helper, within_s=1.0)

        assert settled(killer) == written
        killer.finish()
        killer.assert_each_letter_once(1)


def settled(killer: Killer) -> Sequence[object]:
    """Count the items by state, and the executors that the records know."""
    return killer.read("SELECT state, COUNT(*) FROM items GROUP BY state")


def wait_for_child(pid: int) -> int:
    """Wait for a program's child and give its process id."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("no second process was started")


def wait_for_end(pid: int, *, within_s: float) -> None:
    """Wait until a process is gone (whoever takes in orphans may leave it as a zombie)."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except FileNotFoundError:
            return
        time.sleep(0.01)
    raise AssertionError("the second process outlived the first")
