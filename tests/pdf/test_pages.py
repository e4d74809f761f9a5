"""Pages are taken out, joined, read and shown, always with the same bytes."""

import io

import pytest
from PIL import Image

from jikwon.tools import pdf

from .making import case, made, made_at


def test_a_form_taken_out_shows_its_own_pages_only() -> None:
    file = made(*(case(n, visits=60) for n in range(3)))

    parts = list(pdf.split_all(file.pdf, file.pages.values()))

    texts = pdf.read_text(file.pdf)
    assert len(texts) == 9
    assert [pdf.read_text(part) for part in parts] == [texts[0:3], texts[3:6], texts[6:9]]
    assert parts[1] == pdf.split(file.pdf, file.pages["C-0001"])
    assert b"C-0002" not in parts[1]


def test_files_joined_have_all_pages_in_order_and_the_same_bytes() -> None:
    one, other = made(case(1)).pdf, made(case(2, visits=60)).pdf

    joined = pdf.merge([one, other])

    assert pdf.read_text(joined) == pdf.read_text(one) + pdf.read_text(other)
    assert joined == pdf.merge([one, other])
    assert made_at(joined) == made_at(one) == "D:20211006000000Z"


def test_a_page_is_shown_as_a_picture() -> None:
    picture = Image.open(io.BytesIO(pdf.render(made(case(1)).pdf, 1, dpi=72)))

    assert picture.size == (596, 842)
    assert len(picture.convert("L").getcolors() or ()) > 10


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7 and no more", b"PK\x03\x04"])
def test_what_is_no_pdf_is_told(broken: bytes) -> None:
    with pytest.raises(pdf.PdfUnreadable):
        pdf.read_text(broken)
    with pytest.raises(pdf.PdfUnreadable):
        pdf.split(broken, [1])
    with pytest.raises(pdf.PdfUnreadable):
        pdf.merge([broken, broken])


def test_a_page_that_is_not_there_is_told() -> None:
    file = made(case(1)).pdf

    for page in (0, 2):
        with pytest.raises(pdf.PdfUnreadable):
            pdf.split(file, [page])
        with pytest.raises(pdf.PdfUnreadable):
            pdf.render(file, page)
    with pytest.raises(pdf.PdfUnreadable):
        pdf.merge([])
