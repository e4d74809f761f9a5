"""The print ledger: one line for every case on paper, from the receipts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from jikwon.model import Receipt, Run
from jikwon.model.planning import subject_of
from jikwon.processes.epi_forms import plan, settings
from jikwon.processes.epi_forms.plan import ASKED, EXCLUDED
from jikwon.tools.tables import Column, Sheet, write

COLUMNS: Final = (
    "확진자번호", "환자관리번호", "행정동", "쪽수", "매수", "출력용도", "출력자", "출력일시", "인쇄작업번호",
    "인쇄상태", "판", "SHA-256",
)  # fmt: skip
_KINDS: Final = {"확진자번호": "number", "쪽수": "number", "매수": "number", "판": "number", "출력일시": "datetime"}
STATES: Final = {"completed": "완료", "": "담당자확인"}
"""인쇄상태: the printer's own word, or a person's where the printer could not tell."""


def write_ledger(run: Run, receipts: Sequence[Receipt]) -> None:
    """Write the ledger, in print order, with the cases left out and those that wait."""
    by_subject = {subject_of(receipt.key): receipt.data for receipt in receipts}  # a form printed again has a new key
    rows = list(_rows(run, by_subject))
    sheets = [
        Sheet(name="출력대장", columns=[_column(each) for each in COLUMNS], rows=rows, landscape=True),
        *(
            Sheet(name=name, columns=[_column(each) for each in columns], rows=plan.rows_of(run, name))
            for name, columns in (("제외", EXCLUDED), ("확인필요", ASKED))
        ),
    ]
    write(run.output("print-ledger"), sheets, at=run.clock)


def _rows(run: Run, receipts: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str | int | datetime | None, ...]]:
    options = settings.of(run)
    for planned in plan.read(run):
        data = receipts.get(subject_of(planned.number))
        if data is None:
            continue
        yield (
            _number(planned.case_no), planned.case_id, planned.dong, _count(data, "pages", planned.pages),
            _count(data, "paper", planned.sheets), data.get("purpose", options.purpose),
            data.get("by", run.started_by), _moment(data), data.get("job", ""), _state(data), planned.edition,
            data.get("sha256", planned.sha256),
        )  # fmt: skip


def _column(name: str) -> Column:
    return Column(name=name, kind=_KINDS.get(name, "text"))  # type: ignore[arg-type]


def _number(text: str) -> str | int:
    return int(text) if text.isdecimal() else text


def _count(data: Mapping[str, str], name: str, planned: int) -> int | None:
    return int(data.get(name, planned)) or None


def _moment(data: Mapping[str, str]) -> datetime | None:
    at = data.get("at")
    return datetime.fromisoformat(at) if at else None


def _state(data: Mapping[str, str]) -> str:
    state = data.get("state", "")
    return STATES.get(state, state)
