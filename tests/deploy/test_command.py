"""The command that an IT officer types has the account, home, key and database of the services, or refuses."""

import os
import re
import shlex
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from tests.deploy.units import DEPLOY, SERVICES, environment

from jikwon.cli import arguments

README = DEPLOY / "README.md"
COMMAND = DEPLOY / "bin" / "jikwon"
ACCOUNT = "nobody"
ADDRESS = "postgresql://jikwon@db:5432/jikwon?sslmode=require&options=-c work_mem%3D8MB;$(touch x)"
SHOWS = """#!/bin/sh
echo "$*"
id -un
echo "$JIKWON_HOME"
cat "$JIKWON_KEY_FILE"
stat -c '%a %U' "$JIKWON_KEY_FILE" "$PGPASSFILE"
echo "$JIKWON_DATABASE_URL"
echo "$QUOTED"
exit 3
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Lay the command out as it is installed, below a folder of the test's own."""
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("takes the rights of another account, which only root can")
    for each in reversed(tmp_path.parents):  # whoever the command becomes must get in
        if each.owner() == "root" and each.name.startswith(("pytest-", "popen-")):
            each.chmod(each.stat().st_mode | stat.S_IXOTH)
    tmp_path.chmod(0o755)
    text = COMMAND.read_text("utf-8")
    for place in ("/etc/jikwon", "/opt/jikwon/bin", "/run/"):
        (tmp_path / place.strip("/")).mkdir(parents=True, exist_ok=True)
        text = text.replace(place, f"{tmp_path}{place}")
    for word in ("-o jikwon -g jikwon", "jikwon:jikwon", "--reuid=jikwon --regid=jikwon"):
        assert word in text
    group = _group()
    text = text.replace("-o jikwon -g jikwon", f"-o {ACCOUNT} -g {group}").replace(
        "jikwon:jikwon", f"{ACCOUNT}:{group}"
    )
    text = text.replace("--reuid=jikwon --regid=jikwon", f"--reuid={ACCOUNT} --regid={group}")
    _program(tmp_path / "jikwon", text)
    _program(tmp_path / "opt/jikwon/bin/jikwon", SHOWS)
    (tmp_path / "etc/jikwon/key").write_text("the key\n")
    (tmp_path / "etc/jikwon/pgpass").write_text("db:5432:jikwon:jikwon:x\n")
    (tmp_path / "etc/jikwon/environment").write_text(
        f'# where\nJIKWON_DATABASE_URL={ADDRESS}\nJIKWON_HOME=/elsewhere\nQUOTED="two words"'
    )
    return tmp_path


def _group() -> str:
    return subprocess.run(["id", "-gn", ACCOUNT], capture_output=True, text=True, check=True).stdout.strip()


def _program(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def test_a_command_has_the_account_the_key_and_the_database_of_the_services(installed: Path) -> None:
    said = subprocess.run(
        [installed / "jikwon", "maintenance", "on", "--reason", "새 판"], capture_output=True, text=True, cwd=installed,
        env={"PATH": os.environ["PATH"], "JIKWON_HOME": "/wrong"}, timeout=30,
    )  # fmt: skip

    assert said.stdout.splitlines() == [
        "maintenance on --reason 새 판", ACCOUNT, "/var/lib/jikwon", "the key", f"600 {ACCOUNT}", f"600 {ACCOUNT}",
        ADDRESS, "two words",
    ], said.stderr  # fmt: skip
    assert said.returncode == 3
    assert list((installed / "run").iterdir()) == []
    assert not (installed / "x").exists()


def test_a_command_without_the_key_begins_nothing(installed: Path) -> None:
    (installed / "etc/jikwon/key").unlink()

    said = subprocess.run([installed / "jikwon", "runs"], capture_output=True, text=True, timeout=30)

    assert said.returncode != 0
    assert said.stdout == ""
    assert list((installed / "run").iterdir()) == []


def test_the_command_and_the_units_mean_the_same_office() -> None:
    text = COMMAND.read_text("utf-8")

    for unit in SERVICES:
        assert f"JIKWON_HOME={environment(unit)['JIKWON_HOME']} " in text
        assert "EnvironmentFile=-/etc/jikwon/environment" in unit.read_text("utf-8")
    assert "/opt/jikwon/bin/jikwon" in text


def test_every_command_of_the_page_is_typed_into_that_office() -> None:
    blocks = re.findall(r"```bash\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    typed = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines() if "jikwon " in line]
    ours = [words for words in typed if "jikwon" in {Path(each).name for each in words[:2]}]

    assert len(ours) >= 4
    for words in ours:
        if words[-1] != "--version":
            assert words[:2] == ["sudo", "jikwon"], words
            assert arguments.parse(words[2:]).name == words[2]
