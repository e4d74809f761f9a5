"""The exam of petitions: random months whose every cell is known, with what only a person can settle among them."""

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from .petitions import runs
from .petitions.files import SCHEMAS
from .petitions.marks import mark
from .petitions.months import DEFECTS, random_month
from .petitions.runs import Sitting, sit
from .petitions.truth import Fate

pytestmark = pytest.mark.skipif(not (runs.PROCESS / "process.py").exists(), reason="the process is not in this tree")
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
