"""Rows come back as they were from either database, whatever they hold, or are refused with their place."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.moving.conftest import Machine, wish

from jikwon.records import filling, snapshot
from jikwon.records.database import together
from jikwon.records.filling import RowUnfit, TablesDiffer
from jikwon.records.snapshot import Row, Table

_INT = st.integers(-(1 << 63), (1 << 63) - 1)
_FLOAT = st.floats() | st.sampled_from([1e-320, -0.0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1795416853.4594812])
_TEXT = st.text(max_size=30) | st.sampled_from(
    ["", "\0", "가\u0301", "\U0010ffff", "'; --", "%s", "?", "\r\n", "\ufeff"]
)
_BLOB = st.binary(max_size=60) | st.sampled_from([b"", b"\0", bytes(range(256))])


class RolledBack(Exception):
    """Ends a transaction of which nothing shall stay."""


def back_from(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Write rows and read them back."""
    found: list[Row] = []
    with pytest.raises(RolledBack), together():
        filling.fill(table, rows)
        found = list(snapshot.rows(table))
        raise RolledBack
    return found


def named(name: str) -> Table:
    return next(each for each in snapshot.tables() if each.name == name)


def is_unfit(row: Row) -> bool:
    if snapshot.kind() == "sqlite":
        return any(value != value for value in row)
    return any("\0" in value for value in row if isinstance(value, str))


def packed(rows: Sequence[Row]) -> list[bytes]:
    return [snapshot.packed([plain(value) for value in row]) for row in rows]


def plain(value: object) -> object:
    """Make one zero of both, and one no-number of all: the databases do not keep them apart."""
    if not isinstance(value, float):
        return value
    return math.nan if math.isnan(value) else value + 0.0


def assert_comes_back(table: Table, rows: Sequence[Row]) -> None:
    if any(is_unfit(row) for row in rows):
        with pytest.raises(RowUnfit), together():
            filling.fill(table, rows)
        return
    assert packed(back_from(table, rows)) == packed(rows)


@settings(max_examples=60)
@given(st.data())
def check_effects(data: st.DataObject) -> None:
    """Text keys, blobs that may be missing, floats that may be missing."""
    maybe = _BLOB | st.none()
    row = st.tuples(_TEXT, _TEXT, _BLOB, _TEXT, _TEXT, _FLOAT, maybe, maybe, _FLOAT | st.none())
    rows = data.draw(st.lists(row, max_size=5, unique_by=lambda each: each[0]))
    assert_comes_back(named("effects"), sorted(rows, key=lambda each: each[0].encode()))


@settings(max_examples=30)
@given(st.lists(st.tuples(_INT, _TEXT, _TEXT), max_size=5, unique_by=lambda each: each[0]))
def check_audit(rows: list[Row]) -> None:
    """Large whole numbers as keys."""
    assert_comes_back(named("audit"), sorted(rows, key=lambda each: int(each[0])))


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(_TEXT, _TEXT, _TEXT, _BLOB, _TEXT, st.booleans(), _FLOAT, _FLOAT),
        max_size=3,
        unique_by=lambda each: each[0],
    )
)
def check_triggers(rows: list[Row]) -> None:
    """Yes and no."""
    assert_comes_back(named("triggers"), sorted(rows, key=lambda each: each[0].encode()))


def test_rows_come_back_whatever_they_hold(machine: Machine) -> None:
    assert machine.office
    check_effects()
    check_audit()
    check_triggers()


def test_a_number_that_a_column_cannot_keep_is_refused_with_its_place(machine: Machine) -> None:
    table = named("measurements")
    rows: list[Row] = [(1, "p", "w", "n", "2021-10-06", 1 << 31, 1.0), (2, "p", "w", "n", "2021-10-06", 5, 1.0)]
    if snapshot.kind() == "sqlite":
        assert back_from(table, rows) == rows
        return
    with pytest.raises(RowUnfit) as caught, together():
        filling.fill(table, reversed(rows))
    assert caught.value.fields == {"table": "measurements", "column": "items", "row": 2}


def test_rows_of_other_columns_are_refused(machine: Machine) -> None:
    with pytest.raises(TablesDiffer), together():
        filling.fill(Table(name="wishes", columns=("id", "text")), [])
    with pytest.raises(TablesDiffer), together():
        filling.fill(Table(name="strangers", columns=("id",)), [])


def test_numbers_of_new_rows_go_on_after_those_that_were_filled_in(machine: Machine) -> None:
    with together():
        filling.fill(named("wishes"), [(7, "a", "b", 1.0)])
    wish("c", "d")

    assert [row[0] for row in snapshot.rows(named("wishes"))] == [7, 8]


def test_a_snapshot_stands_still_while_others_write(machine: Machine) -> None:
    wish("a", "first")
    with snapshot.standing_still() as still:
        wish("b", "second")
        seen = [list(snapshot.rows(named("wishes"), alias)) for alias in (still, "default")]

    assert [len(each) for each in seen] == [1, 2]
    assert snapshot.tally(seen[0]) != snapshot.tally(seen[1])


def test_every_table_is_named_once_and_sessions_are_not() -> None:
    names = [each.name for each in snapshot.tables()]

    assert names == sorted(set(names))
    assert {"runs", "items", "acts", "effects", "audit", "questions", "restores"} <= set(names)
    assert not {"django_session", "django_migrations"} & set(names)
