"""The home key is made once, never overwritten, and never shown."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from jikwon.trust.errors import (
    KeyDamaged,
    KeyKindDiffers,
    KeyLost,
    KeyWrong,
    PassphraseMissing,
    PassphraseWrong,
    RunKeyDestroyed,
    SealBroken,
)
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys

START = """
import sys
from pathlib import Path
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
sys.stdin.readline()
print(Keys.open(Home.open(Path(sys.argv[1]), environ={}), environ={}).hasher().full("x"))
"""


def opened_at_once(root: Path, count: int = 6) -> list[str]:
    started = [
        subprocess.Popen([sys.executable, "-c", START, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(count)
    ]
    for each in started:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.flush()
    return [each.communicate()[0].decode().strip() for each in started]


def test_processes_that_begin_at_once_share_one_key(tmp_path: Path) -> None:
    hashes = opened_at_once(tmp_path / "home")

    assert len(set(hashes)) == 1
    assert len(hashes[0]) == 64
    assert not list((tmp_path / "home").glob("*.tmp"))


def test_the_key_file_is_private_and_kept(home: Home) -> None:
    first = Keys.open(home, environ={})
    content = (home.root / "key").read_bytes()

    again = Keys.open(home, environ={})

    assert (home.root / "key").stat().st_mode & 0o777 == 0o600
    assert (home.root / "key").read_bytes() == content
    assert len(content) == 32
    assert again.hash_key == first.hash_key
    assert len({first.hash_key, first.vault_key, first.audit_key, content}) == 4


def test_a_lost_key_is_told_and_no_new_one_is_made(home: Home, keys: Keys) -> None:
    (home.root / "key").unlink()

    with pytest.raises(KeyLost):
        Keys.open(home, environ={})
    assert not (home.root / "key").exists()


def test_a_lost_key_is_told_when_its_header_is_lost_too(home: Home, keys: Keys) -> None:
    (home.vault / "portal.sealed").touch()
    for name in ("key", "key.toml"):
        (home.root / name).unlink()

    with pytest.raises(KeyLost):
        Keys.open(home, environ={})


def test_another_key_is_refused(home: Home, keys: Keys, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(os.urandom(32))

    with pytest.raises(KeyWrong):
        Keys.open(home, environ={"JIKWON_KEY_FILE": str(other)})


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_damaged_key_is_refused_and_left_alone(
    home: Home, keys: Keys, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jikwon.trust.keys.HALF_WRITTEN_S", 0.0)
    (home.root / "key").write_bytes(content)

    with pytest.raises(KeyDamaged):
        Keys.open(home, environ={})
    assert (home.root / "key").read_bytes() == content


def test_a_key_can_lie_elsewhere(home: Home, tmp_path: Path) -> None:
    Keys.open(home, environ={"JIKWON_KEY_FILE": str(tmp_path / "usb-key")})

    assert (tmp_path / "usb-key").stat().st_size == 32
    assert not (home.root / "key").exists()


def test_a_passphrase_opens_its_home_and_another_does_not(home: Home, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("송파 둘레길 스물한 걸음\n", "utf-8")
    wrong.write_text("송파 둘레길 스물두 걸음\n", "utf-8")
    first = Keys.open(home, environ={"JIKWON_PASSPHRASE_FILE": str(right)})

    again = Keys.open(home, environ={"JIKWON_PASSPHRASE": "송파 둘레길 스물한 걸음"})

    assert again.vault_key == first.vault_key
    assert not (home.root / "key").exists()
    with pytest.raises(PassphraseWrong):
        Keys.open(home, environ={"JIKWON_PASSPHRASE_FILE": str(wrong)})
    with pytest.raises(PassphraseMissing):
        Keys.open(home, environ={})


def test_an_empty_passphrase_file_makes_no_key(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")

    with pytest.raises(PassphraseMissing):
        Keys.open(home, environ={"JIKWON_PASSPHRASE_FILE": str(tmp_path / "empty")})
    assert not (home.root / "key").exists()


def test_a_passphrase_for_a_home_with_a_key_file_is_refused(home: Home, keys: Keys) -> None:
    with pytest.raises(KeyKindDiffers):
        Keys.open(home, environ={"JIKWON_PASSPHRASE": "x"})


def test_a_damaged_header_is_refused(home: Home, keys: Keys) -> None:
    (home.root / "key.toml").write_text('kind = "nothing"\n')

    with pytest.raises(KeyDamaged):
        Keys.open(home, environ={})


def test_a_run_key_comes_back_until_it_is_destroyed(keys: Keys) -> None:
    run_key, wrapped = keys.new_run_key()

    assert keys.unwrap(wrapped) == run_key
    assert run_key not in wrapped
    with pytest.raises(SealBroken):
        keys.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1]))
    with pytest.raises(RunKeyDestroyed):
        keys.unwrap(None)


def test_keys_are_neither_shown_nor_stored(keys: Keys) -> None:
    assert repr(keys) == "Keys(•)"
    with pytest.raises(TypeError):
        pickle.dumps(keys)
