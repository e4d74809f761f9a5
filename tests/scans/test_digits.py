"""Digits of a line found in its ink and looked at alone, whatever the line's reading thinks of its neighbours."""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from jikwon.tools import scans
from jikwon.tools.scans import digits, holes, reading
from jikwon.tools.scans.aligning import Mark, Piece, aligned
from jikwon_practice.paper import faces
from jikwon_practice.paper.faces import Face

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

INK = 128
HIGH = 30


def drawn(text: str, *, face: Face = faces.PRINTED[0], gap: int = 0) -> "Picture":
    """Draw a cell; `gap` px stand before its last letter."""
    image = Image.new("RGB", (700, 96), (250, 250, 250))
    brush, font = ImageDraw.Draw(image), faces.opened(face, 40)
    brush.text((24, 48), text[:-1], (20, 20, 28), font, anchor="lm")
    brush.text((24 + brush.textlength(text[:-1], font) + gap, 48), text[-1], (20, 20, 28), font, anchor="lm")
    return np.asarray(image)[..., ::-1].copy()


def cut(digit: str, *, face: Face) -> "Picture":
    """Draw one digit, and cut it to its ink."""
    image = Image.new("L", (120, 120), 255)
    ImageDraw.Draw(image).text((40, 60), digit, 0, faces.opened(face, 54), anchor="lm")
    found = np.asarray(image)
    rows, columns = np.nonzero(found < INK)
    return found[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


@pytest.mark.parametrize("face", faces.installed(faces.PRINTED), ids=lambda face: face.file)
@pytest.mark.parametrize("digit", "0123456789")
def test_holes_name_the_digit_or_nothing(digit: str, face: Face) -> None:
    found = holes.digit_of(cut(digit, face=face), ink=INK)

    assert found == (digit if digit in "0689" else "")


@pytest.mark.parametrize("face", faces.installed(faces.PENS), ids=lambda face: face.file)
@pytest.mark.parametrize("digit", "0123456789")
def test_holes_of_a_written_digit_never_name_another(digit: str, face: Face) -> None:
    assert holes.digit_of(cut(digit, face=face), ink=INK) in ("", digit)


def test_a_gap_as_wide_as_a_space_is_not_read_over() -> None:
    """521 and 114 stood beside each other in a form, and every reading made one number of them."""
    close, apart = (scans.read_with_digits(drawn("송파대로 5212", gap=gap)) for gap in (0, 14))

    assert close[0].text == close[1].text == "송파대로 5212"
    assert apart[1].text != "송파대로 5212"


@pytest.mark.parametrize("face", faces.installed((faces.PRINTED[0], faces.PENS[0])), ids=lambda face: face.file)
@pytest.mark.parametrize(
    "steps", [["로", " ", "11", "4"], ["11", "월", " ", "3", "일"], ["8", " ", "11"], ["5", ".", " ", "11", "."]]
)
def test_two_ones_that_came_out_as_one_are_seen_in_the_ink(
    steps: list[str], face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    """114 was 14 in all readings of one scan, 93 % sure, and a house stood at both numbers.

    It happens where ones stand close: these are the two typefaces of the closest.
    """
    ready, boxes = stepped(steps, face=face)
    said = [(step[0], box) for step, box in zip(steps, boxes, strict=True) if step != " "]
    monkeypatch.setattr(digits, "_symbols", lambda engine: said)

    found = digits.confirmed(ready, "".join(step[0] for step in steps), reading.engine())

    assert found.endswith(digits.UNSURE)


@pytest.mark.parametrize("text", ["송파대로 114", "2021. 11. 11.", "2021년 1월 21일"])
def test_ones_that_a_line_names_are_not_asked_about(text: str) -> None:
    first, alone = scans.read_with_digits(drawn(text))

    assert first.text == alone.text == text


def stepped(steps: list[str], *, face: Face) -> tuple["Picture", list[tuple[int, int, int, int]]]:
    """Draw what a reader took in so many steps, ready for it, with the box of each step."""
    image, font = Image.new("L", (400, 80), 255), faces.opened(face, 32)
    brush, left, boxes = ImageDraw.Draw(image), 30.0, []
    for step in steps:
        brush.text((left, 40), step, 0, font, anchor="lm")
        boxes.append((round(left), 20, round(left + brush.textlength(step, font)), 60))
        left += brush.textlength(step, font)
    return np.asarray(image).copy(), boxes


def line(letters: str, *, slipped: float = 0.0) -> tuple[list[Mark], dict[int, Piece]]:
    """Lay letters out, a syllable as wide as high and a digit half as wide; boxes slip by a share of their height."""
    marks, pieces, left = [], {}, 0
    for at, letter in enumerate(letters):
        wide = HIGH // 2 if letter.isdigit() else HIGH
        pieces[at] = Piece(left=left, top=0, right=left + wide, bottom=HIGH)
        marks.append(Mark(letter=letter, middle=pieces[at].middle + slipped * HIGH))
        left += wide + 4
    return marks, pieces


@given(st.text("0123456789년월일동호길", min_size=1, max_size=20), st.floats(-0.3, 0.3))
def test_each_digit_has_its_own_piece_also_where_boxes_slip(letters: str, slipped: float) -> None:
    marks, pieces = line(letters, slipped=slipped)

    found = aligned(marks, list(pieces.values()))

    assert found == {at: piece for at, piece in pieces.items() if letters[at].isdigit()}


def test_a_digit_beside_a_syllable_is_not_taken_for_it() -> None:
    """The box of a month's 9 lay nearer to the 월 behind it, and the 9 was asked about."""
    marks, pieces = line("2021년9월28일")
    marks[5] = Mark(letter="9", middle=pieces[5].middle + 0.6 * HIGH)

    assert aligned(marks, list(pieces.values()))[5] == pieces[5]


def test_syllables_in_parts_and_grain_leave_the_digits_where_they_are() -> None:
    marks, pieces = line("로41길9")
    road, last = pieces[0], pieces[4]
    parts = [Piece(road.left, 0, road.left + 10, HIGH), Piece(road.left + 14, 0, road.right, HIGH)]
    grain = Piece(last.right + 60, 0, last.right + 70, HIGH)

    found = aligned(marks, [*parts, *list(pieces.values())[1:], grain])

    assert found == {at: pieces[at] for at in (1, 2, 4)}


def test_fewer_pieces_than_digits_are_nobodys() -> None:
    marks, pieces = line("2021")

    assert aligned(marks, list(pieces.values())[:3]) == {}
    assert aligned(marks, []) == {}
