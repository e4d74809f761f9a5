"""answer: one question, a file of answers, or one after the other at the terminal."""

import argparse
import csv
import io
import sys
import time
from pathlib import Path

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.questions import answering, asking, attachments
from jikwon.engine.questions.sourcerows import source_rows
from jikwon.engine.reports import report
from jikwon.engine.runs import lifecycle
from jikwon.model import Ask, InputError
from jikwon.model.failures import reason_of
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
        _at_terminal(office, chosen.run, as_json=chosen.json)
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
    known: dict[str, str] = {}
    with together():
        for number, (question, given) in rows:
            if known.get(question) == given:
                continue  # the same line twice
            known[question] = given
            try:
                if not _is_settled(run, question, settled_by=set(known) - {question}):
                    answering.store(office, run, question, value=given)
            except InputError as error:
                raise AnswersUnreadable(file=path.name, row=number, reason=error.text()) from error


def _is_settled(run: str, question: str, *, settled_by: set[str]) -> bool:
    """Tell whether an answer of this file that is kept for the office has settled this question as well."""
    row = questions.get(question)
    if row is None or row.run_id != run or row.state != "answered" or not row.remember_hash:
        return False
    others = (questions.get(each) for each in settled_by)
    return any(each and (each.code, each.remember_hash) == (row.code, row.remember_hash) for each in others)


def _read(path: Path) -> list[tuple[int, tuple[str, str]]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AnswersUnreadable(file=path.name, row=0, reason=reason_of(error)) from error
    if len(data) > MAX_BYTES:
        raise AnswersUnreadable(file=path.name, row=0, reason=f"> {MAX_BYTES // 1_000_000} MB")
    try:
        lines = list(csv.reader(io.StringIO(_text(data), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise AnswersUnreadable(file=path.name, row=1, reason="CSV (UTF-8, cp949)") from error
    if not lines or [cell.strip() for cell in lines[0][:2]] != ["질문ID", "답"]:
        raise AnswersUnreadable(file=path.name, row=1, reason="질문ID, 답")
    return [
        (number, (cells[0].strip(), cells[1]))
        for number, cells in enumerate(lines[1:], 2)
        if len(cells) > 1 and cells[0].strip() and cells[1].strip()  # a blank answer is one not given yet
    ]


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def _at_terminal(office: Office, run: str, *, as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
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
    _show(active, ask, row.id)
    began = time.monotonic()
    while True:
        output.line(output.SAYS.text("lines", "answer-prompt"))
        try:
            given = input("> ").strip()
        except EOFError:
            return False
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


def _show(active: Active, ask: Ask, question: str) -> None:
    output.line()
    output.line(asking.sentence(active, ask))
    for row in source_rows(active, ask.at):
        output.line(f"  {row.origin} {row.row}")
        for header, value in row.filled:
            output.line(f"    {header}: {value}")
    if attachments.pictures_of(active, ask):
        output.say("picture-shown", run=active.id, file=f"{question}{attachments.SUFFIX}")
    for choice in ask.choices:
        output.line(f"  [{choice.code}] {choice.label}")
