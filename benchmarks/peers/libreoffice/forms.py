"""B5 with python-docx, and LibreOffice to turn all documents into PDF in one start. Usage: forms.py CASES FOLDER"""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from read_back import held

FONT = "Pretendard GOV"


def shown(field):
    if "choices" in field:
        return " ".join(("■ " if each in field["value"] else "□ ") + each for each in field["choices"])
    return field["value"]


def table(document, lines):
    made = document.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    for row, line in zip(made.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text


def write(data, case, path):
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.sections[0].footer.paragraphs[0].text = "   ".join(data["foot"])
    document.add_heading(data["title"], 1)
    for section in case["sections"]:
        document.add_paragraph(section["title"])
        cells = [each for field in section["fields"] for each in (field["label"], shown(field))]
        cells += [""] * (-len(cells) % 4)
        table(document, [cells[start : start + 4] for start in range(0, len(cells), 4)])
    for each in case["tables"]:
        document.add_paragraph(each["title"])
        table(document, [each["header"], *each["rows"]])
    document.save(path)


def main():
    data, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    documents = [folder / f"{case['key']}.docx" for case in data["forms"]]
    for case, path in zip(data["forms"], documents, strict=True):
        write(data, case, path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents]
    subprocess.run(command, check=True, capture_output=True)
    if not documents[0].with_suffix(".pdf").exists():
        sys.exit("LibreOffice cannot read documents here: apt-get install libreoffice-writer-nogui")
    held(data, [path.with_suffix(".pdf") for path in documents])


main()
