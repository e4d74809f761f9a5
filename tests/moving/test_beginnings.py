"""What is said of a file by its beginning: a backup that was cut, something else, or no file at all."""

from pathlib import Path

import pytest
from tests.moving.conftest import Machine
from tests.moving.test_archives import check

from jikwon.engine.backup.errors import BackupDamaged, BackupUnreadable, NotABackup


@pytest.mark.parametrize("size", [0, 1, 100, 511, 512, 1000, 5000])
def test_one_that_was_cut_in_its_beginning_is_damaged_and_not_another_program_s(machine: Machine, size: int) -> None:
    cut = machine.folder / "cut.tar"
    cut.write_bytes(Path(machine.backup().file).read_bytes()[:size])

    with pytest.raises(BackupDamaged):
        check(machine, cut)


@pytest.mark.parametrize("data", [b"about it", b"about.txt" + bytes(600), b"x" * 2000, b"PK\x03\x04", bytes(2048)])
def test_what_never_was_a_backup_is_not_called_a_damaged_one(machine: Machine, data: bytes) -> None:
    other = machine.folder / "other.tar"
    other.write_bytes(data)

    with pytest.raises(NotABackup):
        check(machine, other)


def test_a_file_that_is_not_there_and_a_folder_are_named_as_what_they_are(machine: Machine) -> None:
    for path, reason in ((machine.folder / "none.tar", "그런 파일이나 폴더가 없음"), (machine.home, "폴더임")):
        with pytest.raises(BackupUnreadable) as told:
            check(machine, path)
        assert reason in told.value.text("ko")
        assert path.name in told.value.text("ko")
