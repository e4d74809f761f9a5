"""Files that are handed over lie in a folder of their own, and none outlives its request or its console."""

import signal
import subprocess
import sys
from pathlib import Path

from jikwon.console.start.held import Held, sweep

HOLDS = """
import sys, time
from pathlib import Path
from jikwon.console.start.held import Held
held = Held(Path(sys.argv[1]))
held.fresh().write_bytes(b"secret")
print("held", flush=True)
time.sleep(600)
"""


def test_what_is_held_is_private_and_goes_with_its_request(tmp_path: Path) -> None:
    held = Held(tmp_path)
    path = held.fresh()
    path.write_bytes(b"secret")
    assert held.folder.stat().st_mode & 0o777 == 0o700

    named = held.named(path, "명부.csv")
    assert (named.name, named.read_bytes()) == ("명부.csv", b"secret")
    held.drop()

    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_lie_apart(tmp_path: Path) -> None:
    held = Held(tmp_path)
    paths = [held.fresh(), held.fresh()]
    for number, path in enumerate(paths):
        path.write_text(str(number), "utf-8")

    named = [held.named(path, "명부.csv") for path in paths]

    assert [each.read_text("utf-8") for each in named] == ["0", "1"]
    held.drop()


def test_what_a_killed_console_left_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"held\n"
        (folder,) = tmp_path.iterdir()
        sweep(tmp_path)
        assert (folder / "0001").exists()
        program.send_signal(signal.SIGKILL)
        program.wait()

    sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []
