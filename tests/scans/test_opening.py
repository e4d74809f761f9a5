"""Files of scans: every kind that scanners make opens, and nothing that is none gets further than its bounds."""

from pathlib import Path

import pytest
from PIL import Image
from tests.scans.making import encoded, paper

from jikwon.model import InputError
from jikwon.tools import scans
from jikwon.tools.scans import opening


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "PDF"])
def test_every_kind_that_scanners_make_opens_as_a_picture(kind: str) -> None:
    data = encoded(paper(), kind)

    page = scans.open_page(data, file=f"a.{kind.lower()}", page=1)

    assert page.ndim == 3
    assert page.shape[2] == 3
    assert page.mean() > 240


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_pages_of_one_file_are_counted_and_opened_one_by_one(kind: str) -> None:
    second = Image.new("RGB", (600, 800), (0, 0, 0))
    data = encoded(paper(), kind, save_all=True, append_images=[second])

    assert scans.count_pages(data, file="a") == 2
    assert scans.open_page(data, file="a", page=1).mean() > 240
    assert scans.open_page(data, file="a", page=2).mean() < 10


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_pictures_of_any_depth_become_the_same_white_page(mode: str) -> None:
    grey = Image.new("L", (600, 800), 255)
    image = Image.new("I;16", grey.size, 65000) if mode == "I;16" else grey.convert("RGB").convert(mode)

    page = scans.open_page(encoded(image, "TIFF" if mode in ("CMYK", "I;16") else "PNG"), file="a", page=1)

    assert page.min() > 235


def test_a_page_taken_on_its_side_is_turned_as_its_own_note_says() -> None:
    image = paper(600, 800)
    note = Image.Exif()
    note[0x0112] = 6

    page = scans.open_page(encoded(image, "JPEG", exif=note), file="a.jpg", page=1)

    assert page.shape[:2] == (600, 800)


def test_a_finer_scan_is_brought_down_and_a_coarse_one_stays() -> None:
    fine = scans.open_page(encoded(paper(3000, 4000), "PNG"), file="a.png", page=1)
    coarse = scans.open_page(encoded(paper(600, 800), "PNG"), file="a.png", page=1)

    assert min(fine.shape[:2]) == opening.SHORT_SIDE
    assert coarse.shape[:2] == (800, 600)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4 nothing", b"\x89PNG\r\n\x1a\n", b"II*\0\x08\0\0\0", encoded(paper(), "JPEG")[:200]],
    ids=["empty", "pdf", "png", "tiff", "jpeg"],
)
def test_a_damaged_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"접수\.pdf"):
        scans.open_page(data, file="접수.pdf", page=1)


def test_a_truncated_picture_is_refused(tmp_path: Path) -> None:
    whole = encoded(Image.effect_noise((700, 900), 60), "JPEG", quality=95)

    with pytest.raises(scans.ScanUnreadable):
        scans.open_page(whole[: len(whole) // 2], file="a.jpg", page=1)


def test_more_pixels_than_a_scanner_makes_are_refused_before_they_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PIXELS_MAX", 100_000)

    for kind in ("PNG", "PDF"):
        with pytest.raises(scans.ScanTooLarge):
            scans.open_page(encoded(paper(), kind), file="a", page=1)


def test_more_pages_than_are_read_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PAGES_MAX", 1)
    data = encoded(paper(), "TIFF", save_all=True, append_images=[paper()])

    with pytest.raises(scans.PagesTooMany):
        scans.count_pages(data, file="a.tif")
