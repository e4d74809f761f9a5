"""The exam of hygiene-kits: each defect class alone, then random registers that mix them all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Sitting, sit
from .driver import CommandLine
from .hygiene.key import PER_HOUSEHOLD, PER_PERSON, TABLE, make_key
from .hygiene.marks import Marks, mark
from .hygiene.office import CLOCK, RULES, random_register, spread
from .hygiene.promises import PROMISES
from .hygiene.shapes import SHAPES
from .hygiene.writers import write_books
from .hygiene.writings import WRITINGS
from .outputs import Outputs, Record
from .reports import faults_of_privacy, faults_of_proof, faults_of_report, share_that_needs_nobody

POLICIES = (PER_PERSON, PER_HOUSEHOLD, TABLE)
LEAST_SHARE = 0.97


@pytest.mark.parametrize("promise", [*PROMISES, *(one.promise for one in WRITINGS)])
def test_each_defect_class_alone(promise: str, single_promises: Sitting) -> None:
    assert single_promises.marks.of(promise) == []


@pytest.mark.parametrize("shape", list(SHAPES))
def test_each_file_shape_alone(shape: str, marks_of_shape: Callable[[str], Marks]) -> None:
    assert marks_of_shape(shape).of(shape) == []


def test_single_defects_leave_nothing_over(single_promises: Sitting) -> None:
    assert single_promises.marks.of("") == []
    assert single_promises.marks.form == []


def test_the_report_of_single_defects_adds_up(single_promises: Sitting, office: CommandLine) -> None:
    key, outcome = single_promises.key, single_promises.outcome

    assert faults_of_report(key, outcome) == []
    assert faults_of_privacy(key, outcome) == []
    assert faults_of_proof(office, outcome) == []


def examine_register(office: CommandLine, seed: int, folder: Path) -> None:
    """Let the product work on a random register and hold everything it released against the key."""
    sitting = sit(office, random_register(seed), folder, RULES[POLICIES[seed % 3]])
    key, marks = sitting.key, sitting.marks

    assert marks.wrong == [], "a wrong cell or record was released"
    assert marks.missed == [], "a question was not asked"
    assert share_that_needs_nobody(key, len(marks.needless)) >= LEAST_SHARE
    assert marks.needless == [], "rows whose data decide were asked"
    assert marks.form == []
    assert faults_of_report(key, sitting.outcome) == []
    assert faults_of_privacy(key, sitting.outcome) == []


@pytest.mark.parametrize("seed", range(10))
def test_a_random_register_comes_out_as_the_key_says(seed: int, office: CommandLine, tmp_path: Path) -> None:
    examine_register(office, seed, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 400))
def test_hundreds_of_registers_come_out_as_their_keys_say(seed: int, office: CommandLine, tmp_path: Path) -> None:
    examine_register(office, seed, tmp_path)


def without_places(records: list[Record]) -> list[tuple[str, ...]]:
    """Return records of 제외 or 확인필요 without what names a file or row, in order of content."""
    code = "사유코드" if records and "사유코드" in records[0] else "질문코드"
    return sorted((record["격리자관리번호"], record["성명"], record[code]) for record in records)


def contents(outputs: Outputs) -> list[object]:
    """Return every output record, 원본파일 and 원본행 aside."""
    return [
        outputs.deliveries,
        outputs.people,
        outputs.dongs,
        without_places(list(outputs.excluded)),
        without_places(list(outputs.asked)),
    ]


@pytest.mark.parametrize("seed", [21, 22])
def test_other_rows_sheets_and_files_for_the_same_people_change_no_record(
    seed: int, office: CommandLine, tmp_path: Path
) -> None:
    register = random_register(seed)
    first = sit(office, register, tmp_path / "first").outcome
    shuffled = write_books(spread(register.entries, seed + 1000), tmp_path / "second")

    second = office.run_kits(list(reversed(shuffled)), clock=CLOCK, partial=True)

    assert contents(second.outputs()) == contents(first.outputs())
    assert mark(make_key(register.entries, RULES[PER_PERSON]), second.outputs()).all == []
