"""The courier's list, counted again by 행정동."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.hygiene_kits.verify_words import LIST, REGISTER, UNDECIDED
from jikwon.proof import Proof, same_cells, same_order
from jikwon.proof.register import equal, whole

TOTAL: Final = "합계"
_COUNTS: Final = ("세대수", "인원수", "키트수")


def totals(proof: Proof) -> Iterator[Check]:
    """Count the courier's list again by 행정동."""
    table = proof.sheet(REGISTER, "행정동별집계")
    dong_of = {row["순번"]: row["행정동"] for row in proof.sheet(LIST, "배송명단").rows}
    counted: dict[object, Counter[str]] = defaultdict(Counter)
    for row in proof.sheet(LIST, "배송명단").rows:
        kits = max(whole(row["수량"]), 0)
        for name in (row["행정동"], TOTAL):
            counted[name]["세대수"] += 1
            counted[name]["키트수"] += kits
    for row in proof.sheet(REGISTER, "대상자").rows:
        for name in (dong_of.get(row["순번"]), TOTAL):
            counted[name]["인원수"] += 1
    names = [*sorted(str(name) for name in counted if name not in (UNDECIDED, TOTAL)), UNDECIDED, TOTAL]
    yield same_order("dongs-in-order", [_Named(name) for name in names], table.rows, key=lambda row: row["행정동"])
    yield same_cells(
        "totals", table.rows,
        expected=lambda row: {"행정동": row["행정동"], **{name: counted[row["행정동"]][name] for name in _COUNTS}},
        columns=dict.fromkeys(("행정동", *_COUNTS), equal),
    )  # fmt: skip


class _Named:
    """A name that stands where a row should be."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.at: Sequence[Place] = ()

    def __getitem__(self, _: str) -> str:
        return self.name
