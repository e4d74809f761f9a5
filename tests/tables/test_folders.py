"""Files and folders as they are given: which of them are tables, and which cannot be taken."""

from pathlib import Path

import pytest

from jikwon.tools.tables import FileMissing, FileTwice, FileUnknown, FileUnreadable, FolderEmpty, check_files

from .making import HEADER, HONG, KIM, csv_bytes, xlsx

BOOK = xlsx([HEADER, HONG]).content


def put(folder: Path, **files: bytes) -> list[Path]:
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_bytes(content)
    return [folder / name.replace("__", ".") for name in files]


def test_a_folder_means_its_tables_in_name_order_and_litter_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, b__csv=csv_bytes([HEADER, KIM]), a__xlsx=BOOK)
    for litter in ("~$a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        (tmp_path / litter).write_bytes(b"x")

    checked = check_files([tmp_path], input="register")

    assert [file.path.name for file in checked.files] == ["a.xlsx", "b.csv"]
    assert [path.name for path in checked.passed_over] == [".DS_Store", "Thumbs.db", "desktop.ini", "~$a.xlsx"]


def test_any_other_file_in_a_folder_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, a__xlsx=BOOK, b__docx=b"x")

    with pytest.raises(FileUnknown, match=r"b\.docx"):
        check_files([tmp_path], input="register")


def test_a_folder_without_a_table_and_a_path_without_a_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(FolderEmpty):
        check_files([tmp_path], input="register")
    with pytest.raises(FileMissing, match=r"nothing\.xlsx"):
        check_files([tmp_path / "nothing.xlsx"], input="register")


def test_two_files_of_the_same_content_are_an_error_unless_allowed(tmp_path: Path) -> None:
    put(tmp_path, a__xlsx=BOOK, b__xlsx=BOOK)

    with pytest.raises(FileTwice) as caught:
        check_files([tmp_path], input="register")
    assert caught.value.fields == {"input": "register", "file": "b.xlsx", "twin": "a.xlsx"}
    assert len(check_files([tmp_path], input="register", allow_same=True).files) == 2


def test_the_same_file_given_twice_is_the_same_content_twice(tmp_path: Path) -> None:
    (path,) = put(tmp_path, a__xlsx=BOOK)

    with pytest.raises(FileTwice):
        check_files([path, path], input="register")


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError

    (path,) = put(tmp_path, a__xlsx=BOOK)
    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(FileUnreadable):
        check_files([path], input="register")
