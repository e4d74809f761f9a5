"""Bad usage and unreadable input: exit 2, one line, no run, and in JSON when that was asked for."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.contract.conftest import Said, Shell


def assert_refused(shell: Shell, said: Said, *names: str) -> None:
    assert said.exit == 2, said.err or said.out
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert said.json == {"state": "failed", "error": said.err.strip()}
    for name in names:
        assert name in said.err
    assert not (shell.home / "records.sqlite").exists() or shell("runs", "--json").json == []
    spool = shell.home / "spool"
    assert not spool.exists() or list(spool.iterdir()) == []


def run(shell: Shell, *words: str) -> Said:
    return shell("run", "test-letters", *words, "--json")


def test_an_unknown_process(shell: Shell) -> None:
    said = shell("run", "test-leters", "--json")

    assert_refused(shell, said, "test-leters", "test-letters")


def test_an_unknown_input(shell: Shell) -> None:
    assert_refused(shell, run(shell, "--input", f"leters={shell.letters('L1,김하나')}"), "leters", "letters")


def test_a_missing_input(shell: Shell) -> None:
    assert_refused(shell, run(shell), "letters")


def test_an_unknown_setting(shell: Shell) -> None:
    said = run(shell, "--input", f"letters={shell.letters('L1,김하나')}", "--set", "papier=plain")

    assert_refused(shell, said, "papier", "paper")


@pytest.mark.parametrize("setting", ["paper=grey", "receiver=not a url"])
def test_a_setting_that_is_not_taken(shell: Shell, setting: str) -> None:
    said = run(shell, "--input", f"letters={shell.letters('L1,김하나')}", "--set", setting)

    assert_refused(shell, said, setting.partition("=")[0])


@pytest.mark.parametrize(
    "words",
    [
        ("--frobnicate",), ("--input",), ("--input", "letters"), ("--input", "=x"), ("--set", "paper"), ("--as-of",),
        ("--approv",),
    ],
)  # fmt: skip
def test_an_option_that_is_not_there_or_not_whole(shell: Shell, words: tuple[str, ...]) -> None:
    assert_refused(shell, shell("run", "test-letters", "--json", *words))


@pytest.mark.parametrize(
    "words", [(), ("frobnicate",), ("answer",), ("show",), ("proof", "read", "x"), ("repeat", "r", "a")]
)
def test_an_unknown_command(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words)

    assert said.exit == 2
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "moment",
    [
        "2021-10-06",
        "2021-10-06 09:00",
        "2021-10-06T09:00:00",
        "2021-13-06T09:00",
        "2021-10-06T24:00",
        "어제",
        "2021-1-6T9:0",
    ],
)
def test_a_clock_that_is_none(shell: Shell, moment: str) -> None:
    said = run(shell, "--input", f"letters={shell.letters('L1,김하나')}", "--as-of", moment)

    assert_refused(shell, said, moment)


def test_a_file_that_is_missing(shell: Shell) -> None:
    assert_refused(shell, run(shell, "--input", "letters=없음.csv"), "없음.csv")


def test_a_file_without_bytes(shell: Shell) -> None:
    (shell.folder / "빈.csv").touch()

    assert_refused(shell, run(shell, "--input", "letters=빈.csv"), "빈.csv")


def test_a_corrupt_workbook(shell: Shell) -> None:
    with zipfile.ZipFile(shell.folder / "깨짐.xlsx", "w") as file:
        file.writestr("xl/workbook.xml", "<workbook")

    assert_refused(shell, run(shell, "--input", "letters=깨짐.xlsx"), "깨짐.xlsx")


def test_a_renamed_file(shell: Shell) -> None:
    shell.letters("L1,김하나").rename(shell.folder / "이름만.xlsx")

    assert_refused(shell, run(shell, "--input", "letters=이름만.xlsx"), "이름만.xlsx")


def test_a_file_of_an_unknown_kind(shell: Shell) -> None:
    (shell.folder / "편지.hwp").write_bytes(b"HWP")

    assert_refused(shell, run(shell, "--input", "letters=편지.hwp"), "편지.hwp")


def test_a_zip_bomb(shell: Shell) -> None:
    with zipfile.ZipFile(shell.folder / "폭탄.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b" " * 1_000_000)

    assert_refused(shell, run(shell, "--input", "letters=폭탄.xlsx"), "폭탄.xlsx")


def test_two_files_of_the_same_content(shell: Shell) -> None:
    one, two = shell.letters("L1,김하나", name="가.csv"), shell.letters("L1,김하나", name="나.csv")

    assert_refused(shell, run(shell, "--input", f"letters={one}", "--input", f"letters={two}"), "가.csv", "나.csv")


def test_a_column_that_is_not_there(shell: Shell) -> None:
    (shell.folder / "열.csv").write_text("번호,이름\nL1,김하나\n", "utf-8")

    said = run(shell, "--input", "letters=열.csv")

    assert_refused(shell, said, "받는분")
    assert "김하나" not in said.err


def test_a_folder_for_outputs_that_is_a_file(shell: Shell) -> None:
    path = shell.letters("L1,김하나")

    assert_refused(shell, run(shell, "--input", f"letters={path}", "--out", str(path)), str(path))


def test_an_unknown_run_is_bad_usage(shell: Shell) -> None:
    for command in ("show", "resume", "approve", "cancel", "answer"):
        said = shell(command, "test-letters-20211006-aaaaaa", "--json")

        assert said.exit == 2, command
        assert said.err.count("\n") == 1
        assert said.json["state"] == "failed"


def test_a_run_that_has_ended_cannot_go_on(shell: Shell) -> None:
    said = shell.run("L1,김하나", words=("--approve",))

    again = shell("resume", said.json["run"], "--json")

    assert again.exit == 2
    assert again.json == {"state": "failed", "error": again.err.strip()}


def test_words_are_korean_and_english_where_the_locale_says_so(shell: Shell) -> None:
    korean = shell("run", "없는업무")
    english = shell("run", "없는업무", LANG="en_US.UTF-8")
    plain = shell("run", "없는업무", LANG="C")

    assert "업무" in korean.err
    assert english.err.isascii() or "process" in english.err.lower()
    assert plain.err == korean.err


def test_a_broken_manifest_of_one_process_does_not_hide_the_others(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "processes"
    (folder / "broken").mkdir(parents=True)
    (folder / "broken" / "manifest.toml").write_text("slug = 3")
    (folder / "test_letters").symlink_to(Path(__file__).parents[1] / "acting" / "test_letters")

    said = shell("run", "test-letters", "--json", JIKWON_PROCESSES=str(folder))

    assert said.exit == 2
    assert "letters" in said.json["error"]


def test_first_commands_may_come_at_once(shell: Shell) -> None:
    import sys

    several = [
        subprocess.Popen(
            [sys.executable, "-m", "jikwon", "runs", "--json"], env=shell.environment(), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]  # fmt: skip

    said = [each.communicate() for each in several]

    assert [each.returncode for each in several] == [0] * 4, said
    assert [out.strip() for out, _ in said] == [b"[]"] * 4


def test_nothing_is_written_where_the_home_cannot_be(shell: Shell) -> None:
    (shell.folder / "file").touch()

    said = shell("runs", "--json", JIKWON_HOME=str(shell.folder / "file" / "home"))

    assert said.exit in (1, 2)
    assert said.err.count("\n") == 1
    assert os.listdir(shell.folder) == ["file"]  # noqa: PTH208 - names are enough


def test_two_files_of_one_name_are_refused_for_places_could_not_be_told_apart(tmp_path: Path) -> None:
    for number, folder in enumerate(("가", "나")):
        (tmp_path / folder).mkdir()
        text = f"격리자관리번호,성명,휴대전화,주소\nQ-{number},가나다,010-0123-4567,송파구 올림픽로 300\n"
        (tmp_path / folder / "명부.csv").write_text(text, "utf-8")
    files = [f"--input=register={tmp_path / folder / '명부.csv'}" for folder in ("가", "나")]
    home = {**os.environ, "JIKWON_HOME": str(tmp_path / "home")}

    said = subprocess.run(
        [sys.executable, "-m", "jikwon", "run", "hygiene-kits", *files], env=home, capture_output=True, check=False
    )

    assert (said.returncode, said.stderr.decode().count("\n")) == (2, 1)
    assert "명부.csv" in said.stderr.decode()
