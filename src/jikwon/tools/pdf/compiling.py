"""Making a PDF from a template and data."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jikwon.model import Personal, fact
from jikwon.tools.pdf import fonts, glyphs
from jikwon.tools.pdf.errors import GlyphMissing, TemplateFailed
from jikwon.tools.pdf.pages import merge

if TYPE_CHECKING:
    import typst

LIBRARY = Path(__file__).parent / "typst"
"""The folder of Typst packages that templates may import; ours is `@jikwon/form:1.0.0`."""
PIECE = 10
"""So many forms are made in one compile: as fast as 40 or all of them in one, in 90 MB instead of 200 or more."""
_REMEMBERED = 11
_QUOTED = re.compile(r"[\"'`“].*[\"'`”]")


@fact
class Compiled:
    """A finished PDF. `pages` gives each form's pages by its key, in order, counted from 1: `range(3, 5)`."""

    pdf: Personal[bytes]
    pages: Mapping[str, range]


def compile(  # noqa: A001 - used qualified, `pdf.compile`, as `re.compile` is
    source: Path, data: Mapping[str, Any], *, at: datetime, tagged: bool = True
) -> Compiled:
    """Make one PDF of everything in `data` with the Typst template `source`.

    The template reads the data with `given()`; no text of it is ever markup. `data` holds what JSON
    holds; its texts are drawn as NFC. Only our own fonts are used, and nothing is fetched. `at`
    (aware) is the file's time: the same template, data and time give the same bytes. `tagged` adds
    the tags that screen readers use; a file that is only printed is made faster without. A list
    under `forms` may be long: it is made in pieces of 10 and joined, so a form must not look at others.

    Raises `FontsMissing`; `GlyphMissing` for a character that the fonts lack, naming the label of its
    field (the nearest `label`, else the key in `data`); `TemplateFailed` when the template does not compile.
    """
    _refuse_lacking(data)
    made = [_piece(source, piece, at, tagged) for piece in _pieces(data)]
    pages: dict[str, range] = {}
    before = 0
    for one in made:
        for key, found in one.pages.items():
            pages[key] = range(before + found.start, before + found.stop)
        before = max((each.stop for each in pages.values()), default=1) - 1
    return Compiled(pdf=merge([one.pdf for one in made]), pages=pages)


def _pieces(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Cut a long list of forms; a template draws the same pages for each, however many it is given."""
    forms = data.get("forms")
    if not isinstance(forms, Sequence) or len(forms) <= PIECE:
        yield data
        return
    for start in range(0, len(forms), PIECE):
        yield {**data, "forms": forms[start : start + PIECE]}


def _piece(source: Path, data: Mapping[str, Any], at: datetime, tagged: bool) -> Compiled:
    import typst

    given = unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))
    compiler = typst.Compiler(
        source, root=source.parent, font_paths=fonts.book(), ignore_system_fonts=True, sys_inputs={"data": given},
        package_path=LIBRARY,
    )  # fmt: skip
    try:
        made = compiler.compile(format="pdf", timestamp=_with_offset(at), pdf_tags=tagged)
        marks = json.loads(compiler.query("<jikwon-form>", field="value"))
        _forget(compiler)
    except typst.TypstError as error:
        raise TemplateFailed(template=source.name, why=_QUOTED.sub("…", error.message)) from None
    if not isinstance(made, bytes):
        raise TemplateFailed(template=source.name, why="no PDF")
    return Compiled(pdf=made, pages={each["key"]: range(each["first"], each["last"] + 1) for each in marks})


def _with_offset(at: datetime) -> datetime:
    """Give the same moment with its offset alone: Typst takes no named zone."""
    return at.astimezone(timezone(at.utcoffset() or timedelta()))


def _forget(compiler: "typst.Compiler") -> None:
    """Let Typst drop what it remembers of this piece: it does after ten compiles, 4 MB a form until then."""
    for _ in range(_REMEMBERED):
        compiler.compile(input=b"", format="svg", sys_inputs=None)


def _refuse_lacking(data: Mapping[str, Any]) -> None:
    whole = glyphs.lacking(json.dumps(data, ensure_ascii=False))
    if not whole:
        return
    for label, text in _texts(data, ""):
        if codes := glyphs.lacking(text):
            raise GlyphMissing(field=label, codes=", ".join(codes))


def _texts(value: object, label: str) -> Iterator[tuple[str, str]]:
    """Give every text with the label that stands nearest above it."""
    if isinstance(value, str):
        yield label, value
    elif isinstance(value, Mapping):
        named = value.get("label")
        for key, inner in value.items():
            yield from _texts(inner, str(named) if named is not None else str(key))
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner, label)
