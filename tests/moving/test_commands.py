"""backup, restore and move-to-postgres as commands: what they print, how they end, what they never show."""

import re
import sqlite3
from pathlib import Path

import pytest
from tests.contract.conftest import Shell

from jikwon.cli.keeping import _without_password

PASSPHRASE = "열두 글자가 넘는 암호문구"


@pytest.mark.slow
def test_a_backup_is_made_proved_and_restored_with_accounts_and_without_sessions(shell: Shell) -> None:
    shell("account", "add", "kim", "--role", "official")
    run = shell.run("L1,김하나", words=("--approve",)).json["run"]
    path = shell.folder / "a.tar"

    made = shell("backup", str(path), "--with-key", "--json", given=f"{PASSPHRASE}\n")

    assert made.exit == 0, made.err
    assert made.json["file"] == str(path)
    assert made.json["with_key"] is True
    assert PASSPHRASE not in made.out + made.err
    proved = shell("backup", "--verify", str(path), "--json")
    assert proved.exit == 0
    told = {name: made.json[name] for name in ("id", "rows", "files", "tables")}
    assert {name: proved.json[name] for name in told} == told
    shell.home = shell.folder / "new"
    restored = shell("restore", str(path), "--json", given=f"{PASSPHRASE}\n")
    assert restored.exit == 0, restored.err
    assert restored.json["rows"] == made.json["rows"]
    assert restored.json["trail_holds"] is True
    assert [each["run"] for each in shell("runs", "--json").json] == [run]
    assert [each["name"] for each in shell("account", "list", "--json").json] == ["kim"]
    assert shell("audit", "verify").exit == 0
    assert shell("proof", "verify", str(shell.home / "outputs" / run)).exit == 0


@pytest.mark.slow
def test_what_cannot_be_done_ends_with_one_line_and_the_contracts_code(shell: Shell) -> None:
    path = shell.folder / "a.tar"
    assert shell("backup", str(path)).exit == 0
    data = bytearray(path.read_bytes())
    data[-3000] ^= 1
    (shell.folder / "broken.tar").write_bytes(data)
    (shell.folder / "cut.tar").write_bytes(data[:100])

    codes = {
        ("backup",): 2,
        ("backup", str(path)): 2,
        ("backup", str(shell.folder / "none" / "a.tar")): 1,
        ("backup", "--verify", str(shell.folder / "broken.tar")): 4,
        ("backup", "--verify", str(shell.folder / "cut.tar")): 4,
        ("backup", "--verify", str(shell.folder / "none.tar")): 2,
        ("backup", "--verify", str(Path(__file__))): 2,
        ("restore", str(path)): 2,
        ("move-to-postgres",): 2,
        ("move-to-postgres", "--to", "mysql://a:secret@b/c"): 2,
    }
    for words, code in codes.items():
        said = shell(*words, JIKWON_DATABASE_URL="")
        assert (said.exit, said.err.count("\n")) == (code, 1), (words, said.err)
        assert "secret" not in said.err
    assert shell("move-to-postgres", "--to", "mysql://h/x").err.startswith("--to")
    assert shell("move-to-postgres", JIKWON_DATABASE_URL="mysql://h/x").err.startswith("JIKWON_DATABASE_URL")


@pytest.mark.slow
@pytest.mark.sqlite("looks into the file of a running console")
def test_a_session_is_not_in_a_backup(shell: Shell) -> None:
    shell("account", "list")
    with sqlite3.connect(shell.home / "records.sqlite") as records:
        records.execute("INSERT INTO django_session VALUES ('session-key', 'data', '2021-10-06')")
    records.close()
    path = shell.folder / "a.tar"
    shell("backup", str(path))
    key = (shell.home / "key").read_bytes()
    shell.home = shell.folder / "new"
    shell.home.mkdir()
    (shell.home / "key").write_bytes(key)

    assert shell("restore", str(path)).exit == 0

    with sqlite3.connect(shell.home / "records.sqlite") as records:
        assert records.execute("SELECT COUNT(*) FROM django_session").fetchone() == (0,)
    records.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://jikwon:se:c/ret@db:5432/jikwon", "postgresql://jikwon:s%40ecret@db/jikwon",
        "postgresql://db/jikwon?user=jikwon&password=se:c/ret&sslmode=require", "postgresql://:secret@db/x",
    ],
)  # fmt: skip
def test_a_password_in_an_address_is_never_shown(url: str) -> None:
    shown = _without_password(url)

    assert not re.search("c/ret|ecret", shown)
    assert shown.startswith("postgresql://")
    assert "db" in shown
