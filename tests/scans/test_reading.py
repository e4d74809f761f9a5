"""Cells read: stamps taken away, blanks told, and a clear error where the data for Korean are missing."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from jikwon.tools import scans
from jikwon.tools.scans import cleaning, tessdata
from jikwon.tools.scans.doctor import findings
from jikwon_practice.paper import faces

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

WAYS = (scans.FIRST, scans.SECOND, scans.CHECK)


def cell(text: str, *, stamped: bool = False, size: int = 38) -> "Picture":
    """Draw one cell with its lines left outside."""
    image = Image.new("RGB", (560, 96), (250, 250, 250))
    brush = ImageDraw.Draw(image)
    brush.text((24, 48), text, (20, 20, 28), faces.opened(faces.PRINTED[0], size), anchor="lm")
    if stamped:
        brush.ellipse((60, -10, 170, 100), outline=(214, 48, 52), width=6)
    return np.asarray(image)[..., ::-1].copy()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
@pytest.mark.parametrize("text", ["2021-10-06", "010-0126-4587", "송파구 올림픽로 326"])
def test_printed_cells_are_read_exactly_in_every_way(text: str, way: scans.Way) -> None:
    found = scans.read(cell(text), way)

    assert found.text == text
    assert found.confidence > 60


def test_a_digit_that_only_its_neighbours_suggest_is_not_confirmed() -> None:
    """In this typeface every way of reading the line makes a 5 of the flat 3, and two of them surely."""
    picture = cell("010-0123-4567")

    first, alone = scans.read_with_digits(picture)

    assert first.text != "010-0123-4567"
    assert alone.text != first.text


def test_digits_that_read_the_same_alone_confirm_the_line() -> None:
    first, alone = scans.read_with_digits(cell("010-0126-4587"))

    assert first.text == alone.text == "010-0126-4587"


def test_a_red_stamp_is_taken_away_and_the_ink_below_it_stays() -> None:
    plain, stamped = cell("010-0126-4587"), cell("010-0126-4587", stamped=True)

    assert scans.read(stamped, scans.FIRST).text == "010-0126-4587"
    difference = np.abs(cleaning.without_stamps(plain).astype(int) - cleaning.without_stamps(stamped).astype(int))
    assert (difference > 90).mean() < 0.01


def test_a_cell_without_ink_is_blank_for_sure() -> None:
    found = scans.read(cell(""), scans.FIRST)

    assert (found.text, found.confidence) == ("", 100.0)


def test_a_line_left_along_an_edge_is_no_writing() -> None:
    picture = cell("")
    picture[:6] = 30

    assert scans.read(picture, scans.FIRST).confidence == 100.0


def test_missing_data_stop_with_the_command_that_installs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tessdata, "FOLDERS", (str(tmp_path),))
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.delenv("JIKWON_TESSDATA", raising=False)

    with pytest.raises(scans.LanguageMissing, match="apt-get install -y tesseract-ocr-kor"):
        tessdata.folder()
    (finding,) = findings()
    assert not finding.ok
    assert finding.mend == tessdata.MEND


def test_the_offices_own_folder_of_data_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / tessdata.FILE).write_bytes(b"data")
    monkeypatch.setenv("JIKWON_TESSDATA", str(tmp_path))

    assert tessdata.folder() == tmp_path
