"""Deadlines that were worked out by hand, each with its reason, counted by the rules and by the proof."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from jikwon.korea import deadlines, lengths
from jikwon.korea.dates import SEOUL
from jikwon.korea.deadlines import Deadline
from jikwon.korea.readings import Reading
from jikwon.proof.deadlines import due_by_walking

with (Path(__file__).parent / "worked_deadlines.csv").open(encoding="utf-8", newline="") as table:
    WORKED = [pytest.param(row, id=f"{row['received']} {row['length']}") for row in csv.DictReader(table)]


def told(due: object) -> str:
    return f"{due:%Y-%m-%d %H:%M}" if isinstance(due, datetime) else str(due)


def test_more_than_a_hundred_are_worked_out() -> None:
    assert len(WORKED) > 130


@pytest.mark.parametrize("row", WORKED)
def test_the_rules_count_as_the_hand_did(row: dict[str, str]) -> None:
    length = lengths.read(row["length"])
    assert isinstance(length, Reading)

    deadline = deadlines.due(datetime.fromisoformat(row["received"]).replace(tzinfo=SEOUL), length.value)

    assert isinstance(deadline, Deadline)
    assert told(deadline.due) == row["due"], row["reason"]


@pytest.mark.parametrize("row", WORKED)
def test_the_walk_counts_as_the_hand_did(row: dict[str, str]) -> None:
    unit = row["length"].lstrip("0123456789")
    period = (3, "시간") if unit == "즉시" else (int(row["length"].removesuffix(unit)), unit)

    due = due_by_walking(datetime.fromisoformat(row["received"]), period)

    assert told(due) == row["due"], row["reason"]
