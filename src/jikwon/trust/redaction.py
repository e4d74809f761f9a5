"""Replace secrets that this process has used, and their common encodings, wherever text is about to be shown."""

import base64
import html
import json
import logging
import re
import threading
import traceback
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import quote, quote_plus

HIDDEN = "•••"
_MIN_CORE = 6
"""Shorter pieces of an encoding would hide ordinary words; a secret itself is hidden at any length."""

_lock = threading.Lock()
_forms: set[str] = set()
_pattern: re.Pattern[str] | None = None


def remember(secret: str) -> None:
    """Hide `secret` in this process from now on. The vault calls this before it hands a secret out."""
    global _pattern
    with _lock:
        new = {form for form in _encodings(secret) if form} - _forms
        if new:
            _forms.update(new)
            _pattern = re.compile("|".join(re.escape(form) for form in sorted(_forms, key=len, reverse=True)))


def redact(text: str) -> str:
    """Give `text` with every secret used in this process replaced by •••."""
    return text if _pattern is None else _pattern.sub(HIDDEN, text)


class RedactingFilter(logging.Filter):
    """Redacts a record's message, traceback and stack; put it on handlers, which see every logger's records."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record in place and let it pass."""
        if _pattern is None:
            return True
        record.template = record.msg  # the log writes other libraries' messages without their arguments
        record.msg, record.args = redact(_message(record)), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = redact(record.exc_text or "".join(traceback.format_exception(*record.exc_info)).rstrip())
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a message whose arguments do not fit must not break the work
        return str(record.msg)


def _encodings(secret: str) -> Iterator[str]:
    for plain in {
        secret,
        secret.strip(),
        *(line.strip() for line in secret.splitlines() if len(line.strip()) >= _MIN_CORE),
    }:
        for form in {plain, normalize("NFC", plain), normalize("NFD", plain)}:
            yield form
            yield from _as_text(form)
            yield from _as_bytes(form.encode("utf-8", "surrogatepass"))


def _as_text(form: str) -> Iterator[str]:
    yield html.escape(form)
    yield html.escape(form, quote=False)
    yield json.dumps(form)[1:-1]
    yield json.dumps(form, ensure_ascii=False)[1:-1]
    yield repr(form)[1:-1]
    yield ascii(form)[1:-1]


def _as_bytes(data: bytes) -> Iterator[str]:
    for quoted in (quote(data, safe=""), quote(data), quote_plus(data)):
        yield quoted
        yield re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), quoted)
    yield repr(data)[2:-1]
    if len(data) * 2 >= _MIN_CORE:
        yield data.hex()
        yield data.hex().upper()
    for shift in range(3):  # inside a longer text, as in "user:secret", the encoding depends on where it begins
        core = _base64_core(data, shift)
        if len(core) >= _MIN_CORE:
            yield core
            yield core.translate(str.maketrans("+/", "-_"))


def _base64_core(data: bytes, shift: int) -> str:
    """Give the characters of base64 that depend on `data` alone when `shift` bytes precede it."""
    encoded = base64.b64encode(bytes(shift) + data).decode()
    first = (shift * 8 + 5) // 6
    return encoded[first : (shift + len(data)) * 8 // 6]
