"""Planted faults for mail files: lines, figures, recipients and attached files, each wrong in one way."""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from random import Random
from typing import Final, TypeVar, cast

from jikwon.model import strings

_DIGIT: Final = re.compile(r"\d")
T = TypeVar("T")
_PLANTED: Final = "문의: 홍길동 님 010-0000-0000"


def break_mail(data: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Yield broken copies of a mail, with what was done to each.

    A digit of the subject and one of every line altered, two lines exchanged, their figures exchanged, one dropped,
    one doubled, a person planted; a recipient altered, added, left out; the moment moved by a day; of every attached
    file a byte altered, its name altered, the file dropped or doubled, and two exchanged.
    """
    yield from _headers(data)
    yield from _lines(data, chance)
    yield from _files(data, chance)


def _headers(data: bytes) -> Iterator[tuple[str, bytes]]:
    for name in ("Subject", "Date"):
        yield _say("mail-header", header=name), _with(data, name, _altered(str(_parsed(data)[name])))
    to = str(_parsed(data)["To"])
    strange = "someone@elsewhere.example"
    yield _say("mail-recipient-added"), _with(data, "To", f"{to}, {strange}")
    yield _say("mail-recipient-copied"), _with(data, "Cc", strange)
    yield _say("mail-recipient-altered"), _with(data, "To", f"x{to}")
    if "," in to:
        yield _say("mail-recipient-dropped"), _with(data, "To", to.partition(",")[2].strip())


def _lines(data: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    lines = _text(_parsed(data)).splitlines()
    for number, line in enumerate(lines, start=1):
        if _DIGIT.search(line):
            changed = [*lines[: number - 1], _altered(line, last=True), *lines[number:]]
            yield _say("mail-line-altered", line=number), _with_lines(data, changed)
    for one, other in _pairs([place for place, line in enumerate(lines) if _DIGIT.search(line)], chance):
        if lines[one] != lines[other]:
            swapped = _swapped(lines, one, other)
            yield _say("mail-lines-exchanged", line=one + 1, other=other + 1), _with_lines(data, swapped)
        if (changed := _figures_swapped(lines, one, other)) != lines:
            yield _say("mail-figures-exchanged", line=one + 1, other=other + 1), _with_lines(data, changed)
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in chance.sample(filled, k=min(2, len(filled))):
        yield _say("mail-line-dropped", line=place + 1), _with_lines(data, [*lines[:place], *lines[place + 1 :]])
        yield _say("mail-line-doubled", line=place + 1), _with_lines(data, [*lines[: place + 1], *lines[place:]])
    yield _say("mail-person"), _with_lines(data, [*lines, _PLANTED])


def _files(data: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    files = list(_parsed(data).iter_attachments())
    contents = [cast("bytes", each.get_payload(decode=True)) for each in files]
    names = [each.get_filename() or "" for each in files]
    for number, (name, content) in enumerate(zip(names, contents, strict=True)):
        place = chance.randrange(len(content)) if content else 0
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :] if content else b"x"
        yield _say("mail-file-altered", file=number + 1), _with_files(data, names, _at(contents, number, changed))
        yield _say("mail-file-renamed", file=number + 1), _with_files(data, _at(names, number, f"x{name}"), contents)
        yield _say("mail-file-dropped", file=number + 1), _with_files(data, _but(names, number), _but(contents, number))
        yield _say("mail-file-doubled", file=number + 1), _with_files(data, [*names, name], [*contents, content])
    if len(set(contents)) > 1:
        yield _say("mail-files-exchanged"), _with_files(data, names, [contents[-1], *contents[1:-1], contents[0]])


def _parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.SMTP)


def _with(data: bytes, name: str, value: str) -> bytes:
    mail = _parsed(data)
    del mail[name]
    mail[name] = value
    return mail.as_bytes()


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def _with_lines(data: bytes, lines: Sequence[str]) -> bytes:
    mail = _parsed(data)
    body = mail.get_body(("plain",))
    if body is not None:
        body.set_content("\n".join(lines) + "\n", charset="utf-8", cte="base64")
    return mail.as_bytes()


def _with_files(data: bytes, names: Sequence[str], contents: Sequence[bytes]) -> bytes:
    mail = _parsed(data)
    kinds = {each.get_filename() or "": each.get_content_type() for each in mail.iter_attachments()}
    body = mail.get_body(("plain",))
    mail.set_payload([] if body is None else [body])
    for name, content in zip(names, contents, strict=True):
        main, _, sub = kinds.get(name, "application/octet-stream").partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def _altered(text: str, *, last: bool = False) -> str:
    """Alter a digit, or where there is none, add one."""
    found = list(_DIGIT.finditer(text))
    if not found:
        return f"{text} 1"
    digit = found[-1 if last else 0]
    return f"{text[: digit.start()]}{(int(digit[0]) + 1) % 10}{text[digit.end() :]}"


def _pairs(places: Sequence[int], chance: Random) -> Sequence[tuple[int, int]]:
    pairs = [(one, other) for one in places for other in places if one < other]
    return chance.sample(pairs, k=min(4, len(pairs)))


def _swapped(lines: Sequence[str], one: int, other: int) -> list[str]:
    changed = list(lines)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _figures_swapped(lines: Sequence[str], one: int, other: int) -> list[str]:
    """Exchange the first figure of two lines, as a slip of the hand would."""
    figures = [re.search(r"\d[\d,.]*", lines[place].partition(":")[2] or lines[place]) for place in (one, other)]
    changed = list(lines)
    for place, own, theirs in zip((one, other), figures, reversed(figures), strict=True):
        if own is not None and theirs is not None:
            head, colon, rest = lines[place].partition(":")
            shown = rest if colon else head
            shown = shown.replace(own[0], theirs[0], 1)
            changed[place] = f"{head}:{shown}" if colon else shown
    return changed


def _at(values: Sequence[T], number: int, value: T) -> list[T]:
    return [value if place == number else each for place, each in enumerate(values)]


def _but(values: Sequence[T], number: int) -> list[T]:
    return [each for place, each in enumerate(values) if place != number]


def _say(code: str, **fields: object) -> str:
    return strings.of(__name__).text("breaks", code, language=None, **fields)
