"""IPP messages as bytes (RFC 8010), with the tags and the parser of pyipp behind a gate of our own.

A printer is a stranger: pyipp's parser follows whatever lengths it is given and fails as a whole on an
enum that it does not know. So only attributes that were asked for, of a shape that was checked, reach it.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from jikwon.tools.printer.wire import Answer, Operation, Value

_CHARSET, _LANGUAGE = "utf-8", "en"
_TAGS = {
    "attributes-charset": "CHARSET",
    "attributes-natural-language": "LANGUAGE",
    "document-format": "MIME_TYPE",
    "document-name": "NAME",
    "job-name": "NAME",
    "printer-uri": "URI",
    "requesting-user-name": "NAME",
}
"""Texts that are not keywords."""
_BEGIN, _END, _MEMBER = 0x34, 0x37, 0x4A
_INTEGER, _BOOLEAN, _ENUM, _DATE, _RESOLUTION, _RANGE = 0x21, 0x22, 0x23, 0x31, 0x32, 0x33
_WIDTHS = {_INTEGER: 4, _ENUM: 4, _BOOLEAN: 1, _DATE: 11, _RESOLUTION: 9, _RANGE: 8}
_WITH_LANGUAGE = {0x35: 0x41, 0x36: 0x42}
_END_OF_ATTRIBUTES, _FIRST_VALUE_TAG = 0x03, 0x10
_GROUPS = frozenset({0x01, 0x02, 0x04, 0x05})
_LONGEST = 0x7FFF
_ALWAYS = frozenset({"attributes-charset"})


def encode(
    operation: Operation, about: Mapping[str, Value], job: Mapping[str, Value] | None, *, uri: str, user: str
) -> bytes:
    """Make a request of one operation; the order of its first four attributes is the standard's."""
    target = {"printer-uri": uri, **{name: about[name] for name in ("job-id",) if name in about}}
    rest = {name: value for name, value in about.items() if name not in target}
    first = {"attributes-charset": _CHARSET, "attributes-natural-language": _LANGUAGE, **target}
    groups = [(0x01, {**first, "requesting-user-name": user, **rest})]
    if job:
        groups.append((0x02, dict(job)))
    body = b"".join(bytes([tag]) + b"".join(_attribute(*each) for each in group.items()) for tag, group in groups)
    return struct.pack(">bbhi", 1, 1, operation, 1) + body + bytes([_END_OF_ATTRIBUTES])


def _attribute(name: str, value: Value) -> bytes:
    from pyipp.enums import IppTag
    from pyipp.serializer import construct_attribute

    if isinstance(value, Mapping):  # pyipp writes no collections
        members = b"".join(_member(*each) for each in value.items())
        return _field(_BEGIN, name.encode(), b"") + members + _field(_END, b"", b"")
    kind = "BOOLEAN" if isinstance(value, bool) else "INTEGER" if isinstance(value, int) else _TAGS.get(name, "KEYWORD")
    return bytes(construct_attribute(name, value, IppTag[kind]))


def _member(name: str, value: Value) -> bytes:
    return _field(_MEMBER, b"", name.encode()) + _attribute("", value)


def _field(tag: int, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


class Malformed(ValueError):
    """The bytes are no IPP message."""


def decode(raw: bytes, wanted: frozenset[str]) -> Answer:
    """Read a response, keeping the attributes named in `wanted`; raise `Malformed` for anything else."""
    from pyipp.parser import parse

    unsupported = tuple(name for group, name in _names(raw) if group == 0x05)
    try:
        parsed: dict[str, Any] = parse(_sifted(raw, wanted | _ALWAYS))
    except (ValueError, KeyError, IndexError, struct.error, UnicodeDecodeError) as error:
        raise Malformed from error
    printers = parsed["printers"] or [{}]
    return Answer(
        status=parsed["status-code"], printer=printers[0], jobs=tuple(parsed["jobs"]), unsupported=unsupported
    )


def _names(raw: bytes) -> Iterator[tuple[int, str]]:
    for group, name, _, _ in _walk(raw):
        if name:
            yield group, name.decode("ascii", "replace")


def _sifted(raw: bytes, wanted: frozenset[str]) -> bytes:
    """Keep the wanted attributes of a checked shape, and only groups that hold one."""
    kept, opened, keeping, number = [raw[:8]], -1, False, 0
    for group, name, tag, value in _walk(raw):
        if group < 0:
            number += 1
            continue
        if name:
            keeping = name.decode("ascii", "replace") in wanted
        if not keeping or group not in _GROUPS or not _fits(tag, value):
            keeping = keeping and not name
            continue
        if opened != number:
            kept.append(bytes([group]))
            opened = number
        kept.append(_field(_WITH_LANGUAGE.get(tag, tag), name, _plain(tag, value)))
    return b"".join([*kept, bytes([_END_OF_ATTRIBUTES])])


def _fits(tag: int, value: bytes) -> bool:
    return len(value) == _WIDTHS.get(tag, len(value)) and tag not in (_DATE, _RESOLUTION)


def _plain(tag: int, value: bytes) -> bytes:
    """Take the text out of a text with its language (two lengths and two texts)."""
    if tag not in _WITH_LANGUAGE:
        return value
    if len(value) < 4:
        raise Malformed
    start = 4 + int.from_bytes(value[:2], "big")
    return value[start:]


def _walk(raw: bytes) -> Iterator[tuple[int, bytes, int, bytes]]:
    """Go through a message: (group, name, tag, value); a group of -1 tells that a new one begins.

    What stands in collections is passed over: nothing that we ask for is one.
    """
    at, group, depth = 8, 0, 0
    while True:
        tag = _byte(raw, at)
        at += 1
        if tag == _END_OF_ATTRIBUTES:
            return
        if tag < _FIRST_VALUE_TAG:
            group = tag
            yield -1, b"", tag, b""
            continue
        name, at = _counted(raw, at)
        value, at = _counted(raw, at)
        depth += (tag == _BEGIN) - (tag == _END)
        if not depth and tag not in (_BEGIN, _END):
            yield group, name, tag, value


def _byte(raw: bytes, at: int) -> int:
    if at >= len(raw):
        raise Malformed
    return raw[at]


def _counted(raw: bytes, at: int) -> tuple[bytes, int]:
    length = int.from_bytes(raw[at : at + 2], "big")
    end = at + 2 + length
    if length > _LONGEST or end > len(raw):
        raise Malformed
    return raw[at + 2 : end], end
