"""Hours from the terminal: measured with a stopwatch, listed, and set against what people spent."""

import pytest
from tests.contract.conftest import Shell


def test_a_stopwatch_at_the_terminal_makes_a_baseline(shell: Shell) -> None:
    assert "아직 잰 것이 없습니다" in shell("hours", "list").out

    said = shell("hours", "time", "test-letters", "--worker", "kim", given="\n3\n")

    assert said.exit == 0, said.err
    assert "시간 측정 1회 3건의 중앙값" in said.out
    (told,) = shell("hours", "list", "--json").json
    assert [(each["worker"], each["items"]) for each in told["measurements"]] == [("kim", 3)]
    assert 0 <= told["measurements"][0]["minutes"] < 1


def test_the_report_shows_what_was_saved_with_its_formula(shell: Shell) -> None:
    shell("hours", "add", "test-letters", "--items", "2", "--minutes", "6")
    shell.run("L1,김하나", "L2,이두리", words=("--approve",))

    said = shell("hours", "report")
    assert "아낀 시간 6분 = 손으로 6분 − 사람이 쓴 0초" in said.out
    assert "계산:" in said.out
    (told,) = shell("hours", "report", "--json").json
    assert (told["items"], told["source"], told["baseline"]) == (2, "time-study", 0.1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "test-letters"), "test-letters"),
        (("add", "no-process", "--items", "1", "--minutes", "1"), "no-process"),
        (("add",), "SLUG"),
        (("remove", "7"), "7"),
        (("remove", "x"), "x"),
        (("report", "--month", "10월"), "10월"),
        (("time", "no-process"), "no-process"),
    ],
)
def test_a_bad_word_is_one_line_and_exit_2(shell: Shell, words: tuple[str, ...], says: str) -> None:
    said = shell("hours", *words)

    assert said.exit == 2
    assert says in said.err.splitlines()[-1]
