"""Write filled forms as scans, with template and key: `python -m jikwon_practice.paper --forms 100 --to DIR`."""

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from jikwon_practice.paper.forms import FORMS, Form
from jikwon_practice.paper.scanning import Scan, scans

TEMPLATE: Final = "template.toml"
KEY: Final = "key.csv"
SCANS: Final = "scans"
COLUMNS: Final = ("파일", "쪽", "항목", "값", "품질", "글꼴")


def main(words: Sequence[str] | None = None) -> int:
    """Write one folder for each form: `template.toml`, `key.csv` and `scans/`."""
    parser = argparse.ArgumentParser(prog="python -m jikwon_practice.paper")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", type=int, default=20)
    parser.add_argument("--to", type=Path, required=True)
    chosen = parser.parse_args(words)
    write(chosen.to, scans(chosen.seed, chosen.forms))
    return 0


def write(to: Path, made: Iterable[Scan]) -> list[Path]:
    """Write scans by form; give the folders that were written."""
    folders: dict[str, Path] = {}
    rows: dict[str, list[tuple[object, ...]]] = {}
    for scan in made:
        folder = folders.setdefault(scan.form.name, to / f"form-{FORMS.index(scan.form) + 1}")
        (folder / SCANS).mkdir(parents=True, exist_ok=True)
        (folder / SCANS / scan.name).write_bytes(scan.data)
        rows.setdefault(scan.form.name, []).extend(_rows(scan))
    for form in FORMS:
        if form.name in folders:
            _write_beside(folders[form.name], form, rows[form.name])
    return list(folders.values())


def _rows(scan: Scan) -> list[tuple[object, ...]]:
    return [(scan.name, 1, field, value, scan.quality, scan.face.file) for field, value in scan.key.items()]


def _write_beside(folder: Path, form: Form, rows: Sequence[tuple[object, ...]]) -> None:
    (folder / TEMPLATE).write_text(form.template, "utf-8")
    with (folder / KEY).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


if __name__ == "__main__":
    sys.exit(main())
