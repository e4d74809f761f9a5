"""A document is drawn with our own fonts, the same bytes each time, within bounds."""

import io
import subprocess
from typing import Any

import pytest
from tests.hwpx.making import AT, template

from jikwon.tools import pdf as pdfs
from jikwon.tools.hwpx import HwpxUnreadable, RendererMissing, Rows, drawing, fill, pdf, png
from jikwon.tools.hwpx import rendering as renderings
from jikwon.tools.hwpx.doctor import findings

FIELDS = {"제목": "중복·재신청 010-1234-5678 <b>&amp;'\"", "수신": "내부결재", "담당": "민원여권과"}


@pytest.fixture(scope="module")
def document() -> bytes:
    rows = [{"구분": f"{number}과", "접수": "1,234", "완료": "5"} for number in range(80)]
    return fill(template(), fields=FIELDS, tables={"부서별": Rows(rows=rows, total={"구분": "합계"})}, at=AT)


def test_the_pdf_says_what_the_document_says_and_is_the_same_each_time(document: bytes) -> None:
    first, second = pdf(document, at=AT), pdf(document, at=AT)

    whole = "".join("".join(pdfs.read_text(first)).split())
    assert first == second
    assert "제목:중복·재신청010-1234-5678<b>&amp;'\"" in whole
    assert all(f"{number}과1,2345" in whole for number in range(80))


def test_only_our_fonts_are_used(document: bytes) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf(document, at=AT))) as made:
        fonts = {str(font.BaseFont) for page in made.pages for font in page.Resources.Font.values()}

    assert fonts
    assert all("PretendardGOV" in name for name in fonts)


def test_a_page_is_drawn_as_a_picture(document: bytes) -> None:
    assert png(document, 1, at=AT, dpi=50).startswith(b"\x89PNG")


def test_a_machine_without_the_library_is_told_the_command(document: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: _ended(drawing.NO_LIBRARY))

    with pytest.raises(RendererMissing) as refused:
        pdf(document, at=AT)

    assert "apt-get install libfreetype6" in str(refused.value)
    assert [(each.ok, each.mend) for each in findings()] == [(False, "apt-get install libfreetype6")]


def test_a_missing_system_library_is_seen_by_the_drawing_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "FREETYPE", "libno-such-thing.so.6")

    assert drawing.main() == drawing.NO_LIBRARY


@pytest.mark.parametrize("code", [drawing.UNFIT, -9, 1])
def test_a_drawing_that_breaks_is_told_and_takes_nothing_with_it(
    document: bytes, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: _ended(code))

    with pytest.raises(HwpxUnreadable):
        pdf(document, at=AT)


def test_a_drawing_that_never_ends_is_ended(document: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderings, "WITHIN", 0.01)

    with pytest.raises(HwpxUnreadable) as refused:
        pdf(document, at=AT)

    assert refused.value.fields["why"] == "too-slow"


def test_this_machine_draws() -> None:
    assert [each.ok for each in findings()] == [True]


def _ended(code: int) -> Any:
    return subprocess.CompletedProcess(args=(), returncode=code, stdout=b"[]", stderr=b"")
