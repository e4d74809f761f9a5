"""Sending letters: the functions of the process, in their order."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikwon.model import Act, Ask, Done, Effects, Exclude, Item, Note, Receipt, Result, Run, Wait
from jikwon.tools.tables import Field, Row, read

from . import questions, rules, sheets, steps
from .model import Letter
from .receiver import Receiver

FIELDS = tuple(Field(name=name) for name in ("번호", "받는분", "상태", "창구", "함께", "판", questions.POSTSCRIPT))


def collect(run: Run) -> Iterator[Item[Letter] | Ask]:
    """Read every letter; a second row with the same number is merged into the first."""
    rows = list(read(run.sources("letters"), FIELDS, required=(("번호",), ("받는분",)), told=run.tell))
    yield from questions.about_paper(run)
    yield from questions.about_files(run)
    if noted := next((row for row in rows if row.text(questions.POSTSCRIPT)), None):
        yield from questions.about_postscript(run, noted.place(questions.POSTSCRIPT))
    seen: set[str] = set()
    for row in rows:
        number = row.text("번호")
        if questions.use_of(run, row.at.file) == "skip":
            run.count(read=1, skipped=1)
        elif number in seen:
            run.count(read=1, merged=1)
        else:
            seen.add(number)
            run.count(read=1, used=1)
            yield Item(key=number, at=(row.at,), body=_letter(run, row))


def handle(run: Run, item: Item[Letter]) -> Done[Letter] | Exclude | Ask | Sequence[Ask]:
    """Judge one letter alone; the receiver may be asked about its address."""
    if busy := rules.busy_times(item.body):
        steps.ask_about_address(run, item.key, busy=busy)
    if rules.needs_address(item.body):
        item = replace(item, body=replace(item.body, address=steps.keep_address(run, item.key)))
    if slow := rules.slow_ms(item.body):
        time.sleep(slow / 1000)
    return rules.judge(item)


def deliver(run: Run, results: Sequence[Result[Letter, Letter]]) -> Iterator[Act | Ask | Exclude | Wait]:
    """Hold back what must wait, list the letters, and plan to send them."""
    new = [result for result in results if not result.released]
    late = rules.decide_late(new)
    yield from late.values()
    going = [result.done.fact for result in new if result.done and result.item.key not in late]
    sheets.write_letters(run, going, new, late)
    if run.setting("envelopes") == "yes":
        sheets.write_envelopes(run, going)
    places = {result.item.key: result.item.at[0] for result in new}
    for letter in going:
        marks = {"to": run.hash("to", letter.to)}
        if rules.is_corrected(marks, letter.version, run.done_before("send", letter.number)):
            run.tell(Note(code="letter-corrected", at=places[letter.number]))
        yield run.act("send", letter.number, version=letter.version, lane=letter.lane, marks=marks)


def act(run: Run, act: Act, effects: Effects) -> Receipt:
    """Send one letter."""
    return steps.send_letter(run, act, effects)


def account(run: Run, receipts: Sequence[Receipt]) -> None:
    """Write the ledger of what was sent; the receiver's own book is read where that is asked for."""
    if run.setting("book") == "yes":
        for receipt in receipts:
            steps.keep_entry(run, receipt.key)
    sheets.write_ledger(run, receipts)


def open_site(run: Run, name: str) -> Receiver:
    """Open the receiver."""
    return Receiver(run.setting("receiver"), login=run.setting("login"))


def _letter(run: Run, row: Row) -> Letter:
    printed = questions.use_of_postscript(run) == "print"
    return Letter(
        number=row.text("번호"), to=row.text("받는분"), status=row.text("상태"), lane=row.text("창구"),
        beside=row.text("함께"), version=row.text("판") or "1",
        postscript=row.text(questions.POSTSCRIPT) if printed else "",
    )  # fmt: skip
