"""Filled forms of the practice office: the same for the same seed, with a key that says what stands in them."""

import csv
import io
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jikwon.korea import Reading, dates, phones
from jikwon_practice.paper import FORMS, Quality, faces, scans
from jikwon_practice.paper.__main__ import main


def test_the_same_seed_makes_the_same_scans_and_another_seed_others() -> None:
    first, again, other = (next(iter(scans(seed, 1))) for seed in (5, 5, 6))

    assert (first.data, first.key) == (again.data, again.key)
    assert first.data != other.data


def test_every_field_of_the_form_has_its_value_in_the_key() -> None:
    for scan in scans(9, 4):
        assert list(scan.key) == [line.field for line in scan.form.lines]
        for line in scan.form.lines:
            value = scan.key[line.field]
            assert value or not line.required
            match line.kind:
                case "date":
                    assert isinstance(dates.read_day(value), Reading)
                case "phone":
                    assert isinstance(phones.read(value), Reading)
                    assert value.startswith("010-0")
                case "choice":
                    assert value in line.values


@pytest.mark.parametrize("quality", list(Quality))
def test_a_scan_is_an_a4_page_at_200_dpi_and_poor_ones_are_darker(quality: Quality) -> None:
    (scan,) = scans(3, 1, quality=quality, turned=0)

    image = Image.open(io.BytesIO(scan.data))

    assert image.size == (1654, 2339)
    assert np.asarray(image.convert("L")).std() > 5


def test_pages_on_their_side_or_head_are_told_in_the_scan() -> None:
    lies = Counter(scan.turned for scan in scans(4, 6, turned=1.0, form=FORMS[1]))

    assert set(lies) <= {90, 180, 270}


def test_a_missing_typeface_stops_with_the_command_that_installs_it() -> None:
    with pytest.raises(faces.FaceMissing, match="apt-get install"):
        faces.opened(faces.Face(file="Nowhere.ttf"), 30)


@pytest.mark.slow
def test_the_command_writes_a_folder_for_each_form_with_its_template_and_key(tmp_path: Path) -> None:
    assert main(["--seed", "2", "--forms", "4", "--to", str(tmp_path)]) == 0

    for folder in tmp_path.iterdir():
        rows = list(csv.DictReader((folder / "key.csv").read_text("utf-8").splitlines()))
        assert {row["파일"] for row in rows} == {path.name for path in (folder / "scans").iterdir()}
        assert "[[fields]]" in (folder / "template.toml").read_text("utf-8")
