"""A second reader of mail files: headers, text and attached files, read from the bytes without the writer's library."""

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Final
from urllib.parse import unquote_to_bytes

from jikwon.model import Personal, fact

MOST_PARTS, MOST_DEPTH = 200, 8
_WORD: Final = re.compile(r"=\?([\w.-]+)\?([bBqQ])\?([^?]*)\?=")
_PARAMETER: Final = re.compile(r';\s*([\w.-]+)(?:\*(\d+))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)')


class NotAMail(ValueError):
    """The bytes are no mail that can be read with certainty."""


@fact
class Enclosed:
    """One attached file, under the name that a reader sees."""

    name: str
    data: Personal[bytes]


@fact
class Mail:
    """What a reader sees of a mail. `headers` have small names; `text` is all that stands in the body."""

    headers: Personal[Mapping[str, str]] = field(default_factory=dict)
    text: Personal[str] = ""
    files: Personal[tuple[Enclosed, ...]] = ()

    @property
    def subject(self) -> str:
        """The subject as it is read."""
        return self.headers.get("subject", "")

    @property
    def to(self) -> tuple[str, ...]:
        """The plain addresses of the recipients, copies included."""
        listed = ",".join(self.headers.get(name, "") for name in ("to", "cc", "bcc"))
        return tuple(re.findall(r"[^\s<>,;]+@[^\s<>,;]+", listed))


def read_mail(data: bytes) -> Mail:
    """Read a mail; raise `NotAMail` where it is not one, or has a header twice."""
    head, body = _parted(data)
    texts: list[str] = []
    files: list[Enclosed] = []
    for number, (headers, content) in enumerate(_leaves(head, body)):
        if number >= MOST_PARTS:
            raise NotAMail("too many parts")
        name = _file_name(headers)
        if name or not headers.get("content-type", "text/plain").lower().startswith("text/"):
            files.append(Enclosed(name=name, data=_decoded(headers, content)))
        else:
            texts.append(_text(headers, content))
    shown = {name: _words(value) for name, value in head.items()}
    return Mail(headers=shown, text="\n".join(texts), files=tuple(files))


def _parted(data: bytes) -> tuple[dict[str, str], bytes]:
    """Part the headers from what follows the first empty line."""
    head, found, body = data.partition(b"\r\n\r\n")
    if not found:
        head, found, body = data.partition(b"\n\n")
    if not found and not data.endswith(b"\n"):
        raise NotAMail("no empty line after the headers")
    headers: dict[str, str] = {}
    for line in re.sub(r"\r?\n[ \t]+", " ", head.decode("utf-8", "replace")).splitlines():
        name, colon, value = line.partition(":")
        if not colon or not re.fullmatch(r"[!-9;-~]+", name):
            raise NotAMail("a line among the headers is none")
        if name.lower() in headers and name.lower() != "received":
            raise NotAMail(f"{name} stands there twice")
        headers[name.lower()] = value.strip()
    return headers, body


def _leaves(head: Mapping[str, str], body: bytes, depth: int = 0) -> Iterator[tuple[Mapping[str, str], bytes]]:
    kind = head.get("content-type", "text/plain")
    if not kind.lower().startswith("multipart/"):
        yield head, body
        return
    boundary = _parameters(kind).get("boundary", "")
    if not boundary or depth >= MOST_DEPTH:
        raise NotAMail("a multipart without a boundary, or too deep")
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    found = list(line.finditer(body))
    if not found or found[-1][1] is None:
        raise NotAMail("a multipart without its end")
    for begin, end in pairwise(found):
        part = body[begin.end() : end.start()]
        yield from _leaves(*_parted(part.removeprefix(b"\r\n") if part.startswith(b"\r\n") else part[1:]), depth + 1)


def _parameters(value: str) -> dict[str, str]:
    """Read the parameters of a header, pieces and percent signs of RFC 2231 put together."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, number, starred, raw in _PARAMETER.findall(value):
        text = re.sub(r"\\(.)", r"\1", raw[1:-1]) if raw.startswith('"') else raw
        pieces.setdefault(name.lower(), []).append((int(number or 0), bool(starred), text))
    return {name: _joined(sorted(found)) for name, found in pieces.items()}


def _joined(pieces: Sequence[tuple[int, bool, str]]) -> str:
    if not any(starred for _, starred, _ in pieces):
        return "".join(text for _, _, text in pieces)
    charset, _, rest = pieces[0][2].partition("'")
    texts = [rest.partition("'")[2], *(text for _, _, text in pieces[1:])]
    raw = b"".join(
        unquote_to_bytes(text) if starred else text.encode()
        for (_, starred, _), text in zip(pieces, texts, strict=True)
    )
    return raw.decode(_known(charset), "replace")


def _words(value: str) -> str:
    """Decode the encoded words of RFC 2047; white space between two of them is none."""
    joined = re.sub(r"(=\?[\w.-]+\?[bBqQ]\?[^?]*\?=)\s+(?==\?)", r"\1", value)
    return _WORD.sub(lambda found: _word(found[1], found[2], found[3]), joined)


def _word(charset: str, kind: str, text: str) -> str:
    try:
        raw = (
            base64.b64decode(text, validate=True)
            if kind in "bB"
            else quopri.decodestring(text.replace("_", " ").encode(), header=False)
        )
    except (binascii.Error, ValueError) as error:
        raise NotAMail("an encoded word cannot be read") from error
    return raw.decode(_known(charset), "replace")


def _file_name(headers: Mapping[str, str]) -> str:
    disposition = _parameters(headers.get("content-disposition", ""))
    named = disposition.get("filename") or _parameters(headers.get("content-type", "")).get("name", "")
    return _words(named)


def _text(headers: Mapping[str, str], content: bytes) -> str:
    charset = _parameters(headers.get("content-type", "")).get("charset", "us-ascii")
    return _decoded(headers, content).decode(_known(charset), "replace").replace("\r\n", "\n")


def _decoded(headers: Mapping[str, str], content: bytes) -> bytes:
    """Decode a part's content; what base64 leaves over is not passed over."""
    coding = headers.get("content-transfer-encoding", "7bit").strip().lower()
    if coding == "base64":
        try:
            return base64.b64decode(re.sub(rb"\s", b"", content), validate=True)
        except (binascii.Error, ValueError) as error:
            raise NotAMail("a part in base64 cannot be read") from error
    if coding == "quoted-printable":
        return quopri.decodestring(content)
    return content


def _known(charset: str) -> str:
    """Give a character set's name if there is one of it, else UTF-8."""
    try:
        return codecs.lookup(charset or "utf-8").name
    except LookupError:
        return "utf-8"
