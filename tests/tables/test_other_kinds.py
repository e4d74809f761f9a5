"""Files that are no tables, but inputs all the same: told apart by their bytes, and hashed like the others."""

from pathlib import Path

import pytest

from jikwon.tools.tables import FileEmpty, FileMisnamed, check_files

PICTURES = (".pdf", ".png", ".jpg", ".tif")
STARTS = {".pdf": b"%PDF-1.7\n", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff\xe0", ".tif": b"II*\0"}


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_that_is_what_its_name_says_is_taken(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"a{ending}").write_bytes(STARTS[ending] + b"more")

    found = check_files([tmp_path], input="scans", extensions=PICTURES)

    assert [each.path.name for each in found.files] == [f"a{ending}"]


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_that_is_another_kind_is_refused_by_name(ending: str, tmp_path: Path) -> None:
    other = next(each for each in PICTURES if each != ending)
    (tmp_path / f"a{ending}").write_bytes(STARTS[other] + b"more")

    with pytest.raises(FileMisnamed, match=rf"a\{ending}"):
        check_files([tmp_path], input="scans", extensions=PICTURES)


def test_a_file_whose_name_promises_nothing_is_taken_unless_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text('name = "신청서"\n', "utf-8")
    assert check_files([path], input="template", extensions=(".toml",)).files

    path.write_bytes(b"")
    with pytest.raises(FileEmpty):
        check_files([path], input="template", extensions=(".toml",))
