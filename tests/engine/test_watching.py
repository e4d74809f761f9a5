"""Watched folders: each file that arrives is in one run, whatever happens on the way."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.desk import Desk
from tests.engine.orders import look, request, rest_all, started

from jikwon.engine.triggers import orders
from jikwon.engine.triggers.firing import Firing
from jikwon.engine.triggers.folders import Folders
from jikwon.engine.triggers.orders import WATCH
from jikwon.model.errors import loads
from jikwon.records import runs, triggers


@pytest.fixture
def arrive(desk: Desk) -> Callable[..., Path]:
    """Give a way to let letters arrive in a watched folder."""
    folder = desk.folder / "받은 파일"
    folder.mkdir()
    orders.add(desk.office, "편지함", WATCH, "test-letters", request(desk, folder, when=""))

    def letters(number: str, *, name: str = "편지.csv") -> Path:
        path = desk.file((number, "김하나"))
        return path.rename(folder / name)

    return letters


def test_files_that_have_arrived_start_one_run(desk: Desk, arrive: Callable[..., Path]) -> None:
    look(desk)
    assert started() == []

    arrive("L1")
    arrive("L2", name="편지 2.csv")
    look(desk)
    rest_all()
    look(desk)

    (row,) = runs.latest()
    assert len(list((desk.office.home.spool / row.id).iterdir())) == 2


def test_a_file_is_taken_once_by_content_also_under_another_name(desk: Desk, arrive: Callable[..., Path]) -> None:
    path = arrive("L1")
    look(desk)
    rest_all()

    path.rename(path.with_name("다른 이름.csv"))
    look(desk)
    assert len(started()) == 1

    arrive("L2")
    look(desk)
    assert len(started()) == 2


def test_a_file_that_still_grows_is_left_alone_with_all_that_came_with_it(
    desk: Desk, arrive: Callable[..., Path]
) -> None:
    firing = Firing(desk.office, Folders(0.3))
    path = arrive("L1")
    arrive("L2", name="편지 2.csv")
    firing.look()
    time.sleep(0.35)
    with path.open("a", encoding="utf-8") as file:
        file.write("L3,박세나,,,,\n")
    firing.look()
    assert started() == []

    time.sleep(0.35)
    firing.look()

    assert len(started()) == 1


@pytest.mark.parametrize("name", ["~$편지.csv", ".편지.csv", "편지.csv.part", "편지.csv.crdownload", "Thumbs.db"])
def test_what_programs_leave_beside_files_starts_nothing(desk: Desk, arrive: Callable[..., Path], name: str) -> None:
    arrive("L1", name=name)

    look(desk)

    assert started() == []


def test_a_file_that_cannot_be_read_is_told_once_and_a_better_one_is_taken(
    desk: Desk, arrive: Callable[..., Path]
) -> None:
    path = arrive("L1")
    path.write_bytes(b"")
    look(desk)
    look(desk)

    assert started() == []
    assert [loads(each.error).code for each in triggers.latest("편지함", 10)] == ["file-empty"]

    arrive("L2")
    look(desk)

    assert len(started()) == 1


def test_a_watch_needs_a_folder(desk: Desk) -> None:
    with pytest.raises(orders.WatchWithoutFolder):
        orders.add(desk.office, "편지함", WATCH, "test-letters", request(desk, desk.file(("L1", "김하나"))))
