"""Sending notices: the functions of the process, in their order, each saying when it was entered."""

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from jikwon.model import Act, Done, Effects, Item, Personal, Probe, Receipt, Result, Run, fact
from jikwon.tools.tables import Column, Field, Sheet, read, write

FIELDS = tuple(Field(name=name) for name in ("번호", "받는분", "주소"))
_ENTERED = set[str]()


@fact
class Notice:
    """One row of the input."""

    number: str
    to: Personal[str]
    address: Personal[str]


def collect(run: Run) -> Iterator[Item[Notice]]:
    """Read every notice."""
    _mark(run, "collect")
    for row in read(run.sources("notices"), FIELDS, required=(("번호",), ("받는분",)), told=run.tell):
        run.count(read=1, used=1)
        notice = Notice(number=row.text("번호"), to=row.text("받는분"), address=row.text("주소"))
        yield Item(key=notice.number, at=(row.at,), body=notice)


def handle(run: Run, item: Item[Notice]) -> Done[Notice]:
    """Trim a notice's words."""
    _mark(run, "handle")
    notice = item.body
    return Done(fact=Notice(number=notice.number, to=notice.to.strip(), address=notice.address.strip()))


def deliver(run: Run, results: Sequence[Result[Notice, Notice]]) -> Iterator[Act]:
    """List the notices, and plan to send each."""
    _mark(run, "deliver")
    going = [result.done.fact for result in results if result.done]
    rows = [(each.number, each.to, each.address) for each in going]
    write(run.output("notices"), [_sheet("알림목록", ("번호", "받는분", "주소"), rows)], at=run.clock)
    lanes = int(run.setting("lanes"))
    for place, each in enumerate(going):
        yield run.act("send", each.number, lane=f"send-{place % lanes}")


def act(run: Run, act: Act, effects: Effects) -> Receipt:
    """Send one notice.

    Effects: one line in the receiver's file, with the act's key. Repeatable: yes; the file is asked.
    """
    _mark(run, "act")
    return effects.once(act, do=lambda _note: _append(run, act), seen=lambda _since: _find(run, act))


def account(run: Run, receipts: Sequence[Receipt]) -> None:
    """Write the ledger of what was sent."""
    _mark(run, "account")
    rows = [(receipt.key, receipt.data["line"]) for receipt in receipts]
    write(run.output("ledger"), [_sheet("발송대장", ("작업", "줄"), rows)], at=run.clock)


_RECEIVER: list[IO[str]] = []


def _append(run: Run, act: Act) -> Receipt:
    if not _RECEIVER:
        _RECEIVER.append(Path(run.setting("receiver")).open("a", encoding="utf-8"))  # noqa: SIM115 - open as long as the process
    receiver = _RECEIVER[0]
    receiver.write(f"{act.item}\t{act.key}\n")
    receiver.flush()
    return Receipt(key=act.key, data={"line": act.item})


def _find(run: Run, act: Act) -> Receipt | Probe:
    lines = Path(run.setting("receiver")).read_text(encoding="utf-8").splitlines()
    known = any(line.endswith(f"\t{act.key}") for line in lines)
    return Receipt(key=act.key, data={"line": act.item}) if known else Probe.NOT_THERE


def _mark(run: Run, name: str) -> None:
    """Say when this process first entered a function: one line, since several workers may write."""
    if name in _ENTERED:
        return
    _ENTERED.add(name)
    if told := run.setting("told"):
        with Path(told).open("a", encoding="utf-8") as marks:
            marks.write(json.dumps({"marks": {name: time.perf_counter()}}) + "\n")


def _sheet(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    return Sheet(name=name, columns=[Column(name=column) for column in columns], rows=rows)
