"""Questions, answers and supplements: what waits, what is released meanwhile, and what follows the answers."""

from dataclasses import replace
from pathlib import Path

import pytest

from .driver import CommandLine, Outcome, sha256
from .hygiene.answers import interview
from .hygiene.asked import PHONE_CODE
from .hygiene.entry import PHONE, Asked, Entry, Excluded, Served, entry
from .hygiene.key import PER_PERSON, make_key, supplement
from .hygiene.marks import mark
from .hygiene.office import CLOCK, RULES
from .hygiene.town import Town
from .reports import faults_of_proof, faults_of_report
from .test_hygiene_days import write_register

RULE = RULES[PER_PERSON]


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return an office of its own for each test: an office remembers what a status word means."""
    return CommandLine(tmp_path_factory.mktemp("office"))


def digests(outcome: Outcome) -> dict[str, str]:
    """Return the SHA-256 of every file in a run's first folder."""
    return {path.name: sha256(path) for path in (outcome.out / outcome.run).iterdir()}


def test_without_partial_nothing_exists_until_all_is_answered(office: CommandLine, tmp_path: Path) -> None:
    talk = interview(51)
    paths = write_register(list(talk.before), tmp_path)
    waiting = office.run_kits(paths, clock=CLOCK)
    assert (waiting.code, waiting.report["state"], waiting.report["partial"]) == (3, "needs-people", False)
    assert waiting.report["outputs"] == []
    assert waiting.folders() == []

    done = office.answer(waiting.run, talk.answers_for(waiting.report["questions"]), out=waiting.out)

    key = make_key(talk.after, RULE)
    assert done.folders() == [done.run]
    assert done.run == waiting.run
    assert mark(key, done.outputs()).all == []
    assert faults_of_report(key, done) == []


def test_after_a_partial_release_the_answers_make_a_supplement(office: CommandLine, tmp_path: Path) -> None:
    talk = interview(52)
    paths = write_register(list(talk.before), tmp_path)
    first = office.run_kits(paths, clock=CLOCK, partial=True)
    before = make_key(talk.before, RULE)
    assert mark(before, first.outputs()).all == []
    assert faults_of_report(before, first) == []
    untouched = digests(first)

    done = office.answer(first.run, talk.answers_for(first.report["questions"]), out=first.out)

    after = make_key(talk.after, RULE)
    assert (done.code, done.report["state"], done.report["items"]["waiting"]) == (0, "released", 0)
    assert done.folders() == [first.run, f"{first.run}-2"]
    assert digests(first) == untouched
    assert mark(supplement(before, after), done.outputs(supplement=True), supplement=True).all == []
    assert done.outputs(supplement=True).asked == []
    assert office.command("proof", "verify", str(first.out / f"{first.run}-2")).code == 0
    assert faults_of_proof(office, first) == []


def waiting_family(seed: int) -> list[Entry]:
    """Return a clean person, and a household whose second member has no phone."""
    town = Town(seed, clock=CLOCK, numeric_ids=False)
    first, second = town.family(2, "flats")
    unclear = entry(second, {PHONE: ""}, fate=Asked(PHONE_CODE))
    unclear.unclear = frozenset({PHONE})
    return [entry(town.person()), entry(first), unclear]


def test_a_person_may_exclude_the_unclear_member(office: CommandLine, tmp_path: Path) -> None:
    alone, first, unclear = waiting_family(53)
    run = office.run_kits(write_register([alone, first, unclear], tmp_path), clock=CLOCK, partial=True)
    before = make_key([alone, first, unclear], RULE)
    assert mark(before, run.outputs()).all == []
    (question,) = run.report["questions"]

    done = office.exclude(run.run, question["id"], "연락 두절", out=run.out)

    excluded = Entry(person=unclear.person, rows=unclear.rows, fate=Excluded("담당자제외"), unclear=frozenset({PHONE}))
    after = make_key([alone, first, excluded], RULE)
    assert done.report["state"] == "released"
    assert mark(supplement(before, after), done.outputs(supplement=True), supplement=True).all == []
    assert "연락 두절" in done.outputs(supplement=True).excluded[0]["사유"]


def test_an_answer_that_cannot_be_is_refused_and_the_question_stays(office: CommandLine, tmp_path: Path) -> None:
    alone, first, unclear = waiting_family(54)
    run = office.run_kits(write_register([alone, first, unclear], tmp_path), clock=CLOCK)
    (question,) = run.report["questions"]

    refused = office.command("answer", run.run, question["id"], "--value", "010-12", "--json")
    unknown = office.command("answer", run.run, "no-such-question", "--value", "010-0123-4567", "--json")

    assert refused.code == unknown.code == 2
    assert office.resume(run.run, out=run.out).report["state"] == "needs-people"


def test_a_run_remembers_its_clock_when_it_is_resumed(office: CommandLine, tmp_path: Path) -> None:
    alone, first, unclear = waiting_family(55)
    run = office.run_kits(write_register([alone, first, unclear], tmp_path), clock=CLOCK)
    (question,) = run.report["questions"]

    done = office.answer(run.run, {question["id"]: unclear.person.shown_phone}, out=run.out)

    answered = Entry(person=replace(unclear.person), rows=unclear.rows, fate=Served())
    assert mark(make_key([alone, first, answered], RULE), done.outputs()).all == []
