"""What `make soak` sampled in its hour at a steady rate, as a table and pictures for the page.

Each file `steady-<database>.csv` has a row a sample; the soak test leaves it in `build/steady`, and newer ones are
taken from there. Columns: seconds, pss_mib, records_mib, queue_mib, wal_mib, files, threads, open_runs, queue_rows, items.
"""

import csv
import shutil
from pathlib import Path
from typing import Final

import plot

import tables

SAMPLED: Final = Path(__file__).parents[1] / "build" / "steady"
PICTURES: Final = {"memory": ("pss_mib",), "databases": ("records_mib", "queue_mib", "wal_mib")}
NAMES: Final = {
    "pss_mib": "worker", "records_mib": "records", "queue_mib": "queue", "wal_mib": "log ahead (WAL)",
}  # fmt: skip
Rows = list[dict[str, float]]


def draw(reference: Path) -> dict[str, str]:
    """Draw memory and databases over the minutes, a picture of each for every database that was sampled."""
    for path in SAMPLED.glob("steady-*.csv"):
        shutil.copyfile(path, reference / path.name)
    return {
        f"{path.stem}-{name}.svg": plot.curves(
            f"{path.stem.partition('-')[2]}: {name} at a steady rate",
            {NAMES[each]: [(row["seconds"] / 60, row[each]) for row in rows] for each in columns},
            unit="MiB", along="minutes",
        )
        for path, rows in _sampled(reference)
        for name, columns in PICTURES.items()
    }  # fmt: skip


def parts(reference: Path) -> list[str]:
    """Give the section of the page; nothing where nothing was sampled."""
    found = _sampled(reference)
    if not found:
        return []
    shown = ["items", "pss_mib", "records_mib", "queue_mib", "wal_mib", "files", "threads", "queue_rows"]
    head = tables.cells(["", "minutes", *(name.replace("_", " ") for name in shown)])
    rows = [tables.cells([path.stem.partition("-")[2], *_summary(rows, shown)]) for path, rows in found]
    table = "\n".join([head, tables.cells(["---", *["---:"] * (len(shown) + 1)]), *rows])
    pictures = [f"![{path.stem} {name}]({path.stem}-{name}.svg)" for path, _ in found for name in PICTURES]
    told = (
        "## At a steady rate\n\nOne worker that is given small runs for as long as `make soak` lasts. Each figure: after"
        " the first tenth → at the end."
    )
    return ["\n\n".join([told, table, *pictures])]


def _summary(rows: Rows, shown: list[str]) -> list[str]:
    begun, last = rows[len(rows) // 10], rows[-1]
    return [f"{last['seconds'] / 60:,.0f}", *(f"{begun[name]:,.4g} → {last[name]:,.4g}" for name in shown)]


def _sampled(reference: Path) -> list[tuple[Path, Rows]]:
    found = []
    for path in sorted(reference.glob("steady-*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found.append((path, [{name: float(value) for name, value in row.items()} for row in csv.DictReader(lines)]))
    return found
