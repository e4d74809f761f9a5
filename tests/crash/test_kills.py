"""`kill -9` at random moments: nothing is lost, nothing doubled, and a worker finishes every run."""

import itertools
from pathlib import Path

import pytest
from tests.crash.kills import STAGES, Killer, killing

ITEMS = 2000
LONGEST_S = {"collect": 0.2, "handle": 0.2, "deliver": 0.4, "verify": 0.3, "release": 0.01, "act": 1.0, "account": 0.4}


def kill_through(killer: Killer, path: Path, stages: list[str]) -> None:
    """Start a run in the foreground and kill whoever works on it, once in each stage; then start a worker."""
    program = killer.run(path)
    for stage in stages:
        killer.kill_in(program, stage, longest_s=LONGEST_S[stage])
        program = killer.run(path) if killer.stage() == "none" else killer.go_on()
    killer.kill(program)
    killer.finish()


def assert_all_is_well(killer: Killer, count: int) -> None:
    killer.assert_each_letter_once(count)
    assert killer.read("SELECT state, COUNT(*) FROM runs GROUP BY state") == [("released", len(killer.json("runs")))]
    assert killer.read("SELECT COUNT(*) FROM effects WHERE receipt IS NULL") == [(0,)]
    assert killer.json("runs")[0]["acts"]["waiting"] == 0
    assert not list((killer.home / "spool").iterdir())
    assert not [path.name for path in (killer.home / "outputs").iterdir() if path.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rounds", "least"),
    [pytest.param(2, 16, id="sixteen kills"), pytest.param(6, 50, id="fifty kills", marks=pytest.mark.soak)],
)
def test_kills_in_every_stage_lose_and_double_nothing(tmp_path: Path, rounds: int, least: int) -> None:
    kills = 0
    hits: set[str] = set()
    shares = [["collect", "handle", "deliver", "verify", "release", "act", "account"], ["act"] * 10]
    for number, share in enumerate(itertools.islice(itertools.cycle(shares), rounds)):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        with killing(folder, seed=number) as killer:
            path = killer.file("편지", ITEMS // 4)
            kill_through(killer, path, share)
            assert_all_is_well(killer, ITEMS // 4)
            kills += killer.hits.total()
            hits |= set(killer.hits)
    for number, stage in enumerate(each for each in STAGES if each not in hits):  # one that chance passed over
        folder = tmp_path / stage
        folder.mkdir()
        with killing(folder, seed=100 + number) as killer:
            program = killer.run(killer.file("편지", 50))
            killer.kill_in(program, stage, longest_s=0)
            killer.finish()
            assert_all_is_well(killer, 50)
            kills += killer.hits.total()
            hits |= set(killer.hits)
    assert kills >= least
    assert set(STAGES) <= hits


@pytest.mark.slow
def test_a_receiver_that_forgets_makes_the_run_ask_and_nothing_is_doubled(tmp_path: Path) -> None:
    with killing(tmp_path, seed=7) as killer:
        path = killer.file("편지", 600)
        program = killer.run(path)
        asked = 0
        for _ in range(8):
            killer.kill_in(program, "act", longest_s=0.8)
            if killer.stage() != "act":
                break
            killer.receiver.restart()
            killer.finish()
            asked += killer.answer_from_the_record()
            program = killer.start("resume", killer.newest())
        killer.settle()
        assert asked
        assert_all_is_well(killer, 600)
