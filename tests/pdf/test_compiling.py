"""Forms are made in one file: what is given stands on the page as it is, or nothing is made."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jikwon.proof import forms_show, pdf_fields, same_printed
from jikwon.proof.readers.pdf import read_pdf
from jikwon.tools import pdf
from jikwon.tools.pdf import compiling, doctor, glyphs

from .making import AT, TEMPLATE, case, made, made_at, wanted

AWKWARD = (
    "#panic()", "*굵게*", "$x$", "[가]", "@나", "\\다", "_라_", "<마>", "// 바", "/* 사", "`아`", '"자"', "~",
    "--- ...", "= 제목", "- 목록", "1. 번호", "010-1234-5678-0123-4567-8901-2345-6789-0123", "https://a.b/" + "c" * 120,
    "漢字 ㎡ ℃ fi ffl -> != 뷁 똠방각하", "가 나  다", "a\nb", "가" * 200,
)  # fmt: skip


def test_a_value_comes_out_as_itself_whatever_it_means_to_a_template() -> None:
    cases = [case(n, 성명=value, 비고=value) for n, value in enumerate(AWKWARD)]

    file = made(*cases)

    pages = read_pdf(file.pdf)
    ranges = file.pages.values()
    forms = [wanted(each, pages[of.start - 1 : of.stop - 1]) for each, of in zip(cases, ranges, strict=True)]
    check = forms_show("서식", forms)
    assert check.mismatches == 0, [place.file for place in check.at]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from(sorted(glyphs.drawable())), max_size=60))
def test_every_text_that_the_fonts_can_draw_is_read_back(text: str) -> None:
    file = made(case(1, 비고=text))

    shown = {each.label: each.value for each in pdf_fields(read_pdf(file.pdf))}
    assert same_printed(shown["비고"], text)


def test_a_character_that_the_fonts_lack_stops_the_file_and_names_the_label_only() -> None:
    with pytest.raises(pdf.GlyphMissing) as caught:
        made(case(1), case(2, 성명="김\U0001f44d나"))

    assert caught.value.fields == {"field": "성명", "codes": "U+1F44D"}
    assert "김" not in caught.value.text("ko")


def test_decomposed_hangul_is_drawn_whole() -> None:
    file = made(case(1, 성명=unicodedata.normalize("NFD", "각하")))

    assert {each.label: each.value for each in pdf_fields(read_pdf(file.pdf))}["성명"] == "각하"


def test_the_same_input_gives_the_same_bytes() -> None:
    cases = [case(n) for n in range(3)]

    assert made(*cases).pdf == made(*cases).pdf
    assert made(*cases, tagged=True).pdf == made(*cases, tagged=True).pdf
    assert made_at(made(*cases).pdf) == "D:20211006000000Z"


def test_pages_are_told_by_key_also_over_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case(n, visits=60 if n == 3 else 2) for n in range(7)]
    whole = made(*cases)

    monkeypatch.setattr(compiling, "PIECE", 3)
    pieces = made(*cases)

    assert pieces.pages == whole.pages
    assert pieces.pages["C-0003"] == range(4, 7)
    assert pdf.read_text(pieces.pdf) == pdf.read_text(whole.pdf)
    assert pieces.pdf == made(*cases).pdf


def test_a_template_that_does_not_fit_its_data_says_where_without_a_value() -> None:
    broken = case(1)
    broken["person"][2]["value"] = "비밀"

    with pytest.raises(pdf.TemplateFailed) as caught:
        made(broken)

    assert caught.value.fields["template"] == TEMPLATE.name
    assert "비밀" not in caught.value.text("ko")


def test_nothing_is_made_without_the_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf.fonts, "FOLDER", tmp_path)
    pdf.fonts.book.cache_clear()
    glyphs.drawable.cache_clear()

    with pytest.raises(pdf.FontsMissing, match=r"setup/npm\.sh"):
        pdf.compile(TEMPLATE, {"forms": []}, at=AT)
    (finding,) = doctor.findings()
    assert not finding.ok
    assert finding.mend == "bash setup/npm.sh"
    monkeypatch.undo()
    glyphs.drawable.cache_clear()
    assert all(each.ok for each in doctor.findings())


def test_importing_the_tool_loads_no_library() -> None:
    heavy = "{'typst', 'pypdfium2', 'pikepdf', 'PIL'} & set(sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", f"import sys, jikwon.tools.pdf, jikwon.proof; print({heavy})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert said.stdout == "set()\n"


def test_a_soft_hyphen_is_lacking_since_a_page_shows_it_only_where_a_line_breaks() -> None:
    assert pdf.lacking("가\N{SOFT HYPHEN}나") == ("U+00AD",)
