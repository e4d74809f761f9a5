"""Files: bad ones end with one line that says what, where and what to do, before any work."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.model import InputError, strings
from jikwon.model.errors import all_errors, loads
from jikwon.tools.tables import (
    CsvBroken,
    CsvUndecodable,
    FileCorrupt,
    FileEmpty,
    FileLocked,
    FileMisnamed,
    FileSealed,
    FileTooLarge,
    TableMissing,
    ZipBomb,
    check_files,
    notes,
)

from .making import (
    HEADER,
    HONG,
    KIM,
    Made,
    csv_bytes,
    ods,
    ods_row,
    read_all,
    with_member,
    xls,
    xlsx,
    xlsx_bytes,
    zip_bytes,
)

BOOK = xlsx([HEADER, HONG]).content
SHEET = "xl/worksheets/sheet1.xml"


def locked(password: str) -> bytes:
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(BOOK)).encrypt(password, out)
    return out.getvalue()


def bomb() -> bytes:
    return with_member(BOOK, SHEET, lambda xml: xml + b" " * (64 << 20))


def lying_bomb() -> bytes:
    """A directory that admits to a few bytes of a member that unpacks to many."""
    packed = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        size = struct.pack("<L", archive.getinfo(SHEET).file_size)
    while (at := packed.find(size)) >= 0:
        packed[at : at + 4] = struct.pack("<L", 1000)
    return bytes(packed)


def wrong_checksum() -> bytes:
    crc = struct.pack("<L", zlib.crc32(zipfile.ZipFile(io.BytesIO(BOOK)).read(SHEET)))
    return BOOK.replace(crc, b"\0\0\0\0")


def with_doctype() -> bytes:
    return with_member(BOOK, SHEET, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml)


def far_cells() -> bytes:
    return xlsx([HEADER, HONG], lambda book, sheet: sheet.write(1_048_575, 16_383, "x")).content


def far_cells_without_references() -> bytes:
    far = b'<row r="1000000"><c><v>1</v></c></row></sheetData>'
    wide = b'<row r="3"><c r="XFD3"><v>1</v></c></row>'
    return with_member(BOOK, SHEET, lambda xml: xml.replace(b"</sheetData>", wide + far))


def far_ods() -> bytes:
    wide = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"'
    wide += (
        ' table:number-columns-repeated="16000"><text:p xmlns:text="t">x</text:p></table:table-cell></table:table-row>'
    )
    return ods([ods_row(HEADER), wide]).content


BAD: list[tuple[str, Callable[[], bytes], type[InputError]]] = [
    ("a.xlsx", lambda: b"", FileEmpty),
    ("a.csv", lambda: b"", FileEmpty),
    ("a.xlsx", lambda: BOOK[: len(BOOK) // 2], FileCorrupt),
    ("a.xlsx", lambda: BOOK[:-10], FileCorrupt),
    ("a.xlsx", wrong_checksum, FileCorrupt),
    ("a.xlsx", with_doctype, FileCorrupt),
    ("a.xls", lambda: xls([HEADER, HONG]).content[:1024], FileMisnamed),
    ("a.ods", lambda: with_member(ods([ods_row(HEADER)]).content, "content.xml", lambda xml: xml[:-9]), FileCorrupt),
    ("a.xlsx", lambda: locked("비밀번호"), FileLocked),
    ("a.xlsx", bomb, ZipBomb),
    ("a.xlsx", lying_bomb, ZipBomb),
    ("a.xlsx", lambda: zip_bytes({f"{at}": "" for at in range(6000)} | {"xl/workbook.xml": ""}), ZipBomb),
    ("a.xlsx", far_cells, FileTooLarge),
    ("a.xlsx", far_cells_without_references, FileTooLarge),
    ("a.ods", far_ods, FileTooLarge),
    ("a.xlsx", lambda: xls([HEADER, HONG]).content, FileMisnamed),
    ("a.xls", lambda: BOOK, FileMisnamed),
    ("a.csv", lambda: BOOK, FileMisnamed),
    ("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", FileMisnamed),
    ("a.xls", lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", FileMisnamed),
    ("a.xls", lambda: b'<?xml version="1.0"?><Workbook/>', FileMisnamed),
    ("a.xlsx", lambda: csv_bytes([HEADER, HONG]), FileMisnamed),
    ("a.ods", lambda: BOOK, FileMisnamed),
    ("a.xlsx", lambda: zip_bytes({"word/document.xml": "<a/>"}), FileMisnamed),
    ("a.xlsx", lambda: zip_bytes({"readme.txt": "a"}), FileMisnamed),
    ("a.xlsx", lambda: b"%PDF-1.7", FileMisnamed),
    ("a.csv", lambda: b"\0\1\2\3", FileMisnamed),
    ("a.xlsx", lambda: b"\x9b DRMONE  This Document is encrypted", FileSealed),
    ("a.csv", lambda: csv_bytes([HEADER]) + b"\xff\xff,a\r\n", CsvUndecodable),
    ("a.csv", lambda: b"\xef\xbb\xbf" + csv_bytes([HEADER, HONG], encoding="cp949"), CsvUndecodable),
    ("a.csv", lambda: csv_bytes([HEADER, HONG], encoding="utf-16"), CsvUndecodable),
    ("a.csv", lambda: csv_bytes([HEADER, HONG]) + '"SP-003,김\r\n'.encode(), CsvBroken),
    ("a.csv", lambda: csv_bytes([HEADER, [*HONG[:3], "올림픽로 326", "101동"]]), CsvBroken),
    ("a.xlsx", lambda: xlsx([]).content, TableMissing),
    ("a.csv", lambda: b"\r\n\r\n", TableMissing),
]


@pytest.mark.parametrize(("name", "make", "error"), BAD)
def test_a_bad_file_is_one_line_that_names_it(name: str, make: Callable[[], bytes], error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        read_all(Made(name, make()))

    for language in ("ko", "en"):
        said = caught.value.text(language)
        assert name in said
        assert "\n" not in said
        assert "–" not in said.replace("seen: –", "").replace("머리글: –", "")


FOUND_EARLY = [each for each in BAD if each[2] in (FileEmpty, FileMisnamed, FileLocked, FileSealed, ZipBomb)]


@pytest.mark.parametrize(("name", "make", "error"), FOUND_EARLY)
def test_most_bad_files_are_found_before_their_cells_are_read(
    tmp_path: Path, name: str, make: Callable[[], bytes], error: type[InputError]
) -> None:
    (tmp_path / name).write_bytes(make())

    with pytest.raises(error):
        check_files([tmp_path / name], input="register")


def test_a_truncated_book_is_found_early_too(tmp_path: Path) -> None:
    for content in (BOOK[:-10], wrong_checksum()):
        (tmp_path / "a.xlsx").write_bytes(content)
        with pytest.raises(FileCorrupt):
            check_files([tmp_path / "a.xlsx"], input="register")


def test_a_locked_book_opens_with_the_vaults_password() -> None:
    heard = read_all(Made("명단.xlsx", locked("비밀번호")), passwords=lambda: "비밀번호")

    assert heard.names() == ["홍길동"]


def test_a_wrong_password_is_as_good_as_none() -> None:
    with pytest.raises(FileLocked):
        read_all(Made("명단.xlsx", locked("비밀번호")), passwords=lambda: "다른 것")


def test_the_password_is_not_asked_for_while_no_file_is_locked() -> None:
    def never() -> str:
        raise AssertionError

    assert read_all(xlsx([HEADER, HONG]), passwords=never).names() == ["홍길동"]


def test_an_undecodable_csv_names_the_row() -> None:
    broken = csv_bytes([HEADER, HONG, KIM]) + b"SP-003,\xff\xff\r\n"

    with pytest.raises(CsvUndecodable) as caught:
        read_all(Made("a.csv", broken))

    assert caught.value.fields["row"] == 4


def test_an_unquoted_comma_is_found_even_where_the_last_cell_is_blank() -> None:
    moved = csv_bytes([[*HEADER, "비고"], [*HONG, ""], [*KIM[:3], "가락로 5", "101동", ""]])

    with pytest.raises(CsvBroken) as caught:
        read_all(Made("a.csv", moved))

    assert caught.value.fields["row"] == 3


def test_a_delimiter_at_the_end_of_every_record_moves_nothing() -> None:
    assert read_all(Made("a.csv", csv_bytes([HEADER, [*HONG, ""], [*KIM, ""]]))).names() == ["홍길동", "김하나"]


def test_a_file_without_a_table_among_others_is_an_error_unless_it_is_blank() -> None:
    good, blank = xlsx([HEADER, HONG]), Made("빈.xlsx", xlsx_bytes({"가": [], "나": []}))

    assert read_all(good, blank).codes() == ["sheet-empty", "sheet-empty"]
    with pytest.raises(TableMissing, match=r"다른\.xlsx"):
        read_all(good, Made("다른.xlsx", xlsx_bytes({"가": [["메모", "가나다"]]})))


WHOLE = [Made("a.xlsx", BOOK), xls([HEADER, HONG], name="a.xls"), ods([ods_row(HEADER), ods_row(HONG)], name="a.ods")]


@pytest.mark.parametrize("whole", WHOLE, ids=lambda made: made.name)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_book_is_read_or_refused_and_nothing_else(whole: Made, data: st.DataObject) -> None:
    content = bytearray(whole.content)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with suppress(InputError):
        read_all(Made(whole.name, bytes(content)))


@pytest.mark.parametrize("member", ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/styles.xml"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_book_with_damaged_xml_is_read_or_refused_and_nothing_else(member: str, data: st.DataObject) -> None:
    def damage(xml: bytes) -> bytes:
        at, size = data.draw(st.integers(0, len(xml))), data.draw(st.integers(0, 20))
        return xml[:at] + data.draw(st.binary(max_size=8)) + xml[at + size :]

    with suppress(InputError):
        read_all(Made("a.xlsx", with_member(BOOK, member, damage)))


def test_macros_and_links_to_elsewhere_are_only_bytes() -> None:
    book = zip_bytes(
        {"xl/vbaProject.bin": b"\0\1"}
        | {name: zipfile.ZipFile(io.BytesIO(BOOK)).read(name) for name in zipfile.ZipFile(io.BytesIO(BOOK)).namelist()}
    )

    assert read_all(Made("명단.xlsm", book)).names() == ["홍길동"]


def test_every_error_and_note_has_its_sentence_and_survives_being_stored() -> None:
    ours = [each for each in all_errors() if each.__module__ == "jikwon.tools.tables.errors"]
    found = strings.of("jikwon.tools.tables.errors")
    for language in ("ko", "en"):
        assert {each.code for each in ours} == found.codes("errors", language)
        assert set(notes.ALL) == found.codes("notes", language)
    for each in ours:
        assert loads(each(file="a.xlsx", row=3).dumps()).text("ko") == each(file="a.xlsx", row=3).text("ko")
