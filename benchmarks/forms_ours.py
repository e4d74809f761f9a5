"""Our side of B5: all forms in one file and a file each, read back and proved label by label.

Usage: forms_ours.py CASES FOLDER
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jikwon.model import Place
from jikwon.proof import Page, Wanted, WantedTable, forms_show, pdf_pages, ticks
from jikwon.tools import pdf

TEMPLATE = Path(__file__).with_name("investigation.typ")


def main() -> None:
    """Make, split, read back, prove."""
    data, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    made = pdf.compile(TEMPLATE, data, at=datetime(2021, 10, 6, tzinfo=UTC), tagged=False)
    (folder / "forms.pdf").write_bytes(made.pdf)
    for key, part in zip(made.pages, pdf.split_all(made.pdf, made.pages.values()), strict=True):
        (folder / f"{key}.pdf").write_bytes(part)
    check = forms_show("forms", (_wanted(case, pdf_pages(folder / f"{case['key']}.pdf")) for case in data["forms"]))
    print(json.dumps({"pages": sum(map(len, made.pages.values())), "wrong": check.mismatches, "held": check.compared}))


def _wanted(case: dict[str, Any], pages: list[Page]) -> Wanted:
    fields = [field for section in case["sections"] for field in section["fields"]]
    return Wanted(
        at=Place(source="forms", file=case["key"]),
        pages=pages,
        fields={
            each["label"]: ticks(each["choices"], each["value"]) if "choices" in each else each["value"]
            for each in fields
        },
        tables=[WantedTable(header=each["header"], rows=each["rows"]) for each in case["tables"]],
    )


if __name__ == "__main__":
    main()
