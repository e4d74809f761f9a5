"""The proof: every notice is listed as its source has it, and sent once."""

from collections.abc import Callable, Iterator, Mapping

from jikwon.model import Check, Receipt
from jikwon.proof import (
    FateState,
    Proof,
    Row,
    Value,
    columns_are,
    no_formulas,
    no_repeat,
    same_cells,
    same_keys,
    same_text,
)

Expected = Callable[[Row], Mapping[str, object] | None]
LISTED = ("번호", "받는분", "주소")


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the list and the plan against the source."""
    proof.source_tables("notices", fields=dict.fromkeys(LISTED, ()), required=("번호", "받는분"))
    listed = proof.sheet("notices", "알림목록")
    fates = {fate.key: fate for fate in proof.fates_in(FateState.DONE)}
    yield columns_are("columns", listed, LISTED)
    yield no_repeat("once", listed.rows, "번호")
    yield same_keys("keys", fates, listed.by("번호"))
    yield same_cells("cells", listed.rows, expected=_cells(proof), columns=dict.fromkeys(LISTED[1:], same_text))
    yield no_formulas("no formulas", proof)
    yield same_keys("an act a notice", {act.item: None for act in proof.acts}, listed.by("번호"))


def verify_acts(proof: Proof) -> Iterator[Check]:
    """Prove the ledger against the receipts."""
    ledger = proof.sheet("ledger", "발송대장")
    receipts: dict[Value, Receipt] = {receipt.key: receipt for receipt in proof.receipts}
    yield no_repeat("ledger once", ledger.rows, "작업")
    yield same_keys("ledger keys", dict.fromkeys(receipts), ledger.by("작업"))


def _cells(proof: Proof) -> Expected:
    def expected(row: Row) -> Mapping[str, object] | None:
        fate = proof.fate_of.get(str(row["번호"]))
        return {name: proof.cell(fate.at[0], name) for name in LISTED[1:]} if fate else None

    return expected
