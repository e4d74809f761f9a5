"""확인필요 and 제외 against the records: every open question, every page left out, and nothing else."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from jikwon.model import Check
from jikwon.model.strings import Strings
from jikwon.processes.paper_forms.verify_words import OUTPUT, Located, page_of, page_of_fate
from jikwon.proof import FateState, Proof, Row, in_order, no_repeat, plain, same_cells, same_keys, same_text

_SAYS: Final = Strings(Path(__file__).parent / "strings")


def lists(proof: Proof) -> Iterator[Check]:
    """Hold both lists against what the records say became of the pages."""
    asked = {
        (*page_of_fate(fate), code.partition("/")[2], code.partition("/")[0]): Located(at=fate.at[0])
        for fate in proof.fates_in(FateState.WAITING)
        for code in fate.codes
    }
    rows = proof.sheet(OUTPUT, "확인필요").rows
    yield same_keys("asked", asked, {_question(row): row for row in rows})
    yield no_repeat("asked", rows, _question)
    yield in_order("asked", rows, key=page_of)
    yield from _left_out(proof)


def _question(row: Row) -> tuple[str, int, str, str]:
    return (*page_of(row), plain(row["항목"]), plain(row["질문코드"]))


def _left_out(proof: Proof) -> Iterator[Check]:
    left = {page_of_fate(fate): fate for fate in proof.fates_in(FateState.EXCLUDED) if not fate.delivered}
    rows = proof.sheet(OUTPUT, "제외").rows
    yield same_keys(
        "left-out", {at: Located(at=fate.at[0]) for at, fate in left.items()}, {page_of(row): row for row in rows}
    )
    yield no_repeat("left-out", rows, page_of)

    def expected(row: Row) -> Mapping[str, object] | None:
        if (fate := left.get(page_of(row))) is None:
            return None
        words = _SAYS.text("exclusions", fate.code, language="ko")
        return {"사유코드": fate.code, "사유": f"{words}: {fate.why}" if fate.why else words}

    yield same_cells("left-out", rows, expected=expected, columns={"사유코드": same_text, "사유": same_text})
