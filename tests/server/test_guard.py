"""The tests' own server ends with whoever has started it, also where that is killed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests import postgres
from tests.needing import need

ROOT = Path(__file__).parents[2]
_STARTER = """
import sys, time
from tests.postgres import cluster_in
with cluster_in() as cluster:
    print(cluster.folder, cluster.pid, flush=True)
    time.sleep(600)
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_whose_starter_is_killed_ends_and_leaves_no_folder(how: signal.Signals) -> None:
    need("" if postgres.is_installed() else "no PostgreSQL server is installed")
    starter = subprocess.Popen([sys.executable, "-c", _STARTER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    folder, pid = starter.stdout.readline().split()
    assert Path(f"/proc/{pid}").exists()

    starter.send_signal(how)
    starter.communicate()

    until = time.monotonic() + 60
    while Path(folder).exists() or Path(f"/proc/{pid}").exists():
        assert time.monotonic() < until, "it was left running"
        time.sleep(0.05)
