"""The peers' virtual environments: each with a lock of its own, installed when first asked for."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).parent / "peers"


class PeerMissing(Exception):
    """A peer cannot be installed here; the message says what the installer said."""


def program(peer: str, name: str = "python") -> Path:
    """Give a program of a peer's environment, installing the environment if it does not fit its lock."""
    home = PEERS / peer
    lock = (home / "requirements.lock").read_bytes()
    mark = home / "venv" / "made-from"
    made_from = f"{sys.version}\n{hashlib.sha256(lock).hexdigest()}\n"
    if not mark.exists() or mark.read_text(encoding="utf-8") != made_from:
        print(f"Installing {peer} for the comparison", flush=True)
        _install(home)
        mark.write_text(made_from, encoding="utf-8")
    return home / "venv" / "bin" / name


def _install(home: Path) -> None:
    shutil.rmtree(home / "venv", ignore_errors=True)
    _run([sys.executable, "-I", "-m", "venv", "venv"], home)
    pip = ["venv/bin/python", "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    _run([*pip, "--no-deps", "--require-hashes", "-r", "requirements.lock"], home)


def _run(argv: list[str], folder: Path) -> None:
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        raise PeerMissing(said[0] if said else f"{argv[0]} ended with {done.returncode}")
