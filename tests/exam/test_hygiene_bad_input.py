"""Bad usage and unreadable input end with exit 2 before any work, in one line that names the culprit."""

import json
from pathlib import Path

import pytest

from .driver import CommandLine, Outcome
from .hygiene.hostile import FILES, HEADER, MISSING, csv_text, write_hostile
from .hygiene.office import CLOCK


def assert_refused(outcome: Outcome, *culprits: str) -> None:
    """Hold an outcome to the contract for bad input: exit 2, one line, the same in JSON, nothing made."""
    assert outcome.code == 2, outcome.stderr
    lines = outcome.stderr.strip().splitlines()
    assert len(lines) == 1, outcome.stderr
    assert json.loads(outcome.stdout) == {"state": "failed", "error": lines[0]}
    for culprit in culprits:
        assert culprit in lines[0]
    assert "Traceback" not in outcome.stderr
    assert outcome.folders() == []


def good(folder: Path, name: str = "good.csv") -> Path:
    """Write a register that nothing is wrong with."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(csv_text(), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", list(FILES))
def test_a_bad_file_is_refused(name: str, office: CommandLine, tmp_path: Path) -> None:
    path = write_hostile(name, tmp_path)

    outcome = office.run_kits([path], clock=CLOCK)

    assert_refused(outcome, path.name, MISSING.get(path.name, ""))


def test_one_bad_file_among_good_ones_stops_the_run(office: CommandLine, tmp_path: Path) -> None:
    outcome = office.run_kits([good(tmp_path), write_hostile("a workbook cut in half", tmp_path)], clock=CLOCK)

    assert_refused(outcome, "half.xlsx")


def test_a_missing_column_is_named_with_the_headers_that_were_seen(office: CommandLine, tmp_path: Path) -> None:
    outcome = office.run_kits([write_hostile("a CSV without phones", tmp_path)], clock=CLOCK)

    assert_refused(outcome, "nophone.csv", "휴대전화", HEADER[1], HEADER[4])


def test_a_bad_delivered_file_is_refused(office: CommandLine, tmp_path: Path) -> None:
    delivered = tmp_path / "delivered.csv"
    delivered.write_text("성명,비고\n김가람,\n", encoding="utf-8")

    assert_refused(office.run_kits([good(tmp_path)], delivered=[delivered], clock=CLOCK), "delivered.csv")


def test_two_files_of_the_same_content_are_refused(office: CommandLine, tmp_path: Path) -> None:
    outcome = office.run_kits([good(tmp_path, "a.csv"), good(tmp_path, "b.csv")], clock=CLOCK)

    assert_refused(outcome, "a.csv", "b.csv")


def test_a_missing_file_is_refused(office: CommandLine, tmp_path: Path) -> None:
    assert_refused(office.run_kits([tmp_path / "nowhere.csv"], clock=CLOCK), "nowhere.csv")


def test_a_folder_with_a_foreign_file_is_refused(office: CommandLine, tmp_path: Path) -> None:
    good(tmp_path / "folder")
    (tmp_path / "folder" / "memo.hwp").write_bytes(b"HWP Document File")

    assert_refused(office.run_kits([tmp_path / "folder"], clock=CLOCK), "memo.hwp")


def test_an_empty_folder_is_refused(office: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()

    assert_refused(office.run_kits([tmp_path / "nothing"], clock=CLOCK), "nothing")


def test_a_run_without_a_register_is_refused(office: CommandLine) -> None:
    assert_refused(office.run_kits([], clock=CLOCK), "register")


USAGE = {
    "an unknown option": (["--colour"], "--colour"),
    "an unknown setting": (["--set", "colour=red"], "colour"),
    "a setting without a value": (["--set", "policy"], "policy"),
    "an unknown input": (["--input", "people=/nowhere.csv"], "people"),
    "an input without a path": (["--input", "register"], "register"),
    "an unknown policy": (["--set", "policy=per-dog"], "per-dog"),
    "a table that is none": (["--set", "policy=table", "--set", "table=1:x"], "table"),
    "a table without a size of one": (["--set", "policy=table", "--set", "table=2:1"], "table"),
    "a clock that does not exist": (["--as-of", "2021-13-01T09:00"], "2021-13-01"),
    "a clock without a time": (["--as-of", "2021-10-06"], "2021-10-06"),
}


@pytest.mark.parametrize("name", list(USAGE))
def test_bad_usage_is_refused(name: str, office: CommandLine, tmp_path: Path) -> None:
    extra, culprit = USAGE[name]

    assert_refused(office.run_kits([good(tmp_path)], clock=CLOCK, extra=extra), culprit)


def test_an_unknown_process_is_refused(office: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    line = ["run", "hygiene-kitz", "--input", f"register={good(tmp_path)}", "--out", str(out), "--json"]

    assert_refused(office.command(*line, out=out), "hygiene-kitz")


def test_without_json_the_line_stands_alone(office: CommandLine, tmp_path: Path) -> None:
    path = write_hostile("an empty CSV", tmp_path)

    outcome = office.command("run", "hygiene-kits", "--input", f"register={path}", "--out", str(tmp_path / "out"))

    assert outcome.code == 2
    assert len(outcome.stderr.strip().splitlines()) == 1
    assert "empty.csv" in outcome.stderr
    assert outcome.stdout == ""


def test_bytes_that_are_no_text_are_never_guessed(office: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes(csv_text().encode("cp949").replace("가".encode("cp949"), b"\xff\xff"))

    outcome = office.run_kits([path], clock=CLOCK, partial=True)

    assert outcome.code in (2, 3), "either the file is refused or the name is asked"
    if outcome.code == 3:
        assert outcome.outputs().deliveries == []
