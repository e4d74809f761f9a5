"""An archive is proved whole, or refused: nothing that was cut, changed, put together or made by others passes."""

import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.moving.conftest import Machine

from jikwon.engine.backup import checking, container, making, places, writing
from jikwon.engine.backup.checking import Checked
from jikwon.engine.backup.errors import BackupDamaged, BackupInTheWay, BackupNotWritten, NotABackup
from jikwon.engine.backup.making import Made
from jikwon.engine.runs import ending
from jikwon.trust.errors import KeyLost, KeyWrong
from jikwon.trust.home import Home

NOBODY = str


def check(machine: Machine, archive: Path) -> Checked:
    return checking.check(archive, NOBODY, root=machine.home)


@pytest.fixture
def made(machine: Machine) -> Made:
    """Give a backup of an office that has done something."""
    machine.office.vault().set("portal", "비밀", "owner")
    machine.run(("L1", "김하나"), ("L2", "이두리"), settings={"envelopes": "yes"}, approve=True)
    return machine.backup()


def test_an_archive_is_plain_tar_of_its_owner_alone_and_says_what_it_is(machine: Machine, made: Made) -> None:
    archive = Path(made.file)

    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        about = json.load(tar.extractfile("about.json"))  # type: ignore[arg-type]
    assert (names[0], names[-1]) == ("about.json", "manifest")
    assert about["format"] == 1
    assert check(machine, archive).manifest.files.count == made.files == sum(each[:6] == "files/" for each in names)


def test_nothing_of_anybody_stands_in_an_archive(machine: Machine, made: Made) -> None:
    data = Path(made.file).read_bytes()

    for word in ("김하나", "이두리", "비밀", "편지.csv", "봉투", machine.office.account):
        assert word.encode() not in data
    assert (machine.home / "key").read_bytes() not in data


def test_a_changed_byte_is_found_wherever_it_is(machine: Machine, made: Made) -> None:
    data = Path(made.file).read_bytes()
    broken = machine.folder / "broken.tar"

    for at in range(0, len(data), 997):
        changed = bytearray(data)
        changed[at] ^= 0x40
        broken.write_bytes(changed)
        padding = at % 512 > 0 and not any(data[at // 512 * 512 :][:512].rstrip(b"\0")[at % 512 :])
        try:
            check(machine, broken)
        except (BackupDamaged, NotABackup, KeyWrong):
            continue
        assert padding, f"nobody saw byte {at}"


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_an_archive_that_was_cut_short_is_refused(machine: Machine, made: Made, share: float) -> None:
    cut = machine.folder / "cut.tar"
    data = Path(made.file).read_bytes()
    cut.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(BackupDamaged):
        check(machine, cut)


def rewritten(made: Made, folder: Path, change: Callable[[list[tuple[str, bytes]]], None]) -> Path:
    """Take an archive apart, change the list of its members, and put it together again as tar."""
    with tarfile.open(made.file) as tar:
        members = [(each.name, tar.extractfile(each).read()) for each in tar]  # type: ignore[union-attr]
    change(members)
    path = folder / "other.tar"
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    data = path.read_bytes().rstrip(b"\0")
    path.write_bytes(data + bytes(-len(data) % 512) + bytes(1024))
    return path


def place(members: list[tuple[str, bytes]], prefix: str) -> int:
    return next(number for number, (name, _) in enumerate(members) if name.startswith(prefix))


def drop_a_file(members: list[tuple[str, bytes]]) -> None:
    del members[place(members, "files/")]


def drop_a_table(members: list[tuple[str, bytes]]) -> None:
    del members[place(members, "tables/items/")]


def drop_the_end(members: list[tuple[str, bytes]]) -> None:
    del members[-1]


def swap_two_files(members: list[tuple[str, bytes]]) -> None:
    first = place(members, "files/")
    (a, one), (b, two) = members[first : first + 2]
    members[first : first + 2] = [(a, two), (b, one)]


def repeat_a_file(members: list[tuple[str, bytes]]) -> None:
    members.insert(place(members, "files/") + 1, members[place(members, "files/")])


def add_a_stranger(members: list[tuple[str, bytes]]) -> None:
    members.insert(1, ("etc/passwd", b"root"))


def lie_about_the_moment(members: list[tuple[str, bytes]]) -> None:
    about = json.loads(members[0][1])
    members[0] = ("about.json", json.dumps({**about, "taken_at": about["taken_at"] + 3600}).encode())


@pytest.mark.parametrize(
    "change",
    [drop_a_file, drop_a_table, drop_the_end, swap_two_files, repeat_a_file, add_a_stranger, lie_about_the_moment],
)
def test_an_archive_that_was_put_together_anew_is_refused(
    machine: Machine, made: Made, change: Callable[[list[tuple[str, bytes]]], None]
) -> None:
    assert check(machine, rewritten(made, machine.folder, lambda _: None)).about.id == made.id

    with pytest.raises(BackupDamaged):
        check(machine, rewritten(made, machine.folder, change))


def test_a_later_format_is_not_guessed_at(machine: Machine, made: Made) -> None:
    def later(members: list[tuple[str, bytes]]) -> None:
        members[0] = ("about.json", json.dumps({**json.loads(members[0][1]), "format": 2}).encode())

    with pytest.raises(NotABackup):
        check(machine, rewritten(made, machine.folder, later))


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "a/../../b", "A", "x" * 100, ""])
@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_member_that_leads_elsewhere_is_refused_before_it_is_read(name: str, kind: bytes) -> None:
    if kind == tarfile.REGTYPE and name == "x" * 100:
        name = "x" * 101
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, "/etc/passwd", 4
    data = io.BytesIO(info.tobuf(tarfile.GNU_FORMAT) + b"1234" + bytes(508) + bytes(1024))

    with pytest.raises(BackupDamaged):
        list(container.members(data))


def test_a_header_that_promises_more_than_there_is_takes_no_memory() -> None:
    info = tarfile.TarInfo("files/00000001")
    info.size = 1 << 50
    data = io.BytesIO(info.tobuf(tarfile.GNU_FORMAT) + b"1234")

    with pytest.raises(BackupDamaged):
        list(container.members(data))


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("outputs", "../key"), ("outputs", "/etc/passwd"), ("outputs", "a/../../b"), ("outputs", ""),
        ("outputs", "a//b"), ("root", "key"), ("root", "records.sqlite"), ("logs", "jikwon.log"), ("locks", "a"),
        ("outputs", "a\0b"), ("outputs", "a\\..\\b"), ("spool", "."), ("spool", "a/."),
    ],
)  # fmt: skip
def test_a_file_that_belongs_nowhere_in_a_home_is_refused(tmp_path: Path, where: str, path: str) -> None:
    with pytest.raises(BackupDamaged):
        places.target(Home(root=tmp_path), where, path)


@given(st.binary(max_size=3000))
def test_any_bytes_are_members_or_refused(data: bytes) -> None:
    try:
        for each in container.members(io.BytesIO(data)):
            each.data.read()
    except BackupDamaged:
        pass


@given(
    st.lists(st.tuples(st.from_regex(r"[a-z0-9][a-z0-9/]{0,89}", fullmatch=True), st.binary(max_size=2000)), max_size=5)
)
def test_members_come_back_as_they_were_written(given_: list[tuple[str, bytes]]) -> None:
    file = io.BytesIO()
    writer = container.Writer(file, at=1.0)
    for name, data in given_:
        writer.add(name, len(data), [data[:100], data[100:]])
    writer.end()
    file.seek(0)

    assert [(each.name, each.data.read()) for each in container.members(file)] == given_


def test_the_wrong_key_and_no_key_open_nothing(machine: Machine, made: Made) -> None:
    other = machine.empty_home("other")
    (other / "key").write_bytes(os.urandom(32))

    with pytest.raises(KeyWrong):
        checking.check(Path(made.file), NOBODY, root=other)
    with pytest.raises(KeyLost) as told:
        checking.check(Path(made.file), NOBODY, root=machine.empty_home("none", with_key=False))
    assert "따로 둔 사본" in told.value.text("ko")
    assert "백업에서" not in told.value.text("ko")
    assert not list((machine.folder / "none").iterdir())


def test_a_file_is_never_replaced(machine: Machine, made: Made) -> None:
    before = Path(made.file).read_bytes()

    with pytest.raises(BackupInTheWay):
        machine.backup()

    assert Path(made.file).read_bytes() == before


def test_a_full_disk_leaves_nothing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.run(("L1", "김하나"), approve=True)

    def full(*_: object, **_more: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.ArchiveWriter, "end", full)
    with pytest.raises(BackupNotWritten) as told:
        machine.backup()

    assert "(디스크에 남은 공간이 없음)" in told.value.text("ko")
    assert not [each.name for each in machine.folder.iterdir() if "tar" in each.name]
    assert not [each.name for each in machine.office.home.spool.iterdir()]


def test_a_backup_gets_a_name_of_its_own_in_a_folder(machine: Machine) -> None:
    folder = machine.folder / "archives"
    folder.mkdir()
    half = folder / ".20211006-090000.jikwon.tar.abc.tmp"
    half.write_bytes(b"left by a kill")
    os.utime(half, (0, 0))

    made = making.backup(machine.office, folder)

    assert [each.name for each in folder.iterdir()] == [Path(made.file).name]
    assert Path(made.file).name.endswith(".jikwon.tar")
    assert machine.audited()[-1] == "records backed up"


def test_links_that_a_killed_backup_has_left_are_swept_away(machine: Machine) -> None:
    left = machine.office.home.spool / ".backup-0123"
    left.mkdir()
    (left / "00000000").write_bytes(b"sealed")
    ending.sweep(machine.office)
    assert left.exists()  # it may be under way
    os.utime(left, (0, 0))

    ending.sweep(machine.office)

    assert not left.exists()
