"""Schedules and watched folders from the terminal, and a real worker that follows them."""

import json
from datetime import datetime

import pytest
from tests.contract.conftest import Shell
from tests.contract.test_waiting import started, until

from jikwon.model.dates import SEOUL


def add(shell: Shell, kind: str, path: str, *words: str) -> None:
    said = shell(
        kind, "add", "아침-편지", "test-letters", "--input", f"letters={path}", "--set",
        f"receiver={shell.receiver.url}", *words,
    )  # fmt: skip
    assert said.exit == 0, said.err
    assert "아침-편지" in said.out


def test_a_schedule_is_kept_told_paused_and_removed(shell: Shell) -> None:
    add(shell, "schedule", str(shell.letters("L1,김하나")), "--when", "매월 첫 근무일 09:00")

    listed = shell("schedule", "list")
    assert "매월 첫 근무일 09:00" in listed.out
    assert listed.out.count(") 09:00") == 5

    (told,) = shell("schedule", "list", "--json").json
    assert (told["process"], told["paused"], told["last"], len(told["next"])) == ("test-letters", False, None, 5)
    assert all(datetime.fromisoformat(each) > datetime.now(SEOUL) for each in told["next"])

    assert "쉼" in shell("schedule", "pause", "아침-편지").out
    assert shell("schedule", "list", "--json").json[0]["next"] == []
    assert "켜짐" in shell("schedule", "resume", "아침-편지").out
    assert shell("schedule", "remove", "아침-편지").exit == 0
    assert "예약이 없습니다" in shell("schedule", "list").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("schedule", "add"), "NAME"),
        (("schedule", "add", "아침"), "SLUG"),
        (("schedule", "add", "아침", "test-letters", "--when", "아무 때"), "'아무 때'"),
        (("schedule", "add", "아침", "no-process", "--when", "근무일 09:00"), "no-process"),
        (("schedule", "pause", "없음"), "'없음'"),
        (("watch", "remove", "없음"), "'없음'"),
        (("schedule", "start", "아침"), "start"),
    ],
)
def test_a_bad_order_is_one_line_and_exit_2(shell: Shell, words: tuple[str, ...], says: str) -> None:
    more = ("--input", f"letters={shell.letters('L1,김하나')}", "--set", f"receiver={shell.receiver.url}")

    said = shell(*words, *(more if words[1] == "add" else ()))

    assert said.exit == 2
    assert says in said.err
    assert said.err.count("\n") == 1


@pytest.mark.slow
def test_a_file_that_arrives_is_done_by_a_worker_up_to_the_persons_approval(shell: Shell) -> None:
    folder = shell.folder / "받은 파일"
    folder.mkdir()
    add(shell, "watch", str(folder))

    with started(shell, "worker"):
        shell.letters("L1,김하나").rename(folder / "편지.csv")
        until(lambda: [each["state"] for each in json.loads(shell("runs", "--json").out)] == ["awaiting-approval"])

    (told,) = shell("watch", "list", "--json").json
    assert told["last"]["run"] == shell("runs", "--json").json[0]["run"]
