"""The password of the database's server, on its way from the manager's credential to libpq."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.deploy.units import DEPLOY, environment, words

DROP_IN = DEPLOY / "systemd" / "postgresql.conf"
ASKS = (
    "import json, sys; from psycopg import pq; "
    "tried = pq.PGconn.connect(b'host=127.0.0.1 port=1 dbname=jikwon user=jikwon'); "
    "print(json.dumps((tried.password or b'').decode()))"
)
"""Nobody listens there: libpq reads the file before it tries, and says which password it would give."""


def filled_in(line: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        line = line.replace(name, value)
    return line


@pytest.mark.parametrize("mode", [0o440, 0o400], ids=["systemd 254 and later", "systemd before"])
def test_libpq_takes_the_password_that_the_manager_hands_over(tmp_path: Path, mode: int) -> None:
    places = {"%d": str(tmp_path / "credentials"), "%t": str(tmp_path / "run"), "%N": "jikwon-worker@1"}
    (given,) = words(DROP_IN, "LoadCredential")
    credential = tmp_path / "credentials" / given.partition(":")[0]
    credential.parent.mkdir()
    credential.write_text("127.0.0.1:1:jikwon:jikwon:가짜-암호\n", "utf-8")
    credential.chmod(mode)
    for name in words(DROP_IN, "RuntimeDirectory"):
        (tmp_path / "run" / filled_in(name, places)).mkdir(parents=True, mode=0o700)

    for line in words(DROP_IN, "ExecStartPre"):
        subprocess.run(shlex.split(filled_in(line, places)), check=True, timeout=60)
    environ = {name: filled_in(value, places) for name, value in environment(DROP_IN).items()}
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ASKS], env={**os.environ, **environ}, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip

    assert (json.loads(said.stdout), said.stderr) == ("가짜-암호", "")
    copy = Path(environ["PGPASSFILE"])
    assert (copy.stat().st_mode & 0o777, copy.parent.name) == (0o600, "jikwon-worker@1")


def test_each_service_has_a_copy_of_its_own_that_nobody_else_enters() -> None:
    assert words(DROP_IN, "RuntimeDirectory") == ["%N"]
    assert words(DROP_IN, "RuntimeDirectoryMode") == ["0700"]
