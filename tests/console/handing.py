"""Sending files as a browser does."""

import secrets
import urllib.request
from collections.abc import Mapping, Sequence

from tests.console.house import TOKEN, Answer, Visitor

Files = Sequence[tuple[str, str, bytes]]
"""Fields, names and contents."""


def send(visitor: Visitor, path: str, fields: Mapping[str, str], files: Files) -> Answer:
    """Send a form with files to the page that it stands on."""
    found = TOKEN.search(visitor.get(path).text)
    assert found is not None
    body, kind = form({"csrfmiddlewaretoken": found[1], **fields}, files)
    return visitor.ask(urllib.request.Request(visitor.address + path, body, {"Content-Type": kind}))


def form(fields: Mapping[str, str], files: Files) -> tuple[bytes, str]:
    """Write a form's body, and give its type."""
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for field, name, content in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
