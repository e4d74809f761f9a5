"""Answers: one at a time, from a file, and at a terminal with the source row in view."""

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.contract.conftest import Said, Shell


def ask(shell: Shell, *rows: str) -> Said:
    said = shell.run(*rows, words=("--approve",))
    assert said.exit == 3, said.err
    return said


def answers(shell: Shell, *lines: str, encoding: str = "utf-8-sig", header: str = "질문ID,답") -> Path:
    path = shell.folder / "answers.csv"
    path.write_bytes("\r\n".join([header, *lines]).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_of_answers_may_come_from_any_spreadsheet(shell: Shell, encoding: str) -> None:
    said = ask(shell, "L1,김하나,질문", "L2,이두리,질문둘")
    given = {"letter-unclear": "보낸다", "letter-address": "home"}
    lines = [f'{each["id"]},"{given[each["code"]]}"' for each in said.json["questions"]]

    said = shell(
        "answer", said.json["run"], "--file", str(answers(shell, *lines, encoding=encoding)), "--resume", "--approve",
        "--json",
    )  # fmt: skip

    assert said.exit == 0, said.err
    assert said.json["items"]["done"] == 2


@pytest.mark.parametrize(
    "line", ["q-0000000000,보낸다", '{id},"보낸다', '{id},"보낸"다'], ids=["unknown", "open quote", "odd quote"]
)
def test_one_bad_line_stores_no_answer_of_the_file(shell: Shell, line: str) -> None:
    said = ask(shell, "L1,김하나,질문", "L2,이두리,질문")
    one, two = (each["id"] for each in said.json["questions"])
    path = answers(shell, f"{one},보낸다", line.format(id=two))

    refused = shell("answer", said.json["run"], "--file", str(path), "--json")

    assert refused.exit == 2
    assert refused.err.count("\n") == 1
    assert len(shell("show", said.json["run"], "--json").json["questions"]) == 2


@pytest.mark.parametrize("line", ["{id},", "{id}, ", "{id}", "", ","])
def test_a_question_left_blank_in_the_file_stays_open(shell: Shell, line: str) -> None:
    said = ask(shell, "L1,김하나,질문", "L2,이두리,질문")
    one, two = (each["id"] for each in said.json["questions"])
    path = answers(shell, f"{one},보낸다", line.format(id=two))

    said = shell("answer", said.json["run"], "--file", str(path), "--json")

    assert said.exit == 3
    assert [each["id"] for each in said.json["questions"]] == [two]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x00\xff", b"a,b\n1,2\n", "질문ID\n".encode(), b"\x00" * 50])
def test_a_file_that_holds_no_answers_is_told_in_one_line(shell: Shell, content: bytes) -> None:
    said = ask(shell, "L1,김하나,질문")
    path = shell.folder / "answers.csv"
    path.write_bytes(content)

    refused = shell("answer", said.json["run"], "--file", str(path), "--json")

    assert refused.exit == 2
    assert refused.err.count("\n") == 1
    assert "Traceback" not in refused.err


def test_a_choice_is_taken_and_another_refused(shell: Shell) -> None:
    said = ask(shell, "L1,김하나,질문둘")
    ids = {each["code"]: each["id"] for each in said.json["questions"]}
    run = said.json["run"]

    assert shell("answer", run, ids["letter-address"], "--choose", "moon", "--json").exit == 2
    assert shell("answer", run, ids["letter-address"], "--value", "달", "--json").exit == 2
    assert shell("answer", run, ids["letter-address"], "--json").exit == 2
    assert shell("answer", run, ids["letter-address"], "--choose", "home", "--json").exit == 3
    assert shell("answer", run, ids["letter-address"], "--choose", "work", "--json").exit == 2


def test_without_a_terminal_and_a_question_it_is_bad_usage(shell: Shell) -> None:
    said = ask(shell, "L1,김하나,질문")

    refused = shell("answer", said.json["run"])

    assert refused.exit == 2
    assert refused.err.count("\n") == 1


class Terminal:
    """A person at a pseudo-terminal."""

    def __init__(self, shell: Shell, *words: str, **environment: str) -> None:
        self.shown = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(shell.folder)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite in the background was told to ignore it
            os.execve(sys.executable, [sys.executable, "-m", "jikwon", *words], shell.environment(**environment))

    def wait_for(self, text: str, *, count: int = 1) -> None:
        """Read until `text` was shown `count` times."""
        until = time.monotonic() + 30
        while self.shown.count(text) < count and time.monotonic() < until and self._read():
            pass
        assert self.shown.count(text) >= count, self.shown

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.fd, f"{text}\n".encode())

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while self._read():
            pass
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self.fd], [], [], 30)
        try:
            data = os.read(self.fd, 65536) if ready else b""
        except OSError:
            data = b""
        self.shown += data.decode("utf-8", "replace")
        return bool(data)


def test_at_a_terminal_each_question_comes_with_its_source_row(shell: Shell) -> None:
    said = ask(shell, "L1,김하나,질문", "L2,이두리,질문둘")
    terminal = Terminal(shell, "answer", said.json["run"], "--resume", "--approve")

    terminal.wait_for("> ")
    assert "편지.csv" in terminal.shown
    assert "받는분: 김하나" in terminal.shown
    assert "이두리" not in terminal.shown
    terminal.type("보낸다")
    terminal.wait_for("[home] 집")
    terminal.type("달")
    terminal.type("home")
    terminal.wait_for("> ", count=4)
    terminal.type("!거절함")

    assert terminal.end() == 0
    assert "Traceback" not in terminal.shown
    shown = shell("show", said.json["run"], "--json").json
    assert shown["state"] == "released"
    assert shown["items"] == {"total": 2, "done": 1, "excluded": 1, "waiting": 0, "failed": 0}
    assert shown["hours"]["people"] >= 0


@pytest.mark.parametrize("stop", ["q", "\x04"], ids=["q", "end of file"])
def test_a_person_may_stop_answering(shell: Shell, stop: str) -> None:
    said = ask(shell, "L1,김하나,질문")
    terminal = Terminal(shell, "answer", said.json["run"])
    terminal.wait_for("> ")

    os.write(terminal.fd, f"{stop}\n".encode() if stop == "q" else stop.encode())

    assert terminal.end() == 3
    assert "Traceback" not in terminal.shown
    assert len(shell("show", said.json["run"], "--json").json["questions"]) == 1


def test_the_terminal_speaks_english_where_the_locale_does(shell: Shell) -> None:
    said = ask(shell, "L1,김하나,질문")
    terminal = Terminal(shell, "answer", said.json["run"], LANG="en_US.UTF-8")

    terminal.wait_for("> ")
    terminal.type("q")

    assert terminal.end() == 3
    assert "It is not clear whether letter L1 goes. (it can be read in two ways)" in terminal.shown


def test_an_interrupt_at_the_terminal_leaves_no_traceback(shell: Shell) -> None:
    said = ask(shell, "L1,김하나,질문")
    terminal = Terminal(shell, "answer", said.json["run"])
    terminal.wait_for("> ")

    time.sleep(0.5)  # Python's own readline misses a signal between its prompt and its first wait
    os.write(terminal.fd, b"\x03")

    assert terminal.end() == 130
    assert "Traceback" not in terminal.shown


def test_a_run_at_a_terminal_shows_its_progress_and_what_to_do_next(shell: Shell) -> None:
    path = shell.letters("L1,김하나,질문")
    terminal = Terminal(
        shell, "run", "test-letters", "--input", f"letters={path}", "--set", f"receiver={shell.receiver.url}"
    )

    assert terminal.end() == 3
    assert "jikwon answer test-letters-" in terminal.shown
    assert "확인 필요" in terminal.shown
