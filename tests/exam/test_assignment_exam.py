"""The exam of assignment: the optimum by exhaustive search, the rules one by one, and order that changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from .assignment.books import write_roster
from .assignment.cases import CASES, alike, contradicting_official, crowd, longest_waiting
from .assignment.facts import ID, KEPT, NOBODY, Roster
from .assignment.marks import Marker, Outputs, read_assignment
from .assignment.rosters import large_roster, small_roster
from .assignment.runs import Sitting, folder_of, run_roster, sit, work
from .assignment.search import Neighbourhood, best_of_all, best_vector
from .driver import CommandLine

PLACES = ("원본파일", "원본행")


def examine(roster: Roster, folder: Path) -> Sitting:
    """Let the product assign a roster and hold what it released against the rules and its own neighbourhood."""
    sitting = sit(roster, folder)

    assert sitting.faults == []
    around = Neighbourhood(roster, sitting.marker.units, sitting.marker.chosen)
    assert list(around.better()) == [], "a single step makes the aims better"
    assert list(around.unfair()) == [], "somebody was assigned to who had been assigned more lately"
    return sitting


def examine_small(seed: int, folder: Path) -> None:
    """Hold the vector of a random small roster against the exhaustive search."""
    roster = small_roster(seed)
    sitting = examine(roster, folder)

    assert sitting.marker.vector == best_vector(roster)


@pytest.mark.parametrize("seed", range(8))
def test_the_vector_of_a_small_roster_is_the_best_there_is(seed: int, tmp_path: Path) -> None:
    examine_small(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 300))
def test_the_vectors_of_two_hundred_small_rosters_are_the_best_there_are(seed: int, tmp_path: Path) -> None:
    examine_small(seed, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 4000))
def test_the_vectors_of_thousands_of_small_rosters_are_the_best_there_are(seed: int, tmp_path: Path) -> None:
    examine_small(seed, tmp_path)


@pytest.mark.parametrize("seed", range(12))
def test_the_search_finds_what_trying_everything_finds(seed: int) -> None:
    roster = small_roster(seed)
    roster.people = roster.people[:5]
    roster.officials = roster.officials[:3]

    assert best_vector(roster) == best_of_all(roster)


@pytest.mark.parametrize("name", list(CASES))
def test_each_rule_alone(name: str, tmp_path: Path) -> None:
    roster = CASES[name]()

    assert examine(roster, tmp_path).marker.vector == best_vector(roster)


@pytest.mark.parametrize(("make", "due"), [(longest_waiting, "G003"), (alike, "G001")])
def test_the_fixed_rule_decides_what_the_aims_leave_open(make: Callable[[], Roster], due: str, tmp_path: Path) -> None:
    assert list(sit(make(), tmp_path).marker.assigned.values()) == [due]


def test_without_any_official_there_is_no_assignment_and_no_notice(tmp_path: Path) -> None:
    marker = sit(CASES["without any official everyone is unassigned"](), tmp_path).marker

    assert (marker.assigned, marker.outputs.notices, len(marker.sheets["미배정"])) == ({}, {}, 3)


def test_an_official_who_stands_twice_in_different_words_is_asked(tmp_path: Path) -> None:
    roster = contradicting_official()

    result = work(roster, write_roster(roster, tmp_path, Random(1)), partial=False)

    assert (str(result.state.value), dict(result.outputs)) == ("needs-people", {})
    assert len(result.questions) >= 1


@pytest.mark.parametrize("seed", range(2))
def test_a_large_roster_keeps_every_rule_and_no_step_makes_it_better(seed: int, tmp_path: Path) -> None:
    examine(large_roster(seed), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_larger_rosters_keep_every_rule_and_no_step_makes_them_better(seed: int, tmp_path: Path) -> None:
    examine(large_roster(seed, size=150 + 2 * seed), tmp_path)


def contents(outputs: Outputs) -> object:
    """Return every record without what names a file or row, in the order of the sheets."""
    sheets = {
        name: [{key: cell for key, cell in record.items() if key not in PLACES} for record in records]
        for name, records in outputs.sheets.items()
    }
    return sheets, outputs.notices


@pytest.mark.parametrize("roster", [lambda: small_roster(13), lambda: small_roster(36), lambda: large_roster(7)])
def test_the_order_of_rows_and_files_changes_nothing(roster: Callable[[], Roster], tmp_path: Path) -> None:
    first = sit(roster(), tmp_path / "first", seed=1)

    second = sit(roster(), tmp_path / "second", seed=2)

    assert second.marker.vector == first.marker.vector
    assert contents(second.marker.outputs) == contents(first.marker.outputs)


def tied(seed: int) -> Roster:
    """Return people and officials so alike that many assignments are equally good."""
    roster = large_roster(seed, size=60, clean=True)
    dong = roster.people[0].dong
    roster.people = [replace(one, present="", dong=dong) for one in roster.people]
    roster.officials = [replace(one, dong=dong, own_cap=None, last=None) for one in roster.officials]
    return roster


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_rows_decides_no_tie(seed: int, tmp_path: Path) -> None:
    first, second = (sit(tied(seed), tmp_path / str(order), seed=order) for order in (3, 4))

    assert first.faults == second.faults == []
    assert second.marker.assigned == first.marker.assigned


def examine_fed_back(roster: Roster, folder: Path) -> None:
    """Let the product assign a roster, write the result into the register, and see that nothing moves."""
    first = sit(roster, folder / "first").marker
    settled = {one: first.assigned.get(one.number, NOBODY) for one in first.active}
    roster.people = [replace(one, present=settled.get(one, one.present)) for one in roster.people]

    again = sit(roster, folder / "second")

    assert again.faults == []
    assert again.marker.assigned == first.assigned
    assert {one["배정구분"] for one in again.marker.sheets["배정"]} <= {KEPT}
    assert again.marker.sheets["변경이력"] == []


@pytest.mark.parametrize("seed", range(2))
def test_its_own_output_fed_back_changes_nothing(seed: int, tmp_path: Path) -> None:
    examine_fed_back(large_roster(seed, size=60, clean=True), tmp_path)


@pytest.mark.parametrize("seed", [7, 199, 304])  # the last two leave a household divided
def test_the_output_of_a_small_roster_fed_back_changes_nothing(seed: int, tmp_path: Path) -> None:
    examine_fed_back(small_roster(seed), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4000, 6000))
def test_the_outputs_of_thousands_of_rosters_fed_back_change_nothing(seed: int, tmp_path: Path) -> None:
    examine_fed_back(small_roster(seed), tmp_path)


FAULTS: dict[str, Callable[[Outputs], object]] = {
    "two people have each other's officials": lambda o: _swap(o, "공무원ID"),
    "two people have each other's names": lambda o: _swap(o, "성명"),
    "a person is dropped": lambda o: o.sheets["배정"].pop(),
    "a person is doubled": lambda o: o.sheets["배정"].append(dict(o.sheets["배정"][0])),
    "a load is wrong": lambda o: o.sheets["공무원별"][0].update(배정인원="9"),
    "a notice has a foreign row": lambda o: _first(o).append(dict(_first(o, 1)[0])),
    "a notice lacks a row": lambda o: _first(o).pop(),
    "a notice has another's phone": lambda o: _first(o)[0].update(휴대전화="010-0000-0000"),
    "a change is not told": lambda o: o.sheets["변경이력"].clear(),
    "an exclusion is lost": lambda o: o.sheets["제외"].clear(),
    "a question is lost": lambda o: o.sheets["확인필요"].clear(),
}


def _swap(outputs: Outputs, column: str) -> None:
    first, *others = outputs.sheets["배정"]
    second = next(one for one in others if one[column] != first[column])
    first[column], second[column] = second[column], first[column]


def _first(outputs: Outputs, place: int = 0) -> list[dict[str, str]]:
    return [records for records in outputs.notices.values() if records][place]


@pytest.fixture(scope="module")
def assigned(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """Return a roster with changes, exclusions and questions that the product has assigned."""
    return sit(large_roster(0), tmp_path_factory.mktemp("assigned"))


@pytest.mark.parametrize("fault", list(FAULTS))
def test_every_planted_fault_is_found(fault: str, assigned: Sitting) -> None:
    spoiled = read_assignment(folder_of(assigned.result))
    FAULTS[fault](spoiled)

    assert Marker(assigned.roster, spoiled).mark(), fault


def test_a_roster_through_the_command_line_comes_out_as_the_rules_say(office: CommandLine, tmp_path: Path) -> None:
    roster = crowd()

    outcome, faults = run_roster(office, roster, tmp_path)

    assert faults == []
    assert (outcome.code, outcome.report["state"]) == (0, "released")
    folder = outcome.out / outcome.run
    assert office.command("proof", "verify", str(folder)).code == 0
    assert ID in read_assignment(folder).sheets["배정"][0]
