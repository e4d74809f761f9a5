"""Forms found on pages, whichever way they lie; pages that are none say what they are."""

from random import Random

import numpy as np
import pytest
from PIL import Image
from tests.scans.making import SIGN_UP, SUPPORT, encoded, labels, page_of, paper, scan

from jikwon.tools import scans
from jikwon.tools.scans import straightening
from jikwon_practice.paper import Form, Line, Quality, drawing, faces
from jikwon_practice.paper.filling import Filled
from jikwon_practice.paper.wearing import photo


@pytest.mark.slow
@pytest.mark.parametrize("form", [SIGN_UP, SUPPORT], ids=lambda form: form.name)
def test_every_cell_is_bound_to_its_printed_label(form: Form) -> None:
    made = scan(form)

    found = scans.find_form(page_of(made), labels=labels(made.form))

    assert isinstance(found, scans.Sheet)
    assert set(found.cells) == set(labels(made.form))
    read = {
        line.field: scans.read(found.picture(found.cells[line.label]), scans.FIRST).text for line in made.form.lines
    }
    assert read["성명"] == made.key["성명"]
    assert read["주소"] == made.key["주소"]


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_turned_back(quarters: int) -> None:
    made = scan(SUPPORT)
    lying = straightening.turned(page_of(made), quarters)

    found = scans.find_form(lying, labels=labels(SUPPORT))

    assert isinstance(found, scans.Sheet)
    assert found.turned == quarters * 90
    assert set(found.cells) == set(labels(SUPPORT))


@pytest.mark.parametrize("degrees", [-4.0, -1.3, 0.0, 0.4, 2.5])
def test_small_angles_are_measured_to_a_tenth_of_a_degree(degrees: float) -> None:
    page = straightening.straight(page_of(scan(SUPPORT)), 0.0)
    turned = straightening.straight(page, -degrees)

    lie = straightening.lie_of(turned[..., 1].copy())

    own = straightening.lie_of(page[..., 1].copy()).skew
    assert lie.skew == pytest.approx(own + degrees, abs=0.12)
    assert lie.slant < 0.3


def test_a_blank_page_says_that_it_is_blank() -> None:
    found = scans.find_form(scans.open_page(encoded(paper(1654, 2339), "PNG"), file="a", page=1), labels=("성명",))

    assert isinstance(found, scans.Refused)
    assert found.why is scans.Why.BLANK


def test_a_photograph_says_that_it_is_one() -> None:
    found = scans.find_form(scans.open_page(photo(Random(3)), file="a.jpg", page=1), labels=("성명",))

    assert isinstance(found, scans.Refused)
    assert found.why is scans.Why.PHOTO


@pytest.mark.slow
def test_another_form_is_not_taken_for_the_one_that_was_looked_for() -> None:
    found = scans.find_form(page_of(scan(SUPPORT)), labels=("차량번호", "소유자", "주차구역", "등록일자"))

    assert isinstance(found, scans.Refused)
    assert found.why is scans.Why.OTHER_FORM


@pytest.mark.slow
def test_a_form_under_a_camera_is_not_read_as_a_scan() -> None:
    page = Image.fromarray(page_of(scan(SUPPORT)))
    width, height = page.size
    corners = (-90, 0, 60, height, width - 60, height - 40, width + 90, 60)
    slanted = np.asarray(page.transform(page.size, Image.Transform.QUAD, corners, fillcolor=(120, 120, 120)))

    found = scans.find_form(slanted, labels=labels(SUPPORT))

    assert isinstance(found, scans.Refused)


@pytest.mark.slow
def test_a_label_that_stands_twice_binds_no_cell() -> None:
    lines = (("성 명", "본인"), ("성 명", "보호자"), ("생년월일", "생년월일"), ("연락처", "연락처"))
    form = Form(
        name="신청서", sides=1, label_share=0.3, foot="",
        lines=tuple(Line(label=label, field=field, kind="text") for label, field in lines),
    )  # fmt: skip
    filled = {field: Filled(written="가나다", meant="가나다") for _, field in lines}
    drawn = drawing.draw(Random(1), form, filled, face=faces.PRINTED[0])

    found = scans.find_form(np.asarray(drawn.page)[..., ::-1].copy(), labels=("성 명", "생년월일", "연락처"))

    assert isinstance(found, scans.Sheet)
    assert set(found.cells) == {"생년월일", "연락처"}


@pytest.mark.slow
def test_a_cell_that_ink_has_closed_binds_nothing_rather_than_the_next_label() -> None:
    made = scan(SIGN_UP)
    page = page_of(made).copy()
    whole = scans.find_form(page, labels=labels(SIGN_UP))
    assert isinstance(whole, scans.Sheet)
    box, page = whole.cells["성 명"].box, whole.page.copy()
    page[box.top - 3 : box.bottom, box.left + 20 : box.right - 20] = 0

    found = scans.find_form(page, labels=labels(SIGN_UP))

    assert isinstance(found, scans.Sheet)
    assert set(found.cells) == {*labels(SIGN_UP)} - {"성 명"}


def test_poor_scans_still_show_their_labels() -> None:
    made = scan(SUPPORT, Quality.POOR)

    found = scans.find_form(page_of(made), labels=labels(SUPPORT))

    assert isinstance(found, scans.Sheet)
    assert len(found.cells) >= 6
