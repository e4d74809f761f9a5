"""The parts of a proof are done in both processes, and whatever befalls the second one, the proof stays whole."""

import json
import os
import signal
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import pytest
from tests.engine.desk import Desk
from tests.engine.pairs import letters

from jikwon.engine.runs import second
from jikwon.engine.runs.second import Second
from jikwon.model import Check, State
from jikwon.model.catalog import find
from jikwon.proof import Proof, in_parts
from jikwon.proof.parts import Part, parts_of
from jikwon.records.runs import RunRow


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
    desk: Desk, second_processes: list[Second], parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = desk.run(*letters(600))
    alone = list(parts)
    monkeypatch.setattr(second, "beside", lambda _active: None)
    here = desk.run(*letters(601))

    assert len(second_processes) == 1
    assert alone in (["lists", "envelopes"], ["lists"])
    assert parts[len(alone) :] == ["lists", "envelopes", "plan"]
    assert [each["name"] for each in proved(desk, there)] == [each["name"] for each in proved(desk, here)]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_a_second_process_that_ends_or_hangs_in_the_proof_costs_the_run_nothing(
    desk: Desk, second_processes: list[Second], parts: list[str], monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    aside = Second._send_aside

    def sent_aside(self: Second, *request: object) -> None:
        os.kill(self._program.pid, end)
        monkeypatch.setattr(second, "PATIENCE_S", 0.2)
        aside(self, *request)

    monkeypatch.setattr(Second, "_send_aside", sent_aside)

    row = desk.run(*letters(600))

    assert row.state is State.AWAITING_APPROVAL
    assert len(second_processes) == 1
    assert sorted(parts) == ["envelopes", "lists", "plan"]
    assert proved(desk, row)[-1]["name"] == "an act a letter"


def test_what_the_second_process_finds_wrong_refutes_the_run(
    desk: Desk, second_processes: list[Second], monkeypatch: pytest.MonkeyPatch
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
