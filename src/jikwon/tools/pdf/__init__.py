"""PDF files of forms and reports: made from a template and data, taken apart, joined, read and shown.

Making (the template draws with `@jikwon/form:1.0.0`, see typst/jikwon/form/)::

    made = compile(Path(__file__).with_name("form.typ"), {"forms": [...], "foot": [...]}, at=run.clock)
    run.output("forms").write_bytes(made.pdf)
    for key, pages in made.pages.items():
        run.output("form", part=key).write_bytes(split(made.pdf, pages))

Pages are counted from 1, as readers count them. Importing this package loads neither Typst nor a PDF library.
"""

from jikwon.tools.pdf.compiling import Compiled, compile  # noqa: A004 - used qualified, `pdf.compile`, as `re.compile` is
from jikwon.tools.pdf.errors import FontsMissing, GlyphMissing, PdfUnreadable, TemplateFailed
from jikwon.tools.pdf.glyphs import lacking
from jikwon.tools.pdf.pages import merge, read_text, render, split, split_all

__all__ = [
    "Compiled", "FontsMissing", "GlyphMissing", "PdfUnreadable", "TemplateFailed", "compile",
    "lacking", "merge", "read_text", "render", "split", "split_all",
]  # fmt: skip
