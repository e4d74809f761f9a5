"""After the acts: the ledger against the receipts and the files, and the marks as the portal shows them now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jikwon.model import Act, Check, Place, Receipt
from jikwon.processes.epi_forms.verify_plan import HEADERS, PLAN
from jikwon.processes.epi_forms.verify_sources import MARKS, case
from jikwon.proof import (
    Proof,
    Row,
    columns_are,
    each,
    no_repeat,
    same_cells,
    same_moment,
    same_number,
    same_order,
    same_text,
)

LEDGER: Final = "print-ledger"
COLUMNS: Final = (
    "확진자번호", "환자관리번호", "행정동", "쪽수", "매수", "출력용도", "출력자", "출력일시", "인쇄작업번호",
    "인쇄상태", "판", "SHA-256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """An act with its receipt, and which case of the plan it is about."""

    act: Act
    receipt: Receipt | None
    at: Place

    @property
    def by_person(self) -> bool:
        """Whether a person said that it was done, where the receiver could not tell."""
        return self.receipt is not None and "confirmed_by" in self.receipt.data

    def data(self, name: str) -> str:
        """Give a word of the receipt."""
        return self.receipt.data.get(name, "") if self.receipt else ""


def ledger(proof: Proof) -> Iterator[Check]:
    """Prove the ledger, the jobs and the marks."""
    table, done = proof.sheet(LEDGER, "출력대장"), _done(proof)
    planned = [row for row in proof.sheet(PLAN, "출력예정").rows if row["환자관리번호"] in done["print"]]
    yield columns_are("ledger-columns", table, COLUMNS)
    for name, check in (("제외", "ledger-excluded"), ("확인필요", "ledger-waiting")):
        yield columns_are("ledger-columns", proof.sheet(LEDGER, name), HEADERS[name])
        rows, wanted = proof.sheet(LEDGER, name).rows, proof.sheet(PLAN, name).rows
        yield same_order(check, wanted, rows, key=HEADERS[name])
    yield no_repeat("ledger-once", table.rows, "환자관리번호")
    yield same_order("ledger-order", planned, table.rows, key="환자관리번호")
    expected = _cells_of({str(row["환자관리번호"]): row for row in planned}, done)
    yield same_cells("ledger", table.rows, expected=expected, columns=_COMPARED)
    yield each("every-job-completed", done["print"].values(), _is_completed)
    yield each("impressions", done["print"].values(), lambda each_: _fits_impressions(proof, each_))
    yield each("marked-once", done["mark"].values(), lambda each_: _is_marked_once(proof, each_))


def _done(proof: Proof) -> Mapping[str, Mapping[str, Done]]:
    receipts = {receipt.key: receipt for receipt in proof.receipts}
    found: dict[str, dict[str, Done]] = {"print": {}, "mark": {}}
    for act in proof.acts:
        number = len(found[act.kind]) + 1
        at = Place(source=LEDGER, file="print-ledger.xlsx", sheet="출력대장", row=number + 1)
        found[act.kind][act.item] = Done(act, receipts.get(act.key), at)
    return found


def _cells_of(
    planned: Mapping[str, Row], done: Mapping[str, Mapping[str, Done]]
) -> Callable[[Row], Mapping[str, object] | None]:
    def expected(row: Row) -> Mapping[str, object] | None:
        key = str(row["환자관리번호"])
        plan, act = planned.get(key), done["print"].get(key)
        if plan is None or act is None or act.receipt is None:
            return None
        data = act.receipt.data
        moment = datetime.fromisoformat(data["at"]) if data.get("at") else None
        official = row["출력자"] if act.by_person else data.get("by")
        same = {name: plan[name] for name in ("확진자번호", "환자관리번호", "행정동", "판")}
        return {
            **same, "쪽수": data.get("pages", plan["쪽수"]), "매수": data.get("paper", plan["매수"]),
            "출력용도": data.get("purpose", plan["출력용도"]), "출력자": official, "출력일시": moment,
            "인쇄작업번호": data.get("job"), "인쇄상태": "담당자확인" if act.by_person else "완료",
            "SHA-256": data.get("sha256", plan["SHA-256"]),
        }  # fmt: skip

    return expected


_COMPARED: Final = {
    **dict.fromkeys(COLUMNS, same_text), "쪽수": same_number, "매수": same_number, "판": same_number,
    "출력일시": lambda cell, moment: cell is None if moment is None else same_moment(cell, moment),
}  # fmt: skip


def _is_completed(done: Done) -> bool:
    """Tell whether the printer says that the job completed, or a person that the paper is there."""
    if done.by_person:
        return True
    return done.data("state") == "completed" and done.data("job").isdecimal() and bool(done.data("at"))


def _fits_impressions(proof: Proof, done: Done) -> bool:
    """Tell whether the printed sides are those of all copies, blank backs at most besides.

    Counters differ by printer: one that does not count says nothing or 0.
    """
    counted = done.data("impressions")
    if done.by_person or not counted.isdecimal() or int(counted) == 0:
        return True
    pages, copies = int(done.data("pages")), int(done.data("copies"))
    backs = 0 if proof.setting("duplex") == "one-sided" else pages % 2
    return pages * copies <= int(counted) <= (pages + backs) * copies


def _is_marked_once(proof: Proof, done: Done) -> bool:
    """Tell whether the portal shows the mark just once, as it was read again after the acts.

    Where a person says that the case is marked, a mark of another number will do: people type what they
    like. But a record that shows no mark at all is not overruled.
    """
    page = case(proof, MARKS, done.act.item, number=done.at.row - 1)
    if page is None:
        return False
    marks = [row.get("출력관리번호") for row in page.tables.get("출력 이력", ())]
    is_same_case = page.fields.get("환자관리번호") == done.act.item
    ours = marks.count(done.act.key)
    return is_same_case and (ours == 1 or (done.by_person and ours == 0 and bool(marks)))
