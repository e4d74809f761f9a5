"""Thresholds measured on forms whose right values are known: `python -m jikwon.processes.paper_forms.measuring DIR …`.

Each folder holds `template.toml`, `key.csv` (파일, 쪽, 항목, 값) and `scans/`. A third of the forms chooses, per kind
of field, thresholds above every wrong reading and their order; the others, which the choice has not seen, certify it:
the exact one-sided bound of `learn.bounds` at 95 % must be within `--max-error`, else the kind is never accepted.
"""

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from jikwon.learn import bounds
from jikwon.model import Personal, fact
from jikwon.model.parallel import through
from jikwon.processes.paper_forms import looking, rules, template
from jikwon.processes.paper_forms.model import BLANK, FREE, MEASURED, Field, Template, Thresholds
from jikwon.tools.scans import tessdata

MARGIN: Final = 5.0
"""A threshold stands so far above the surest wrong reading that was seen."""
CHOOSES: Final = 3
"""One form of so many chooses; certifying takes more of them, for it must show how seldom is seldom."""
LEAST: Final = 50.0
"""No threshold is lower: of a reading that is rather unsure of its worst word, nobody can say that it read."""
BEGINS: Final = 2 / 3
"""The first threshold tested accepts so many of the choosing forms' readings, in shares of those that a bound needs
without an error: the certifying forms, twice as many, then are enough.
"""
MAX_ERROR: Final = 0.02
MAX_ERROR_FREE: Final = 0.001
"""Of text that no table or list confirms: a wrong name in a register looks like any other, so nobody finds it later.

It takes 2,995 accepted readings without an error to show so much.
"""
_FILE: Final = "utf-8-sig"


@fact
class Case:
    """One field of one form: what rule and readings say (None nothing), how surely, and what is right."""

    form: str
    kind: str
    quality: str
    said: Personal[str | None]
    confidence: float
    meant: Personal[str]

    @property
    def is_right(self) -> bool:
        """Whether what was read is what is right."""
        return self.said == self.meant


class File:
    """One scan on the disk. Implements `jikwon.model.Source`."""

    def __init__(self, path: Path) -> None:
        self.input, self.name, self._path = "scans", path.name, path

    @property
    def sha256(self) -> str:
        """The content's hash, in hexadecimal."""
        return hashlib.sha256(self.read()).hexdigest()

    def read(self) -> bytes:
        """Give the content."""
        return self._path.read_bytes()


def cases_of(folder: Path, *, today: date, threads: int = 2) -> list[Case]:
    """Read every form of a folder and hold it against its key."""
    form = template.load(File(folder / "template.toml"), today=today)
    with (folder / "key.csv").open(encoding=_FILE, newline="") as file:
        rows = list(csv.DictReader(file))
    keys: dict[tuple[str, int], dict[str, dict[str, str]]] = {}
    for row in rows:
        keys.setdefault((row["파일"], int(row["쪽"])), {})[row["항목"]] = row
    found = through(
        list(keys), lambda at: list(_cases(folder, form, at, keys[at])), threads=threads, halts=lambda _: False
    )
    return [case for _, cases in found for case in cases]


def _cases(folder: Path, form: Template, at: tuple[str, int], key: dict[str, dict[str, str]]) -> Iterator[Case]:
    seen = looking.look(File(folder / "scans" / at[0]), at[1], form).seen
    cells = {cell.field: cell for cell in seen.cells}
    name = f"{folder.parent.name}/{folder.name}/{at[0]}/{at[1]}"
    for field in form.fields:
        cell, row = cells.get(field.name), key[field.name]
        said = rules.agreed(field, cell) if cell is not None else None
        sure = rules.confidence(cell.readings) if cell is not None and cell.readings else 0.0
        yield Case(
            form=name, kind=_measured_as(field, said), quality=row.get("품질", ""),
            said=said, confidence=sure, meant=row["값"],
        )  # fmt: skip


def _measured_as(field: Field, said: str | None) -> str:
    return BLANK if said == "" and not field.required else field.measured_as


def thresholds_of(cases: Sequence[Case], *, max_error: float) -> dict[str, bounds.Certified]:
    """Find and certify the threshold of each kind; free text must be wrong `MAX_ERROR_FREE` at most."""
    choosing: list[Case] = []
    certifying: list[Case] = []
    for case in cases:
        chooses = hashlib.sha256(case.form.encode()).digest()[0] % CHOOSES == 0
        (choosing if chooses else certifying).append(case)
    most = dict.fromkeys(MEASURED, max_error) | {FREE: min(max_error, MAX_ERROR_FREE)}
    return {kind: _certified(kind, choosing, certifying, max_error=each) for kind, each in most.items()}


def _certified(
    kind: str, choosing: Iterable[Case], certifying: Iterable[Case], *, max_error: float
) -> bounds.Certified:
    chosen, held = (
        [bounds.Scored(each.confidence, each.is_right) for each in part if each.kind == kind and each.said is not None]
        for part in (choosing, certifying)
    )
    if kind == BLANK:  # there is one confidence for no ink, so nothing is chosen, and every form can certify it
        return bounds.choose(held[:1], [*chosen, *held], max_error=max_error)
    passed = _passed(chosen, held, max_error=max_error)
    if not passed:
        return bounds.choose([], held, max_error=max_error)
    wrong = _above_wrong([*chosen, *held])
    return next((each for each in reversed(passed) if (each.threshold or 0.0) >= wrong), passed[0])


def _passed(
    chosen: Sequence[bounds.Scored], held: Sequence[bounds.Scored], *, max_error: float
) -> list[bounds.Certified]:
    """Test thresholds on the forms that choose nothing, from a high one down to the first that fails.

    Their order comes from the choosing forms alone, so all that pass hold together with the one confidence
    (fixed-sequence testing, as in `bounds.choose`): of them a stricter one may be taken even after looking.
    """
    first, ranked = bounds.Ranking(chosen), bounds.Ranking(held)
    grid = sorted({each.score for each in chosen if each.score >= _above_wrong(chosen)}, reverse=True)
    enough = BEGINS * bounds.needed(max_error)
    begin = next((at for at, each in enumerate(grid) if first.counted(each)[0] >= enough), len(grid) - 1)
    found: list[bounds.Certified] = []
    for threshold in grid[max(begin, 0) :]:
        tried = bounds.measure(ranked, threshold, max_error=max_error, confidence=bounds.CONFIDENCE)
        if tried.bound > max_error:
            break
        found.append(tried)
    return found


def _above_wrong(seen: Sequence[bounds.Scored]) -> float:
    return max([LEAST, *(each.score + MARGIN for each in seen if not each.is_right)])


def written(found: dict[str, bounds.Certified], cases: Sequence[Case], command: str, folders: Sequence[Path]) -> str:
    """Give the file of thresholds, with the measurement that made it."""
    lines = [
        "# Made by the command below; do not change by hand.", "[measured]", f'command = "{command}"',
        f'tessdata = "{tessdata.sha256()}"', f'cases = "{_hash(folders)}"',
        f"forms = {len({case.form for case in cases})}", f"fields = {len(cases)}", f"confidence = {bounds.CONFIDENCE}",
    ]  # fmt: skip
    for kind, each in found.items():
        of = [case for case in cases if case.kind == kind]
        lines += ["", f"[kinds.{kind}]"]
        lines += [f"threshold = {each.threshold:.1f}"] if each.threshold is not None else []
        lines += [
            f"fields = {len(of)}", f"agreed = {sum(case.said is not None for case in of)}",
            f"certified = {each.accepted}", f"errors = {each.errors}", f"max_error = {each.max_error}",
            f"bound = {each.bound:.5f}",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def accepted(case: Case, thresholds: Thresholds) -> bool:
    """Tell whether a case would be accepted without a person."""
    return case.said is not None and case.confidence >= thresholds.of.get(case.kind, 101.0)


def _hash(folders: Sequence[Path]) -> str:
    """Hash every key and scan that was measured, in name order."""
    over_all = hashlib.sha256()
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            over_all.update(hashlib.sha256(path.read_bytes()).digest())
    return over_all.hexdigest()


def main(words: Sequence[str] | None = None) -> int:
    """Measure, and write the thresholds."""
    parser = argparse.ArgumentParser(prog="python -m jikwon.processes.paper_forms.measuring")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--max-error", type=float, default=MAX_ERROR)
    parser.add_argument("--made-by", default="", help="how the folders were made, to stand in the file")
    chosen = parser.parse_args(words)
    cases = [case for folder in chosen.folders for case in cases_of(folder, today=chosen.as_of)]
    found = thresholds_of(cases, max_error=chosen.max_error)
    chosen.out.write_text(written(found, cases, chosen.made_by, chosen.folders), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
