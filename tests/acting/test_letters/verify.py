"""The proof: every letter stands where its fate says, as its source has it, and is sent once."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from jikwon.model import Check, Receipt
from jikwon.model.strings import Strings
from jikwon.proof import (
    Fate,
    FateState,
    Proof,
    Row,
    Value,
    columns_are,
    in_parts,
    no_formulas,
    no_repeat,
    same_cells,
    same_keys,
    same_text,
)

Comparator = Callable[[object, object], bool]
Expected = Callable[[Row], Mapping[str, object] | None]
FIELDS: Mapping[str, tuple[str, ...]] = {"번호": (), "받는분": (), "추신": (), "상태": ()}
HEADERS = {
    "편지목록": ("번호", "받는분", "종이", "추신", "주소"),
    "제외": ("번호", "사유코드", "사유", "원본파일", "원본행"),
    "확인필요": ("번호", "질문코드", "질문", "원본파일", "원본행"),
}
STATES = {"편지목록": FateState.DONE, "제외": FateState.EXCLUDED, "확인필요": FateState.WAITING}
CODES = {"제외": "사유코드", "확인필요": "질문코드"}
SENTENCES = {"제외": ("사유", "exclusions"), "확인필요": ("질문", "questions")}
STRINGS = Strings(Path(__file__).parent / "strings")


def lists(proof: Proof) -> Iterator[Check]:
    """Hold the lists of letters against the sources and the fates."""
    for sheet, state in STATES.items():
        table = proof.sheet("letters", sheet)
        fates = {fate.key: fate for fate in proof.fates_in(state) if not fate.delivered}
        yield columns_are(f"columns {sheet}", table, HEADERS[sheet])
        yield no_repeat(f"once {sheet}", table.rows, "번호")
        yield same_keys(f"keys {sheet}", fates, table.by("번호"))
        if sheet in CODES:
            columns = dict.fromkeys(HEADERS[sheet][1:], same_text)
            yield same_cells(f"cells {sheet}", table.rows, expected=_fate_cells(fates, sheet), columns=columns)
    letters = proof.sheet("letters", "편지목록")
    compared: dict[str, Comparator] = {
        "받는분": same_text, "종이": _is_paper, "추신": _same_or_left, "주소": same_text,
    }  # fmt: skip
    yield same_cells("cells 편지목록", letters.rows, expected=_letter_cells(proof), columns=compared)
    yield no_formulas("no formulas", proof)


def envelopes(proof: Proof) -> Iterator[Check]:
    """Hold every envelope against its letter."""
    letters = proof.sheet("letters", "편지목록")
    wanted = letters.by("번호") if proof.setting("envelopes") == "yes" else {}
    yield same_keys("an envelope a letter", dict.fromkeys(proof.files("envelopes")), wanted)
    for number in proof.files("envelopes"):
        envelope = proof.sheet("envelopes", "봉투", part=number)
        yield columns_are("columns 봉투", envelope, ("번호", "받는분"))
        yield no_repeat("once 봉투", envelope.rows, "번호")
        yield same_keys("keys 봉투", {number: None}, envelope.by("번호"))
        yield same_cells("cells 봉투", envelope.rows, expected=_letter_cells(proof), columns={"받는분": same_text})


def plan(proof: Proof) -> Iterator[Check]:
    """Hold the plan against the letters."""
    letters = proof.sheet("letters", "편지목록")
    yield same_keys("an act a letter", {act.item: None for act in proof.acts}, letters.by("번호"))


verify = in_parts(lists, envelopes, plan)
"""Prove the lists, the envelopes and the plan."""


def _address(proof: Proof, fate: Fate) -> object:
    """Give what the receiver's card says, where one was needed."""
    if proof.cell(fate.at[0], "상태") != "주소확인":
        return None
    card = proof.kept("address-card", fate.key)
    return json.loads(card)["address"] if card else "없음"


def verify_acts(proof: Proof) -> Iterator[Check]:
    """Prove the ledger against the receipts."""
    ledger = proof.sheet("ledger", "발송대장")
    receipts: dict[Value, Receipt] = {receipt.key: receipt for receipt in proof.receipts}
    yield columns_are("columns 발송대장", ledger, ("작업", "접수번호"))
    yield no_repeat("once 발송대장", ledger.rows, "작업")
    yield same_keys("keys 발송대장", dict.fromkeys(receipts), ledger.by("작업"))
    columns = {"접수번호": same_text}
    yield same_cells("cells 발송대장", ledger.rows, expected=_ledger_cells(receipts), columns=columns)
    entered = ledger.rows if proof.setting("book") == "yes" else ()
    yield same_cells("cells 접수대장", entered, expected=_book_cells(proof), columns=columns)


def _ledger_cells(receipts: Mapping[Value, Receipt]) -> Expected:
    return lambda row: {"접수번호": receipts[row["작업"]].data.get("number")} if row["작업"] in receipts else None


def _book_cells(proof: Proof) -> Expected:
    def expected(row: Row) -> Mapping[str, object] | None:
        entry = proof.kept("book-entry", str(row["작업"]))
        return {"접수번호": json.loads(entry)["receipt"]} if entry else None

    return expected


def _letter_cells(proof: Proof) -> Expected:
    proof.source_tables("letters", fields=FIELDS, required=("번호", "받는분"))

    def expected(row: Row) -> Mapping[str, object] | None:
        fate = proof.fate_of.get(str(row["번호"]))
        if fate is None:
            return None
        of_source = {name: proof.cell(fate.at[0], name) for name in ("받는분", "추신")}
        return {**of_source, "종이": proof.setting("paper"), "주소": _address(proof, fate)}

    return expected


def _fate_cells(fates: Mapping[str, Fate], sheet: str) -> Expected:
    column, table = SENTENCES[sheet]

    def expected(row: Row) -> Mapping[str, object] | None:
        fate = fates.get(str(row["번호"]))
        if fate is None:
            return None
        words = STRINGS.text(table, fate.code, language="ko", number=fate.key)
        return {CODES[sheet]: fate.code, column: words, "원본파일": fate.at[0].origin, "원본행": fate.at[0].row}

    return expected


def _is_paper(output: object, setting: object) -> bool:
    return output in ("plain", "colour") if setting == "ask" else output == setting


def _same_or_left(output: object, source: object) -> bool:
    """Compare a postscript, which a person may have left out."""
    return output is None or same_text(output, source)
