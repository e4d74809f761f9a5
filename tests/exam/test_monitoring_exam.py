"""The exam of monitoring: each scene alone, then random days that mix them all."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pytest

from .driver import CommandLine
from .monitoring import runs
from .monitoring.commands import run_day
from .monitoring.day import Day
from .monitoring.marks import mark
from .monitoring.random_days import random_day
from .monitoring.runs import Sitting, sit, told, work, write_day
from .monitoring.scenes import SCENES
from .monitoring.sheets import Sheets, read_sheets
from .monitoring.singles import EXCUSES, excused_day, foreign_day, gone_day, scene_day, stale_day, stray_day
from .monitoring.strays import STRAYS

LEAST_SHARE = 0.97


def examine(day: Day, folder: Path) -> Sitting:
    """Let the product work on a day and hold everything it released against the key."""
    sitting = sit(day, folder)
    marks, key = sitting.marks, sitting.key

    assert marks.wrong == [], "a wrong cell or row was released"
    assert marks.missed == [], "a question was not asked"
    assert 1 - len(marks.needless) / max(key.deciding, 1) >= LEAST_SHARE
    assert marks.needless == [], "what the data decides was asked"
    assert marks.form == []
    return sitting


@pytest.mark.parametrize("name", list(SCENES))
def test_each_scene_alone(name: str, tmp_path: Path) -> None:
    examine(scene_day(name), tmp_path)


@pytest.mark.parametrize("name", list(STRAYS))
def test_each_stray_row_alone(name: str, tmp_path: Path) -> None:
    examine(stray_day(name), tmp_path)


@pytest.mark.parametrize("excuse", EXCUSES)
def test_an_excused_slot_is_done_and_a_report_for_it_is_dropped(excuse: str, tmp_path: Path) -> None:
    examine(excused_day(excuse), tmp_path)


def test_people_released_before_the_day_have_no_row_and_their_reports_are_dropped(tmp_path: Path) -> None:
    examine(gone_day(), tmp_path)


def test_people_with_foreign_names_and_no_id_are_called(tmp_path: Path) -> None:
    examine(foreign_day(), tmp_path)


def test_yesterdays_file_other_days_rows_and_a_copy_are_dropped(tmp_path: Path) -> None:
    examine(stale_day(), tmp_path)


@pytest.mark.parametrize("seed", range(8))
def test_a_random_day_comes_out_as_the_key_says(seed: int, tmp_path: Path) -> None:
    examine(random_day(seed), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 4000))
def test_thousands_of_days_come_out_as_their_keys_say(seed: int, tmp_path: Path) -> None:
    examine(random_day(seed), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_large_day_comes_out_as_the_key_says(seed: int, tmp_path: Path) -> None:
    examine(random_day(seed, size=600), tmp_path)


def test_a_decimal_comma_is_listed_in_the_proof(tmp_path: Path) -> None:
    sitting = examine(scene_day("a decimal comma is a decimal point"), tmp_path)

    commas = [one for one in sitting.key.day.reports if "," in str(one.written.get("체온", ""))]
    listed = {(note.at.file, note.at.row) for note in told(sitting.result) if note.at}
    assert {(one.place.file, one.place.row) for one in commas} <= listed


def without_places(sheets: Sheets) -> dict[str, list[tuple[str, ...]]]:
    """Return the records without what names a file or row, in the order of the sheets, ledger aside."""
    names = ("원본파일", "원본행", "이긴파일", "이긴행")
    return {
        sheet: [tuple(cell for name, cell in record.items() if name not in names) for record in records]
        for sheet, records in sheets.items()
        if sheet != "파일원장"
    }


@pytest.mark.parametrize("seed", [41, 42])
def test_the_order_of_rows_and_files_changes_no_record(seed: int, tmp_path: Path) -> None:
    first = sit(random_day(seed), tmp_path / "first")
    again = random_day(seed)
    chance = Random(seed)
    for book in (*again.register, *(file.book for file in again.files if file.book)):
        for table in book.tables:
            rows = list(table.rows)
            chance.shuffle(rows)
            table.rows = rows

    inputs = write_day(again, tmp_path / "second")
    second, _ = read_sheets(runs.workbook(work(again, inputs, reverse=True)))

    mixed, due = without_places(second), without_places(first.sheets)
    for name in due:  # rows of 탈락 and 확인필요 that stand in no record of their own may follow their places
        assert (sorted(mixed[name]), len(mixed[name])) == (sorted(due[name]), len(due[name])), name
    assert mixed["결과"] == due["결과"]
    assert mixed["전화목록"] == due["전화목록"]


def test_the_report_is_one_page(tmp_path: Path) -> None:
    result = sit(random_day(7), tmp_path).result

    path = next(path for path in result.outputs.values() if path.suffix == ".pdf")
    with pypdfium2.PdfDocument(path) as document:
        assert (path.name, len(document)) == ("monitoring-report.pdf", 1)


FAULTS: dict[str, Callable[[Sheets], object]] = {
    "two rows have each other's temperatures": lambda s: _swap(s, "결과", "체온"),
    "two rows have each other's sources": lambda s: _swap(s, "결과", "원본행"),
    "two rows have each other's officials": lambda s: _swap(s, "결과", "담당공무원"),
    "a row is dropped": lambda s: s["결과"].pop(3),
    "a row is doubled": lambda s: s["결과"].append(s["결과"][3]),
    "a call is lost": lambda s: s["전화목록"].pop(),
    "a silent person is not listed": lambda s: s["미응답"].pop(),
    "a figure is wrong": lambda s: s["행정동별집계"][0].update(응답="99"),
    "a question is lost": lambda s: s["확인필요"].clear(),
    "a dropped row is not told": lambda s: s["탈락"].clear(),
    "the ledger counts one too many": lambda s: s["파일원장"][-1].update(행수="99"),
}


def _swap(sheets: Sheets, name: str, column: str) -> None:
    first = sheets[name][0]
    second = next(one for one in sheets[name] if one[column] != first[column] and one[column] and first[column])
    first[column], second[column] = second[column], first[column]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """Return a day that the product has worked on."""
    return sit(scene_like_day(), tmp_path_factory.mktemp("marked"))


def scene_like_day() -> Day:
    """Return the first random day with a question, a dropped row and a call."""
    return random_day(12)


@pytest.mark.parametrize("fault", list(FAULTS))
def test_every_planted_fault_is_found(fault: str, marked: Sitting) -> None:
    spoiled = {name: [dict(record) for record in records] for name, records in marked.sheets.items()}
    FAULTS[fault](spoiled)

    assert len(mark(marked.key, spoiled).all) > len(mark(marked.key, marked.sheets).all), fault


def test_a_day_through_the_command_line_comes_out_as_the_key_says(office: CommandLine, tmp_path: Path) -> None:
    day = random_day(51)

    outcome, marks = run_day(office, day, tmp_path)

    assert marks.all == []
    assert outcome.code == (3 if outcome.report["questions"] else 0)
    assert outcome.report["proof"]["verdict"] == "proved"
    verified = office.command("proof", "verify", str(outcome.out / outcome.run))
    assert verified.code == 0, verified.stderr
