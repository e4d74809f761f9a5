"""The exam examines itself: files open, totals add up, a faultless answer passes and every planted fault is found."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest

from .faithful import code_for, release, write_outputs
from .hygiene.answers import interview
from .hygiene.entry import Asked, Entry
from .hygiene.hostile import FILES, write_hostile
from .hygiene.key import PER_HOUSEHOLD, PER_PERSON, TABLE, Key, Told, make_key, supplement
from .hygiene.marks import Marks, mark
from .hygiene.office import RULES, random_register, split_days, spread
from .hygiene.promises import PROMISES
from .hygiene.shapes import SHAPES, rows_of
from .hygiene.streets import buildings, road_nobody_has, roads
from .hygiene.tables import ALL, Book, Table, columns
from .hygiene.writers import write_books
from .outputs import read_outputs
from .reports import faults_of_privacy, faults_of_report, share_that_needs_nobody
from .singles import promises_register, shapes_register

SEEDS = range(4)


def key_of(seed: int, folder: Path, policy: str = PER_PERSON) -> Key:
    """Write a random register and return its key."""
    register = random_register(seed)
    write_books(register.books, folder / "in")
    return make_key(register.entries, RULES[policy])


def mark_faithful(key: Key, folder: Path) -> Marks:
    """Mark the outputs of a faultless robot."""
    return mark(key, read_outputs(write_outputs(key, folder / "out")))


@pytest.mark.parametrize("policy", [PER_PERSON, PER_HOUSEHOLD, TABLE])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_faultless_answer_passes(seed: int, policy: str, tmp_path: Path) -> None:
    key = key_of(seed, tmp_path, policy)

    assert mark_faithful(key, tmp_path).all == []


def test_a_faultless_report_passes(tmp_path: Path) -> None:
    key = key_of(5, tmp_path)
    outcome = release(key, tmp_path / "out")

    assert faults_of_report(key, outcome) == []
    assert faults_of_privacy(key, outcome) == []
    assert share_that_needs_nobody(key, 0) == 1.0


def test_a_faulty_report_is_found(tmp_path: Path) -> None:
    key = key_of(5, tmp_path)
    outcome = release(replace(key, excluded=key.excluded[1:]), tmp_path / "out")
    (tmp_path / "out" / outcome.run / "stray.csv").write_text("", encoding="utf-8")

    faults = faults_of_report(key, outcome)

    assert len(faults) >= 2, faults


@pytest.mark.parametrize("seed", SEEDS)
def test_everyone_has_one_fate(seed: int, tmp_path: Path) -> None:
    key = key_of(seed, tmp_path)

    fates = Counter([*key.served, *(t.entry for t in key.asked), *(t.entry for t in key.excluded if t.code != "중복")])

    assert fates == Counter(key.entries)
    assert 180 < len(key.entries) < 420
    assert key.rows == sum(len(one.rows) for one in key.entries) == len({row.at for e in key.entries for row in e.rows})


@pytest.mark.parametrize("seed", SEEDS)
def test_the_second_day_serves_only_who_is_new(seed: int, tmp_path: Path) -> None:
    register = random_register(seed)
    early, everyone = split_days(register.entries, seed)
    write_books(register.books, tmp_path / "in")
    first = make_key(early, RULES[TABLE])

    second = make_key(everyone, RULES[TABLE], before=first.served)

    assert second.served
    assert not set(second.served) & set(first.served)
    assert {told.entry for told in second.excluded if told.code == "기지급"} >= set(first.served)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_writes_the_same_register(seed: int) -> None:
    def cells(seed: int) -> list[object]:
        return [row.cells for one in random_register(seed).entries for row in one.rows]

    assert cells(seed) == cells(seed)


def test_spreading_again_changes_no_delivery(tmp_path: Path) -> None:
    register = random_register(1)
    write_books(register.books, tmp_path / "a")
    first = make_key(register.entries, RULES[PER_PERSON])

    write_books(spread(register.entries, 99), tmp_path / "b")

    assert [one.cells for one in make_key(register.entries, RULES[PER_PERSON]).deliveries] == [
        one.cells for one in first.deliveries
    ]


def test_every_promise_and_shape_stands_in_the_singles(tmp_path: Path) -> None:
    promised, shaped = promises_register(), shapes_register()
    for register in (promised, shaped):
        write_books(register.books, tmp_path / "in")

    assert {one.promise for one in promised.entries} >= PROMISES.keys()
    assert {one.promise for one in shaped.entries} >= SHAPES.keys() - {"a table with a header and no rows is no people"}
    for register in (promised, shaped):
        key = make_key(register.entries, RULES[PER_PERSON])
        assert mark_faithful(key, tmp_path).all == []


def test_rows_stand_where_their_places_say(tmp_path: Path) -> None:
    register = shapes_register()
    paths = {path.name: path for path in write_books(register.books, tmp_path)}
    checked = 0
    for one in register.entries:
        for row in one.rows:
            name, _, sheet = row.at.file.partition(" [")
            path, phone = paths[name], str(row.cells["휴대전화"])
            if path.suffix == ".csv" and "주민등록번호" not in path.read_text(_encoding(path)):
                with path.open(encoding=_encoding(path), newline="") as lines:
                    seen = list(csv.reader(lines))[row.at.row - 1]
            elif path.suffix == ".xlsx":
                book = openpyxl.load_workbook(path)
                found = book[sheet.rstrip("]")] if sheet else book[book.sheetnames[0]]
                seen = [str(cell.value) for cell in found[row.at.row]]
            else:
                continue
            assert phone in seen, (row.at, phone)
            checked += 1
    assert checked > 60


def _encoding(path: Path) -> str:
    try:
        path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8-sig"


def test_addresses_that_nobody_has_are_not_in_the_table() -> None:
    assert road_nobody_has(Random(1)) not in roads()
    assert not any(building.sub == 97 for building in buildings())
    assert len(buildings()) == 21_541


def _faults(key: Key) -> dict[str, Key]:
    """Return keys that stand for robots with one fault each."""
    first, second, *rest = key.deliveries
    shifted = (replace(first, cells=second.cells), replace(second, cells=first.cells), *rest)
    more = replace(first, cells=(*first.cells[:7], first.cells[7] + 1, first.cells[8]))
    asked = next(told for told in key.asked if isinstance(told.entry.fate, Asked))
    return {
        "two rows have each other's cells": replace(key, deliveries=shifted),
        "a row is dropped": replace(key, deliveries=(second, *rest)),
        "the order is wrong": replace(key, deliveries=(second, first, *rest)),
        "a household gets one kit more": replace(key, deliveries=(more, second, *rest)),
        "an exclusion is lost": replace(key, excluded=key.excluded[1:]),
        "an exclusion has another code": replace(
            key, excluded=(replace(key.excluded[0], code="담당자제외"), *key.excluded[1:])
        ),
        "a question is not asked": replace(key, asked=tuple(told for told in key.asked if told is not asked)),
        "a question has another code": replace(
            key, asked=tuple(replace(told, code="weather") if told is asked else told for told in key.asked)
        ),
    }


@pytest.mark.parametrize("fault", range(8))
def test_every_planted_fault_is_found(fault: int, tmp_path: Path) -> None:
    key = key_of(2, tmp_path)
    name, wrong = list(_faults(key).items())[fault]

    marks = mark(key, read_outputs(write_outputs(wrong, tmp_path / "out")))

    assert marks.all, name


def test_a_robot_that_asks_too_much_is_told_from_one_that_errs(tmp_path: Path) -> None:
    key = key_of(3, tmp_path)
    first = key.deliveries[0]
    timid = replace(key, deliveries=key.deliveries[1:], asked=(*key.asked, *(_told(one) for one in first.members)))

    marks = mark(key, read_outputs(write_outputs(timid, tmp_path / "out")))

    assert marks.wrong == []
    assert len(marks.needless) == len(first.members)


def _told(one: Entry) -> Told:
    return Told(entry=one, code="phone-unclear", places=one.places)


def test_an_interview_has_a_question_for_every_answer(tmp_path: Path) -> None:
    talk = interview(5)
    table = Table(rows=rows_of(talk.before), columns=columns(*ALL))
    write_books([Book(name="register.csv", tables=[table])], tmp_path)
    before, after = make_key(talk.before, RULES[PER_PERSON]), make_key(talk.after, RULES[PER_PERSON])
    questions = [{"id": str(n), "code": code_for(told.code)} for n, told in enumerate(before.asked)]

    answers = talk.answers_for([one for one in questions if one["code"] != "household-waits"])

    assert len(answers) == len(talk.answers)
    assert after.asked == ()
    assert mark_faithful(before, tmp_path / "before").all == []
    rest = supplement(before, after)
    assert mark(rest, read_outputs(write_outputs(rest, tmp_path / "rest")), supplement=True).all == []
    assert len(rest.served) == len(talk.answers) - 1 + 1  # one is released, one waited with a household


@pytest.mark.parametrize("name", list(FILES))
def test_every_bad_file_can_be_made(name: str, tmp_path: Path) -> None:
    path = write_hostile(name, tmp_path)

    assert path.stat().st_size < 2_000_000
    assert (path.stat().st_size == 0) == (name in ("an empty CSV", "an empty workbook file"))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 400))
def test_a_faultless_answer_to_any_register_passes(seed: int, tmp_path: Path) -> None:
    assert mark_faithful(key_of(seed, tmp_path), tmp_path).all == []
