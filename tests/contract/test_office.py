"""vault, audit, doctor, list, and what is said when something unforeseen happens."""

import json
import os
from pathlib import Path

import pytest
from tests.contract.conftest import Shell

SECRET = "비밀-S3cr3t/값"


def test_a_secret_is_kept_and_never_shown(shell: Shell) -> None:
    said = shell("vault", "set", "portal", given=f"{SECRET}\n")
    assert said.exit == 0
    listed = shell("vault", "list")
    assert listed.exit == 0
    assert "portal" in listed.out

    everything = said.out + said.err + listed.out + listed.err + shell("audit", "show").out
    assert SECRET not in everything
    for path in shell.home.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_a_removed_secret_is_gone(shell: Shell) -> None:
    shell("vault", "set", "portal", given=f"{SECRET}\n")

    assert shell("vault", "remove", "portal").exit == 0

    assert "portal" not in shell("vault", "list").out
    assert shell("vault", "remove", "portal").exit in (1, 2)


@pytest.mark.parametrize("words", [("set",), ("remove",), ("show", "portal"), ("set", "../portal"), ("set", "")])
def test_a_vault_command_that_makes_no_sense_is_refused(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell("vault", *words, given=f"{SECRET}\n")

    assert said.exit in (1, 2)
    assert said.err.count("\n") == 1
    assert SECRET not in said.err


def test_a_secret_of_nothing_is_refused(shell: Shell) -> None:
    said = shell("vault", "set", "portal", given="\n")

    assert said.exit in (1, 2)
    assert "portal" not in shell("vault", "list").out


def test_what_is_done_to_the_vault_is_audited(shell: Shell) -> None:
    shell("vault", "set", "portal", given=f"{SECRET}\n")
    shell("vault", "remove", "portal")

    shown = shell("audit", "show").out

    assert "credential set" in shown
    assert "credential remove" in shown


def test_a_trail_whose_anchors_are_gone_is_not_said_to_be_changed(shell: Shell) -> None:
    shell("vault", "set", "portal", given=f"{SECRET}\n")
    assert shell("audit", "verify").exit == 0
    (shell.home / "logs" / "audit-anchors.log").unlink()

    said = shell("audit", "verify")

    assert said.exit == 4
    assert "닻(logs/audit-anchors.log)이 없습니다" in said.out


def test_doctor_finds_a_whole_installation_in_order(shell: Shell) -> None:
    said = shell("doctor", "--json")

    assert {"name", "ok", "found", "mend"} <= set(said.json[0])
    missing = [each["name"] for each in said.json if not each["ok"]]
    assert said.exit == (1 if missing else 0)
    assert {"Python", "SQLite", "dbos", "django", "test-letters"} <= {each["name"] for each in said.json}


def test_doctor_names_what_mends_a_broken_process(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "processes" / "broken"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text("slug = 3")

    said = shell("doctor", JIKWON_PROCESSES=str(folder.parent))

    assert said.exit == 1
    assert "jikwon check broken" in said.out


def test_list_names_what_a_process_takes(shell: Shell) -> None:
    said = shell("list", "--json")

    assert said.exit == 0
    found = next(each for each in said.json if each["process"] == "test-letters")
    assert found["inputs"] == {"letters": {"required": True}}
    assert set(found["settings"]) >= {"receiver", "paper"}
    assert "편지 보내기" in shell("list").out
    assert "Sending letters" in shell("list", LANG="en_US.UTF-8").out


@pytest.mark.sqlite("a damaged file")
def test_something_unforeseen_is_one_line_and_exit_1(shell: Shell) -> None:
    shell("runs")
    for each in shell.home.glob("records.sqlite-*"):  # left by a forked command, they would heal the file
        each.unlink()
    (shell.home / "records.sqlite").write_bytes(b"this is no database " * 100)

    said = shell("runs", "--json")

    assert said.exit == 1
    assert said.err.count("\n") == 1
    assert json.loads(said.out) == {"state": "failed", "error": said.err.strip()}


def test_a_terminal_without_our_signs_ends_no_command(shell: Shell) -> None:
    said = shell("doctor", PYTHONIOENCODING="ascii")

    assert "Traceback" not in said.err


def test_somebody_elses_key_opens_nothing_and_says_so(shell: Shell) -> None:
    shell.run("L1,김하나")
    (shell.home / "key").write_bytes(os.urandom(32))

    said = shell("runs", "--json")

    assert said.exit in (1, 2)
    assert said.err.count("\n") == 1


def test_help_and_version_are_there(shell: Shell) -> None:
    assert shell("--version").out.startswith("jikwon ")
    assert "로봇 직원" in shell("--help").out
    assert "--partial" in shell("run", "--help").out


def test_a_worker_that_finds_nothing_to_do_ends(shell: Shell) -> None:
    assert shell("worker", "--until-idle").exit == 0
