"""Every need of the format is looked at: each broken in turn is named, and hostile files are refused."""

import io
import zipfile
from collections.abc import Callable

import pytest
from tests.hwpx.making import template

from jikwon.model.strings import of as strings_of
from jikwon.tools.hwpx import HwpxUnreadable, check, read
from jikwon.tools.hwpx import package as packages

Parts = dict[str, bytes]
SECTION, CONTENT = "Contents/section0.xml", "Contents/content.hpf"


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(parts: Parts, *, packed_first: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            stored = name == "mimetype" and not packed_first
            archive.writestr(name, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def swapped(part: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    return change


def dropped(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.__delitem__(part)


def added(part: str, data: bytes = b"x") -> Callable[[Parts], None]:
    return lambda parts: parts.__setitem__(part, data)


def moved(parts: Parts) -> None:
    parts["mimetype"] = parts.pop("mimetype")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (moved, "mimetype-not-first"),
        (swapped("mimetype", b"hwp", b"hwq"), "mimetype-wrong"),
        (dropped("META-INF/container.xml"), "part-missing"),
        (dropped("version.xml"), "part-missing"),
        (dropped(CONTENT), "part-missing"),
        (dropped("Contents/header.xml"), "part-missing"),
        (dropped("settings.xml"), "part-missing"),
        (dropped(SECTION), "part-missing"),
        (swapped("META-INF/container.xml", b"Contents/content.hpf", b"Contents/content.xyz"), "root-unnamed"),
        (swapped(CONTENT, b'idref="section0"', b'idref="section9"'), "spine-unknown"),
        (added("Contents/section7.xml", b"<a/>"), "section-unlisted"),
        (swapped("Contents/header.xml", b'secCnt="1"', b'secCnt="2"'), "sections-counted"),
        (swapped(SECTION, b"</hs:sec>", b""), "xml-malformed"),
        (swapped(SECTION, b"<hs:sec", b'<!DOCTYPE a [<!ENTITY b "c">]><hs:sec'), "document-type"),
        (swapped(CONTENT, b'href="settings.xml"', b'href="http://example.com/a.xml"'), "outside"),
        (swapped(SECTION, b'charPrIDRef="0"', b'charPrIDRef="999"'), "look-unknown"),
        (swapped(SECTION, b"<hs:sec", b'<hs:sec binaryItemIDRef="image9"'), "picture-unknown"),
        (swapped(SECTION, b"fieldEnd", b"fieldEnf"), "field-without-end"),
        (swapped(SECTION, b'rowCnt="', b'rowCnt="9'), "cells-misplaced"),
        (swapped(SECTION, b'colAddr="1"', b'colAddr="0"'), "cells-misplaced"),
        (lambda parts: parts.__setitem__(SECTION, parts[SECTION].replace(b'height="1800"', b'height="9"')), "row-flat"),
    ],
)  # fmt: skip
def test_each_need_of_the_format_is_looked_at(change: Callable[[Parts], None], code: str) -> None:
    whole = template()
    parts = parts_of(whole)

    change(parts)

    assert check(whole) == []
    assert code in {fault.code for fault in check(zipped(parts))}


def test_a_packed_mimetype_is_a_fault() -> None:
    assert "mimetype-packed" in {each.code for each in check(zipped(parts_of(template()), packed_first=True))}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\a.xml", "a/../../b", "Contents/\x07"])
def test_a_name_that_leads_out_of_the_file_is_refused(name: str) -> None:
    parts = parts_of(template())
    parts[name] = b"x"

    assert [each.code for each in check(zipped(parts))] == ["name-unsafe"]
    with pytest.raises(HwpxUnreadable):
        read(zipped(parts))


def test_entities_are_never_opened() -> None:
    parts = parts_of(template())
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts[SECTION] = parts[SECTION].replace(b"<hs:sec", bomb + b"<hs:sec", 1)

    with pytest.raises(HwpxUnreadable) as refused:
        read(zipped(parts))

    assert refused.value.fields["why"] == "document-type"


def test_an_encoding_cannot_hide_a_document_type() -> None:
    parts = parts_of(template())
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    parts[SECTION] = hidden.encode("utf-16")

    with pytest.raises(HwpxUnreadable):
        read(zipped(parts))


def test_depth_and_size_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(template())
    parts[SECTION] = b"<a>" * 100_000 + b"</a>" * 100_000
    with pytest.raises(HwpxUnreadable):
        read(zipped(parts))

    monkeypatch.setattr(packages, "UNPACKED_MAX", 1_000)
    with pytest.raises(HwpxUnreadable) as refused:
        read(template())

    assert refused.value.fields["why"] == "too-large"


def test_every_fault_has_its_words_in_both_languages() -> None:
    says = strings_of("jikwon.tools.hwpx.checking")

    assert says.codes("faults", "ko") == says.codes("faults", "en")
