"""answer: one question, a file of answers, or one after the other at the terminal."""

import argparse
import csv
import sys
import time
from pathlib import Path

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.engine import answering, asking, lifecycle, report
from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.sourcerows import source_rows
from jikwon.model import Ask, InputError
from jikwon.records import questions
from jikwon.records.database import together
from jikwon.records.questions import QuestionRow

MAX_BYTES = 10_000_000


class AnswersUnreadable(InputError):
    """The file of answers is not what it must be."""

    code = "answers-unreadable"


def answer(chosen: argparse.Namespace) -> int:
    """Store answers, and go on with the run where that was asked for."""
    office = Office.open()
    lifecycle.known(chosen.run)
    if chosen.file:
        _from_file(office, chosen.run, chosen.file)
    elif chosen.question:
        _one(office, chosen)
    else:
        _at_terminal(office, chosen.run)
    if chosen.resume:
        row = lifecycle.resume(office, output.progress(quiet=chosen.json), chosen.run, approve=chosen.approve)
    else:
        row = lifecycle.known(chosen.run)
    from jikwon.cli.running import tell

    told = tell(office, row, as_json=chosen.json)
    return told if chosen.resume else int(report.exit_code(row))


def _one(office: Office, chosen: argparse.Namespace) -> None:
    if not (chosen.value or chosen.choose or chosen.exclude):
        raise UsageError(message="--value | --choose | --exclude", prog="jikwon answer")
    answering.store(
        office, chosen.run, chosen.question, value=chosen.value, choice=chosen.choose, exclude=chosen.exclude
    )


def _from_file(office: Office, run: str, path: Path) -> None:
    """Store every answer of a file, or none: one bad line is told with its number."""
    rows = _read(path)
    with together():
        for number, (question, given) in rows:
            try:
                answering.store(office, run, question, value=given)
            except InputError as error:
                raise AnswersUnreadable(file=path.name, row=number, reason=error.text()) from error


def _read(path: Path) -> list[tuple[int, tuple[str, str]]]:
    try:
        data = path.read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        raise AnswersUnreadable(file=path.name, row=0, reason=type(error).__name__) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949", errors="strict")
    lines = list(csv.reader(text.splitlines()))
    if not lines or [cell.strip() for cell in lines[0][:2]] != ["질문ID", "답"]:
        raise AnswersUnreadable(file=path.name, row=1, reason="질문ID, 답")
    return [
        (number, (cells[0].strip(), cells[1]))
        for number, cells in enumerate(lines[1:], 2)
        if len(cells) > 1 and cells[0].strip()
    ]


def _at_terminal(office: Office, run: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError(message="QUESTION | --file answers.csv", prog="jikwon answer")
    for waiting in questions.in_state(run, "open"):
        fresh = questions.get(waiting.id)
        if fresh is None or fresh.state != "open":
            continue  # an answer before this one settled it as well
        if not _ask(office, run, fresh):
            return


def _ask(office: Office, run: str, row: QuestionRow) -> bool:
    """Put one question with its source rows; False if the person stops here."""
    active = Active.of(office, run, answering.NOBODY)
    ask = asking.opened(active, row)
    _show(active, ask)
    began = time.monotonic()
    while True:
        output.line(output.SAYS.text("lines", "answer-prompt"))
        given = input("> ").strip()
        if given in ("q", "그만"):
            return False
        if given in ("", "s", "다음"):
            return True
        exclude = given[1:].strip() if given.startswith("!") else ""
        try:
            answering.store(
                office, run, row.id, value="" if exclude else given, exclude=exclude, people_s=time.monotonic() - began
            )
        except InputError as error:
            output.line(error.text())
            continue
        return True


def _show(active: Active, ask: Ask) -> None:
    output.line()
    output.line(asking.sentence(active, ask))
    for origin, number, cells in source_rows(active, ask.at):
        output.line(f"  {origin} {number}")
        for header, value in cells:
            output.line(f"    {header}: {value}")
    for choice in ask.choices:
        output.line(f"  [{choice.code}] {choice.label}")
