"""The units are what systemd understands, start commands that we have, and close what they need not have open."""

import os
import re
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from tests.deploy.units import DEPLOY, PROGRAM, SERVICES, UNITS, command, environment, words
from tests.needing import need

from jikwon.cli import arguments

EXPOSED = {"jikwon-console": 2.0, "jikwon-worker@": 4.5, "jikwon-backup": 2.0}
"""How open a unit is at most, of 10, as `systemd-analyze security` counts; a worker starts browsers."""
HARDENED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "UMask": "0077",
    "User": "jikwon", "CapabilityBoundingSet": "", "StateDirectoryMode": "0700",
}  # fmt: skip


def program_of_systemd(name: str) -> str:
    """Find one of systemd's own programs, which set-up brings for tests."""
    found = shutil.which(name)
    need("" if found else f"{name} is missing; it comes with the package systemd")
    return str(found)


def complaints_of_systemd(unit: Path) -> list[str]:
    """Give what `systemd-analyze` finds wrong with a unit and its drop-ins."""
    asked = [program_of_systemd("systemd-analyze"), "verify", "--man=no", "--recursive-errors=no", str(unit)]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=60)
    complaints = [line for line in said.stderr.splitlines() if unit.name in line]
    return complaints or ([said.stderr] if said.returncode else [])


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Copies of the units whose program is there."""
    program = tmp_path / "jikwon"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace(PROGRAM, str(program)), "utf-8")
    return tmp_path


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_s_command_is_one_of_ours(unit: Path) -> None:
    program, *given = command(unit)

    assert program == PROGRAM
    assert arguments.parse(given).name == given[0]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_a_unit(unit: Path, installed: Path) -> None:
    name = unit.name.replace("@.", "@1.")
    if name != unit.name:
        (installed / unit.name).rename(installed / name)
    assert complaints_of_systemd(installed / name) == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_systemd_understands_a_unit_with_the_drop_in_for_postgresql(unit: Path, installed: Path) -> None:
    name = unit.name.replace("@.", "@1.")
    (installed / unit.name).rename(installed / name)
    (installed / f"{name}.d").mkdir()
    shutil.copy(DEPLOY / "systemd" / "postgresql.conf", installed / f"{name}.d")

    assert complaints_of_systemd(installed / name) == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_is_closed_as_far_as_its_work_allows(unit: Path) -> None:
    asked = [program_of_systemd("systemd-analyze"), "security", "--offline=yes", "--no-pager", str(unit)]
    environ = {"LANG": "C.UTF-8", "PATH": "/usr/bin"}
    said = subprocess.run(asked, capture_output=True, text=True, timeout=60, env=environ)

    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert found, said.stderr
    assert float(found[1]) <= EXPOSED[unit.stem], said.stdout


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_writes_into_its_own_folders_and_takes_its_key_from_the_manager(unit: Path) -> None:
    assert {name: words(unit, name)[0] for name in HARDENED} == HARDENED
    written = " ".join(words(unit, "ReadWritePaths")).split()
    assert set(written) <= {"/var/lib/jikwon", "/var/backups/jikwon"}
    assert "key:/etc/jikwon/key" in words(unit, "LoadCredential")
    assert environment(unit)["JIKWON_KEY_FILE"] == "%d/key"
    assert environment(unit)["JIKWON_HOME"] == "/var/lib/jikwon"
    assert "secret" not in unit.read_text("utf-8").lower()


def test_those_that_run_for_good_are_watched_and_begun_again_unless_they_were_told_to_end() -> None:
    for unit in SERVICES:
        if words(unit, "Type") == ["oneshot"]:
            continue
        assert words(unit, "Type") == ["notify"]
        assert int(words(unit, "WatchdogSec")[0]) >= 60
        # A drained worker ends well and stays away; one that died, hung or was declared dead does not end well.
        assert words(unit, "Restart") == ["on-failure"]


def test_old_backups_go_only_after_a_new_one_has_come(tmp_path: Path) -> None:
    (unit,) = (each for each in SERVICES if each.stem == "jikwon-backup")
    folder = command(unit)[-1]
    now = time.time()
    for name, days in (("old.jikwon.tar", 31), ("newer.jikwon.tar", 29), ("destruction.log", 31)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now - days * 86400,) * 2)

    (after,) = words(unit, "ExecStartPost")  # systemd runs it where the backup has succeeded, and only there
    subprocess.run([each.replace(folder, str(tmp_path)) for each in shlex.split(after)], check=True, timeout=60)

    assert sorted(each.name for each in tmp_path.iterdir()) == ["destruction.log", "newer.jikwon.tar"]
    told = (DEPLOY / "systemd" / "jikwon.tmpfiles").read_text("utf-8").splitlines()
    ages = [line.split()[-1] for line in told if line.startswith("d ")]
    assert set(ages) == {"-"}, "what removes by age alone would remove the last backup, too"


def test_the_account_and_the_folders_are_what_systemd_understands(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    for name in ("passwd", "group"):
        (tmp_path / "etc" / name).write_text("root:x:0:0:root:/:/bin/sh\n" if name == "passwd" else "root:x:0:\n")
    made = subprocess.run(
        [program_of_systemd("systemd-sysusers"), f"--root={tmp_path}", str(DEPLOY / "systemd" / "jikwon.sysusers")],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    folders = subprocess.run(
        [
            program_of_systemd("systemd-tmpfiles"), f"--root={tmp_path}", "--create",
            str(DEPLOY / "systemd" / "jikwon.tmpfiles"),
        ],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert made.returncode == 0, made.stderr
    assert "jikwon:" in (tmp_path / "etc" / "passwd").read_text()
    assert folders.returncode == 0, folders.stderr
    assert (tmp_path / "var" / "lib" / "jikwon").stat().st_mode & 0o777 == 0o700
