"""The exam of petitions: random months whose every cell is known, with what only a person can settle among them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .petitions.files import SCHEMAS
from .petitions.marks import mark
from .petitions.months import DEFECTS, random_month
from .petitions.runs import Sitting, sit
from .petitions.truth import Fate

MOST_ASKED = 0.03


def assert_passed(sitting: Sitting) -> None:
    assert sitting.faults == []
    assert sitting.marks.wrong == []
    assert sitting.marks.unasked == []
    assert sitting.marks.share >= 1 - MOST_ASKED, sitting.marks.needless


@pytest.mark.parametrize("seed", range(3))
def test_a_random_month_comes_out_as_it_is(seed: int, tmp_path: Path) -> None:
    assert_passed(sit(random_month(seed), tmp_path))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_hundred_months_come_out_as_they_are(seed: int, tmp_path: Path) -> None:
    assert_passed(sit(random_month(seed), tmp_path))


FAULTS: dict[str, Callable[[dict[str, list[dict[str, str]]]], object]] = {
    "two rows have each other's answers": lambda s: _swap(s, "답변내용"),
    "two rows have each other's deadlines": lambda s: _swap(s, "처리기한일시"),
    "two rows have each other's days": lambda s: _swap(s, "실처리일수"),
    "a row is dropped": lambda s: s["처리결과"].pop(3),
    "a row is doubled": lambda s: s["처리결과"].append(s["처리결과"][3]),
    "a late one is not listed": lambda s: s["지연"].pop(),
    "a link is lost": lambda s: s["중복·재신청"].clear(),
    "a figure is wrong": lambda s: s["부서별"][0].update(완료="99"),
    "a mean is wrong": lambda s: s["경로별"][-1].update(평균처리일="99.9"),
    "a question is lost": lambda s: s["확인필요"].clear(),
    "a petitioner's house number is shown": lambda s: s["처리결과"][0].update(민원인주소="송파구 올림픽로 326"),
}


def _swap(sheets: dict[str, list[dict[str, str]]], column: str) -> None:
    first = next(one for one in sheets["처리결과"] if one[column])
    other = next(one for one in sheets["처리결과"] if one[column] and one[column] != first[column])
    first[column], other[column] = other[column], first[column]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """Return a month that the process has worked on."""
    return sit(random_month(0), tmp_path_factory.mktemp("marked"))


@pytest.mark.parametrize("fault", list(FAULTS))
def test_every_planted_fault_is_found(fault: str, marked: Sitting) -> None:
    spoiled = {name: [dict(record) for record in records] for name, records in marked.sheets.items()}
    FAULTS[fault](spoiled)

    found, before = mark(marked.month, spoiled), marked.marks
    assert len(found.wrong) + len(found.unasked) > len(before.wrong) + len(before.unasked), fault


def test_the_order_of_files_and_rows_changes_nothing(marked: Sitting, tmp_path: Path) -> None:
    again = random_month(0)
    for rows in again.files.values():
        rows.reverse()

    second = sit(again, tmp_path, reverse=True).sheets

    for name, due in marked.sheets.items():
        if name != "확인필요":
            assert second[name] == due, name


@pytest.mark.parametrize("schema", SCHEMAS)
def test_no_column_of_the_three_real_lists_is_asked_about(schema: int, tmp_path: Path) -> None:
    month = random_month(1)
    month.schema_of = dict.fromkeys(month.files, schema)

    assert not [each for each in sit(month, tmp_path).result.questions if each.about != "item"]


def test_the_kinds_of_doubt_that_only_a_person_settles_are_all_planted() -> None:
    planted = {each.defect for seed in range(15) for each in random_month(seed).asked}

    assert planted == {*DEFECTS, "two-contents"}
    assert all(each.fate is Fate.ASKED for each in random_month(3).asked)
