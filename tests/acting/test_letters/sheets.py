"""The files: the list of letters before they are sent, the ledger afterwards."""

from collections.abc import Mapping, Sequence

from jikwon.model import Ask, Exclude, Item, Receipt, Result, Run, Subject, Wait
from jikwon.tools.tables import Column, Sheet, write

from .model import Letter

LETTERS = ("번호", "받는분", "종이", "추신", "주소")
ENVELOPE = ("번호", "받는분")
EXCLUDED = ("번호", "사유코드", "사유", "원본파일", "원본행")
WAITING = ("번호", "질문코드", "질문", "원본파일", "원본행")
LEDGER = ("작업", "접수번호")


def write_letters(
    run: Run,
    going: Sequence[Letter],
    results: Sequence[Result[Letter, Letter]],
    late: Mapping[str, Exclude | Ask | Wait],
) -> None:
    """Write what goes, what is left out and what waits."""
    paper = _paper(run)
    listed = [(letter.number, letter.to, paper, letter.postscript, letter.address) for letter in going]
    fates = [(result.item, late.get(result.item.key) or _fate(result)) for result in results]
    excluded = [_row(run, item, fate, "exclusions") for item, fate in fates if isinstance(fate, Exclude)]
    waiting = [_row(run, item, fate, "questions") for item, fate in fates if isinstance(fate, Ask | Wait)]
    sheets = [_sheet("편지목록", LETTERS, listed), _sheet("제외", EXCLUDED, excluded)]
    write(run.output("letters"), [*sheets, _sheet("확인필요", WAITING, waiting)], at=run.clock)


def write_envelopes(run: Run, going: Sequence[Letter]) -> None:
    """Write one file a letter."""
    for letter in going:
        rows = [(letter.number, letter.to)]
        write(run.output("envelopes", part=letter.number), [_sheet("봉투", ENVELOPE, rows)], at=run.clock)


def write_ledger(run: Run, receipts: Sequence[Receipt]) -> None:
    """Write one row a receipt; a number is blank where a person said that the letter was sent."""
    rows = [(receipt.key, receipt.data.get("number", "")) for receipt in receipts]
    write(run.output("ledger"), [_sheet("발송대장", LEDGER, rows)], at=run.clock)


def _paper(run: Run) -> str:
    answer = run.answer("paper-missing", Subject.run())
    return answer.choice if answer else run.setting("paper")


def _fate(result: Result[Letter, Letter]) -> Exclude | Ask | None:
    return result.excluded or next(iter(result.waiting), None)


def _row(run: Run, item: Item[Letter], fate: Exclude | Ask | Wait, table: str) -> tuple[str | int, ...]:
    details = fate.details if isinstance(fate, Ask) else {}
    place = item.at[0]
    return item.key, fate.code, run.text(table, fate.code, **details), place.origin, place.row


def _sheet(name: str, columns: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Sheet:
    kinds = [Column(name=column, kind="number" if column == "원본행" else "text") for column in columns]
    return Sheet(name=name, columns=kinds, rows=rows)
