"""B5 with weasyprint: HTML and CSS. Usage: forms.py CASES FOLDER FONTS"""

import json
import sys
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from read_back import held
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@font-face {{ font-family: Gov; src: url({fonts}/PretendardGOV-Regular.otf) }}
@page {{ size: A4; margin: 15mm; @bottom-left {{ content: "{foot}"; font: 7pt Gov }}
         @bottom-right {{ content: counter(page) "/" counter(pages); font: 7pt Gov }} }}
body {{ font: 9.5pt Gov }} h1 {{ text-align: center; font-size: 17pt }} h2 {{ font-size: 9.5pt; background: #ccc }}
table {{ width: 100%; border-collapse: collapse }} th, td {{ border: 0.5pt solid; padding: 3pt; text-align: left }}
th {{ background: #eee }}
"""


def shown(field):
    if "choices" in field:
        return " ".join(("■ " if each in field["value"] else "□ ") + each for each in field["choices"])
    return field["value"]


def page(data, case):
    parts = [f"<h1>{escape(data['title'])}</h1>"]
    for section in case["sections"]:
        cells = [f"<th>{escape(each['label'])}<td>{escape(shown(each))}" for each in section["fields"]]
        lines = ["<tr>" + "".join(cells[start : start + 2]) for start in range(0, len(cells), 2)]
        parts.append(f"<h2>{escape(section['title'])}</h2><table>{''.join(lines)}</table>")
    for table in case["tables"]:
        head = "".join(f"<th>{escape(each)}" for each in table["header"])
        rows = "".join("<tr>" + "".join(f"<td>{escape(each)}" for each in row) for row in table["rows"])
        parts.append(f"<h2>{escape(table['title'])}</h2><table><thead><tr>{head}</thead><tbody>{rows}</table>")
    return "".join(parts)


def main():
    data, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    fonts = FontConfiguration()
    said = STYLE.format(fonts=Path(sys.argv[3]).as_uri(), foot=" ".join(data["foot"]))
    style = CSS(string=said, font_config=fonts)
    files = []
    for case in data["forms"]:
        files.append(folder / f"{case['key']}.pdf")
        HTML(string=page(data, case)).write_pdf(files[-1], stylesheets=[style], font_config=fonts)
    held(data, files)


main()
