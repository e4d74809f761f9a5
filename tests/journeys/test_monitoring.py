"""A day of monitoring as an office runs it: settings, vault and command line, the app's answers through a browser."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.home import Home

from jikwon.proof.readers import read_book
from jikwon_practice.office import Practice

pytestmark = pytest.mark.slow
DAY = date(2021, 10, 6)
REGISTER = "격리자관리번호,성명,생년월일,휴대전화,행정동,담당공무원,해제예정일시,상태"


class Desk(Home):
    """An office that watches people through the app's administrator page."""

    def __init__(self, folder: Path, portal: Practice) -> None:
        super().__init__(folder, f'[sites.quarantine]\naddress = "{portal.address}"\ncredential = "app"\n')
        self.portal = portal
        self.keep_account("app", portal)
        self.register = folder / "격리자명부.csv"
        people = [
            f"{each.id},{each.name},{each.born},{each.mobile},{each.dong},{each.official},"
            f"{each.released_at:%Y-%m-%d %H:%M},{each.status}"
            for each in portal.quarantined()
        ]
        self.register.write_text("\n".join((REGISTER, *people)), "utf-8")

    def run(self) -> dict[str, Any]:
        """Run the day at its end and give what `--json` says, with the exit code as `exit`."""
        return self.told("run", "monitoring", "--input", f"register={self.register}", "--as-of", f"{DAY}T21:00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Open the practice office and write the settings of ours."""
    with Practice(seed=5, cases=3, date=DAY) as portal:
        yield Desk(tmp_path, portal)


def results(said: dict[str, Any]) -> dict[tuple[object, object], object]:
    """Read the temperatures of the released workbook by person and slot."""
    path = next(Path(each["path"]) for each in said["outputs"] if each["name"] == "monitoring-report")
    sheet = next(each for each in read_book(path.name, path.read_bytes()) if each.name == "결과")
    header, *rows = sheet.rows
    person, slot, took = (header.index(name) for name in ("격리자관리번호", "회차", "체온"))
    return {(row[person], row[slot]): row[took] for row in rows}


def assert_whole(desk: Desk, said: dict[str, Any]) -> None:
    """Check that every answer of the day came out of the portal, into the book, and through the proof."""
    assert (said["state"], said["exit"], said["proof"]["verdict"]) == ("released", 0, "proved"), said
    answers = [each for each in desk.portal.answers() if each.on == DAY]
    found = results(said)
    assert len(answers) > 50
    assert {(each.id, each.slot): found[each.id, each.slot] for each in answers} == {
        (each.id, each.slot): float(each.temperature) for each in answers
    }


def test_a_day_is_fetched_proved_and_released_and_so_is_the_same_day_again(desk: Desk) -> None:
    first = desk.run()
    second = desk.run()

    assert_whole(desk, first)
    assert results(second) == results(first)
    assert desk.jikwon("proof", "verify", str(Path(first["proof"]["path"]).parent)).returncode == 0
    assert desk.jikwon("audit", "verify").returncode == 0
    logs = b"".join(path.read_bytes() for path in (desk.home / "logs").rglob("*") if path.is_file())
    assert not [each for each in (desk.portal.password, desk.portal.otp_secret) if each.encode() in logs]


def test_a_wrong_password_is_tried_once_and_the_right_one_finishes_the_same_run(desk: Desk) -> None:
    desk.keep_secret("app.password", "틀린 비밀번호")
    failed = desk.run()
    desk.keep_secret("app.password", desk.portal.password)

    resumed = desk.told("resume", failed["run"])

    assert (failed["state"], failed["exit"]) == ("failed", 1)
    assert "1/5" in failed["error"]
    assert resumed["run"] == failed["run"]
    assert_whole(desk, resumed)
