"""A messy day of assignment as an office runs it: what is certain first, answers, then a supplement; all proved."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.home import Home

from jikwon.processes.assignment.tests.rosters import OFFICIALS, REGISTER, official, person, table
from jikwon.proof.readers import read_book

pytestmark = pytest.mark.slow
ANSWERS: Mapping[str, tuple[str, str]] = {
    "status-unknown": ("--choose", "active"),
    "phone-unclear": ("--value", "010-0123-4567"),
    "release-date-differs": ("--value", "2021-10-16 12:00"),
}


class Desk(Home):
    """An office with a register of forty people, three of whom are unclear, and a roster of eleven."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "")
        self.out = folder / "out"
        said: dict[int, dict[str, str]] = {
            3: {"상태": "무슨말"},
            8: {"휴대전화": "010-12"},
            15: {"해제예정일시": "2021-10-18 12:00", "담당공무원ID": "A2"},
            20: {"상태": "확진"},
            21: {"상세주소": "101동 122호"},
            22: {"담당공무원ID": "A99"},
            9: {"상세주소": "101동 108호"},
        }
        people = [person(number, **said.get(number, {})) for number in range(1, 41)]
        officials = [
            official(number, **({"가용상태": "휴가"} if number == 8 else {"상한": "6"} if number == 1 else {}))
            for number in range(1, 12)
        ]
        self.register, self.roster = folder / "명부.csv", folder / "공무원.csv"
        self.register.write_text(table(people, REGISTER), "utf-8")
        self.roster.write_text(table(officials, OFFICIALS), "utf-8")

    def run(self) -> dict[str, Any]:
        """Run the day, and release what is certain."""
        given = ("--input", f"register={self.register}", "--input", f"officials={self.roster}")
        more = ("--as-of", "2021-10-06T09:00", "--out", str(self.out), "--partial", "--approve")
        return self.told("run", "assignment", *given, *more)

    def answer_all(self, said: dict[str, Any]) -> None:
        """Answer every open question of a run by its code."""
        for each in said["questions"]:
            done = self.jikwon("answer", said["run"], each["id"], *ANSWERS[each["code"]])
            assert done.returncode in (0, 3), done.stderr


def rows_of(folder: Path, name: str, file: str = "assignments.xlsx") -> list[dict[str, object]]:
    """Read a sheet of a released workbook."""
    sheets = {each.name: each for each in read_book(file, (folder / file).read_bytes())}
    header, *rows = sheets[name].rows
    return [dict(zip(map(str, header), [*row, *[None] * len(header)], strict=False)) for row in rows]


def served(folder: Path) -> dict[object, object]:
    """Map who was assigned by a part of the run to whom."""
    return {row["격리자관리번호"]: row["공무원ID"] for row in rows_of(folder, "배정")}


def test_what_is_certain_is_assigned_first_and_the_rest_after_the_answers(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.run()
    desk.answer_all(first)

    second = desk.told("resume", first["run"], "--approve")

    assert (first["state"], first["exit"], first["proof"]["verdict"]) == ("needs-people", 3, "proved")
    assert sorted(each["code"] for each in first["questions"]) == sorted(ANSWERS)
    assert (second["state"], second["exit"], second["proof"]["verdict"]) == ("released", 0, "proved"), second
    folders = [desk.out / first["run"], desk.out / f"{first['run']}-2"]
    before, after = map(served, folders)
    assert not before.keys() & {"Q003", "Q008", "Q009", "Q015"}
    assert after.keys() == {"Q003", "Q008", "Q009", "Q015"}
    everybody = {f"Q{number:03}" for number in range(1, 41)} - {"Q020"}
    assert before.keys() | after.keys() == everybody
    loads = {row["공무원ID"]: row["배정인원"] for row in rows_of(folders[1], "공무원별")}
    given = [*before.values(), *after.values()]
    assert {who: given.count(who) for who in loads} == loads
    assert (after["Q015"], after["Q008"]) == ("A2", after["Q009"])


def test_both_parts_prove_themselves_and_a_changed_byte_or_notice_does_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.run()
    desk.answer_all(first)
    desk.told("resume", first["run"], "--approve")
    folders = [desk.out / first["run"], desk.out / f"{first['run']}-2"]

    whole = [desk.jikwon("proof", "verify", str(each)).returncode for each in folders]
    notice = next((folders[1] / "notices").iterdir())
    notice.write_bytes(notice.read_bytes()[:-1] + b"\x01")
    broken = [desk.jikwon("proof", "verify", str(each)).returncode for each in folders]

    assert (whole, broken) == ([0, 0], [0, 4])
