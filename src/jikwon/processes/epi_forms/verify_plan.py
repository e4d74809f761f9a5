"""The plan of printing against list, pages, files and records: listed = printed + excluded + waiting."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from jikwon.model import Act, Check, Place
from jikwon.model.strings import Strings
from jikwon.processes.epi_forms import verify_words as words
from jikwon.processes.epi_forms.verify_forms import value_of
from jikwon.processes.epi_forms.verify_sources import CASE, answered, case, lists
from jikwon.proof import (
    Fate,
    FateState,
    Proof,
    Row,
    columns_are,
    each,
    in_order,
    no_repeat,
    same_cells,
    same_keys,
    same_number,
    same_text,
)

PLAN: Final = "print-plan"
HEADERS: Final = {
    "출력예정": (
        "순서", "확진자번호", "환자관리번호", "행정동", "쪽수", "매수", "출력용도", "판", "바뀐항목", "출력구분",
        "출력관리번호", "SHA-256",
    ),
    "제외": ("환자관리번호", "사유코드", "사유"),
    "확인필요": ("환자관리번호", "질문코드", "질문"),
}  # fmt: skip
STATES: Final = {"출력예정": FateState.DONE, "제외": FateState.EXCLUDED, "확인필요": FateState.WAITING}
SENTENCES: Final = Strings(Path(__file__).parent / "strings")
KINDS: Final = ("print", "mark")


def listed(proof: Proof) -> Iterator[Check]:
    """Hold the records against what the portal listed: each case once, and no other."""
    screens = lists(proof)
    header = "환자관리번호"
    name = answered(proof, "column-missing", f"확진자 목록/{header}") or header
    lines = [line for screen in screens for line in screen.lines]
    yield each("list-complete", screens, lambda screen: screen.total == len(lines))
    yield no_repeat("listed-once", lines, lambda line: line.cells.get(name))
    on_list = {line.cells.get(name): line.at for line in lines}
    yield same_keys("everyone-listed", on_list, {fate.key: _place(fate) for fate in proof.fates})


def plan(proof: Proof, pages: Mapping[str, int]) -> Iterator[Check]:
    """Hold the plan against the records, the pages of the cases and the files."""
    for sheet, state in STATES.items():
        table = proof.sheet(PLAN, sheet)
        fates = {
            fate.key: _place(fate) for fate in proof.fates_in(state)
            if state is FateState.WAITING or not fate.delivered
        }  # fmt: skip
        yield columns_are("columns", table, HEADERS[sheet])
        found = {str(row["환자관리번호"]): row for row in table.rows}
        yield same_keys(f"settled-{state.value}", fates, found)
    rows = proof.sheet(PLAN, "출력예정").rows
    yield no_repeat("planned-once", rows, "환자관리번호")
    yield in_order("print-order", rows, key=lambda row: (str(row["행정동"]), int(str(row["확진자번호"]))))
    yield same_cells("plan", rows, expected=_cells_of(proof, rows, pages), columns=COLUMNS)
    new = {str(row["환자관리번호"]): row for row in rows if row["출력구분"] == "출력"}
    yield same_keys("a-file-a-case", new, dict.fromkeys(proof.files("forms")))
    yield from _left_out(proof)
    yield from _acts(proof, rows)


def _cells_of(
    proof: Proof, rows: Sequence[Row], pages: Mapping[str, int]
) -> Callable[[Row], Mapping[str, object] | None]:
    numbers = {id(row): number for number, row in enumerate(rows, start=1)}

    def expected(row: Row) -> Mapping[str, object] | None:
        key, number = str(row["환자관리번호"]), numbers[id(row)]
        page = case(proof, CASE, key, number=number)
        if page is None:
            return None
        said = {label: _value(proof, key, label, value_of(proof, page, label)) for label in ("확진자번호", "행정동")}
        is_new = key in pages
        sheets = int(proof.setting("copies")) * -(-pages[key] // _sides(proof)) if is_new else None
        path = proof.files("forms").get(key)
        return {
            **said, "환자관리번호": value_of(proof, page, "환자관리번호"), "순서": number,
            "쪽수": pages.get(key), "매수": sheets, "출력용도": proof.setting("purpose").strip(),
            "출력구분": "출력" if is_new else "이미출력",
            "SHA-256": hashlib.sha256(path.read_bytes()).hexdigest() if path else None,
        }  # fmt: skip

    return expected


COLUMNS: Final = {
    "순서": same_number, "확진자번호": same_text, "환자관리번호": same_text, "행정동": same_text, "쪽수": same_number,
    "매수": same_number, "출력용도": same_text, "출력구분": same_text, "SHA-256": same_text,
}  # fmt: skip


def _value(proof: Proof, key: str, label: str, written: str) -> str:
    answer = proof.answer(key, f"{dict(words.FORM)[label]}-unclear")
    return answer.value.strip() if answer is not None and answer.value else written


def _sides(proof: Proof) -> int:
    return 1 if proof.setting("duplex") == "one-sided" else 2


def _left_out(proof: Proof) -> Iterator[Check]:
    excluded = {fate.key: fate for fate in proof.fates_in(FateState.EXCLUDED)}

    def reason(row: Row) -> Mapping[str, object] | None:
        fate = excluded.get(str(row["환자관리번호"]))
        if fate is None:
            return None
        text = SENTENCES.text("exclusions", fate.code, language="ko")
        return {"사유코드": fate.code, "사유": f"{text}: {fate.why}" if fate.why else text}

    columns = {"사유코드": same_text, "사유": same_text}
    rows = proof.sheet(PLAN, "제외").rows
    yield no_repeat("left-out-once", rows, "환자관리번호")
    yield same_cells("left-out", rows, expected=reason, columns=columns)
    waiting = {fate.key: fate for fate in proof.fates_in(FateState.WAITING)}
    asked = proof.sheet(PLAN, "확인필요").rows
    wanted = {(key, code): _place(fate) for key, fate in waiting.items() for code in fate.codes or (fate.code,)}
    yield no_repeat("asked-once", asked, ("환자관리번호", "질문코드"))
    yield same_keys("asked", wanted, {(str(row["환자관리번호"]), str(row["질문코드"])): row for row in asked})
    yield each("asked-in-words", asked, _asks_in_words)


def _asks_in_words(row: Row) -> bool:
    """Tell whether a question reads as its sentence does, whatever fills the gaps of the few that have some."""
    sentence = SENTENCES.raw("questions", str(row["질문코드"]), language="ko")
    said = str(row["질문"] or "")
    return said == sentence if "{" not in sentence else said.startswith(sentence.partition("{")[0])


def _acts(proof: Proof, rows: Sequence[Row]) -> Iterator[Check]:
    """Check that each case is printed and then marked, once, in the plan's order, and by the planned key."""
    wanted = [(str(row["환자관리번호"]), kind) for row in rows for kind in KINDS]
    planned = [(act.item, act.kind) for act in proof.acts]
    mismatches = abs(len(wanted) - len(planned)) + sum(a != b for a, b in zip(wanted, planned, strict=False))
    at = (Place(source=PLAN, file="print-plan.xlsx"),) if mismatches else ()
    yield Check(name="print-then-mark", compared=max(len(wanted), len(planned)), mismatches=mismatches, at=at)
    keys = {act.item: act for act in proof.acts if act.kind == "print"}
    yield each("planned-keys", rows, lambda row: _has_key(proof, row, keys))


def _has_key(proof: Proof, row: Row, keys: Mapping[str, Act]) -> bool:
    """Tell whether an act's key names the case by its hash, and the edition of the plan."""
    act = keys.get(str(row["환자관리번호"]))
    if act is None or row["출력관리번호"] != act.key:
        return False
    files = (f"forms/{act.item}.pdf",) if row["출력구분"] == "출력" else ()
    _, kind, subject, version = act.key.split("/")
    is_named = (kind, subject) == ("print", proof.hash("item", act.item))
    return is_named and act.files == files and version.split("-")[0] == str(row["판"])


def _place(fate: Fate) -> Place | None:
    return fate.at[0] if fate.at else None
