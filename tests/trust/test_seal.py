"""What was sealed opens unchanged in its own place, and nowhere else."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.trust import seal
from jikwon.trust.errors import SealBroken, SealTooLarge
from jikwon.trust.seal import FILE, SALT, TAG, Sealer, about

SEALER = Sealer(bytes(range(32)))
HERE = about("run", "items", 1)
HEAD = len(FILE) + SALT


@given(st.binary(max_size=300), st.text(max_size=20), st.integers(min_value=0))
def test_what_was_sealed_opens_unchanged(data: bytes, table: str, position: int) -> None:
    place = about("run", table, position)

    assert SEALER.open(SEALER.seal(data, place), place) == data


@given(st.binary(max_size=60), st.data())
def test_a_flipped_bit_never_opens(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(SEALER.seal(data, HERE))
    bit = draw.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealBroken):
        SEALER.open(bytes(sealed), HERE)


@given(st.binary(max_size=60), st.data())
def test_a_cut_value_never_opens(data: bytes, draw: st.DataObject) -> None:
    sealed = SEALER.seal(data, HERE)

    with pytest.raises(SealBroken):
        SEALER.open(sealed[: draw.draw(st.integers(0, len(sealed) - 1))], HERE)


@pytest.mark.parametrize(
    "place",
    [about("run", "items", 2), about("run2", "items", 1), about("run", "answers", 1), about("run", "items1"), b""],
)
def test_a_value_does_not_open_in_another_place(place: bytes) -> None:
    with pytest.raises(SealBroken) as caught:
        SEALER.open(SEALER.seal("김하나".encode(), HERE), place)

    assert "김하나" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is None


def test_the_same_value_never_looks_the_same() -> None:
    assert SEALER.seal(b"x", HERE) != SEALER.seal(b"x", HERE)


@pytest.fixture
def small_frames(monkeypatch: pytest.MonkeyPatch) -> int:
    """Make frames small, so that a test's file has several."""
    monkeypatch.setattr(seal, "FRAME", 16)
    return 16 + TAG


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 32, 100])
def test_a_file_comes_back_whatever_its_size(tmp_path: Path, size: int, small_frames: int) -> None:
    data = os.urandom(size)
    (tmp_path / "in").write_bytes(data)

    told = SEALER.seal_file(tmp_path / "in", tmp_path / "sealed", HERE)
    SEALER.open_file(tmp_path / "sealed", tmp_path / "out", HERE)

    assert told == size
    assert (tmp_path / "out").read_bytes() == data == SEALER.read_file(tmp_path / "sealed", HERE)
    assert (tmp_path / "sealed").stat().st_mode & 0o777 == (tmp_path / "out").stat().st_mode & 0o777 == 0o600


def test_bytes_and_open_files_are_sealed_like_files(tmp_path: Path) -> None:
    data = os.urandom(2_500_000)
    SEALER.seal_file(data, tmp_path / "a", HERE)
    SEALER.seal_file(io.BytesIO(data), tmp_path / "b", HERE)

    assert SEALER.read_file(tmp_path / "a", HERE) == SEALER.read_file(tmp_path / "b", HERE) == data


def sealed_frames(folder: Path, frame: int) -> tuple[bytes, list[bytes]]:
    SEALER.seal_file(os.urandom(16 * 4 + 5), folder / "sealed", HERE)
    content = (folder / "sealed").read_bytes()
    return content[:HEAD], [content[start : start + frame] for start in range(HEAD, len(content), frame)]


@pytest.mark.parametrize(
    "order", [[0, 1, 2, 3], [0, 1, 2, 4], [1, 0, 2, 3, 4], [0, 1, 2, 3, 4, 4], [0, 0, 1, 2, 3, 4], [4], []]
)
def test_frames_cut_dropped_repeated_or_reordered_never_open(
    tmp_path: Path, small_frames: int, order: list[int]
) -> None:
    head, frames = sealed_frames(tmp_path, small_frames)
    (tmp_path / "sealed").write_bytes(head + b"".join(frames[number] for number in order))

    with pytest.raises(SealBroken):
        SEALER.open_file(tmp_path / "sealed", tmp_path / "out", HERE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sealed"]


def test_a_file_cut_anywhere_or_changed_anywhere_never_opens(tmp_path: Path, small_frames: int) -> None:
    head, frames = sealed_frames(tmp_path, small_frames)
    content = head + b"".join(frames)

    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 0x40
        for broken in (content[:at], bytes(changed)):
            (tmp_path / "sealed").write_bytes(broken)
            with pytest.raises(SealBroken):
                SEALER.read_file(tmp_path / "sealed", HERE)


def test_frames_of_another_file_and_another_place_never_open(tmp_path: Path, small_frames: int) -> None:
    _, frames = sealed_frames(tmp_path, small_frames)
    head, others = sealed_frames(tmp_path, small_frames)
    (tmp_path / "mixed").write_bytes(head + frames[0] + b"".join(others[1:]))

    with pytest.raises(SealBroken):
        SEALER.read_file(tmp_path / "mixed", HERE)
    with pytest.raises(SealBroken):
        SEALER.read_file(tmp_path / "sealed", about("run", "spool", 2))


def test_a_file_that_is_too_large_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MAX_FILE", 10)

    with pytest.raises(SealTooLarge):
        SEALER.seal_file(b"x" * 11, tmp_path / "sealed", HERE)
    assert not list(tmp_path.iterdir())
