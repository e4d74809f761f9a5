"""B5 with reportlab's platypus. Usage: forms.py CASES FOLDER

It cannot embed fonts with PostScript outlines, so it names a Korean font that the reader must have.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from xml.sax.saxutils import escape

from read_back import held
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "HYGothic-Medium"
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=9, leading=12)
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=17, leading=22, alignment=1)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]


def cell(text):
    return Paragraph(escape(text), TEXT)


def shown(field):
    if "choices" in field:
        return " ".join(("■ " if each in field["value"] else "□ ") + each for each in field["choices"])
    return field["value"]


def flow(data, case):
    yield Paragraph(data["title"], TITLE)
    for section in case["sections"]:
        cells = [each for field in section["fields"] for each in (cell(field["label"]), cell(shown(field)))]
        cells += [""] * (-len(cells) % 4)
        lines = [cells[start : start + 4] for start in range(0, len(cells), 4)]
        yield cell(section["title"])
        yield Table(lines, colWidths=[75, 180, 75, 180], style=GRID)
    for table in case["tables"]:
        yield cell(table["title"])
        lines = [[cell(each) for each in row] for row in [table["header"], *table["rows"]]]
        yield Table(lines, colWidths=[510 / len(lines[0])] * len(lines[0]), style=GRID, repeatRows=1)
        yield Spacer(1, 4)


def main():
    data, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))

    def foot(canvas, document):
        canvas.setFont(FONT, 7)
        canvas.drawString(40, 25, "   ".join(data["foot"]) + f"   {document.page}쪽")

    files = []
    for case in data["forms"]:
        files.append(folder / f"{case['key']}.pdf")
        margins = {"leftMargin": 42, "rightMargin": 42, "topMargin": 40, "bottomMargin": 45}
        made = SimpleDocTemplate(str(files[-1]), pagesize=A4, **margins)
        made.build(list(flow(data, case)), onFirstPage=foot, onLaterPages=foot)
    held(data, files)


main()
