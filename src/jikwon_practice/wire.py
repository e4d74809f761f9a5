"""The server: Django's own threaded one, as its live-server tests use it.

Taken because the office needs what it is for: one process with one id, a port of the system's choice,
a thread a connection, no further library; and because the connection itself can be reached, so that
an answer can be cut on the wire. It says of itself that it is not for production; nor is this office.
"""

import socket
from collections.abc import Iterator
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.http import HttpRequest, StreamingHttpResponse

_CONNECTION = "practice.connection"


class _Handler(WSGIRequestHandler):
    """Answers quietly and at once, and lets the application reach the connection."""

    disable_nagle_algorithm = True  # head and body are two writes: the second would wait 40 ms for the first's receipt

    def get_environ(self) -> dict[str, Any]:
        """Add the connection to the request's surroundings."""
        return {**super().get_environ(), _CONNECTION: self.connection}

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the base's own names
        """Say nothing."""


class Server(ThreadedWSGIServer):
    """A loopback server; port 0 takes a free one."""

    request_queue_size = 64

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        """Where it listens: `http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self.server_port}"


def cut_short(request: HttpRequest, content: bytes, **headers: str) -> StreamingHttpResponse:
    """Answer with the head and half of the content, then drop the connection.

    The head goes out first on purpose: a browser quietly asks again where a kept connection ends
    before any answer.
    """
    connection: socket.socket = request.META[_CONNECTION]

    def half() -> Iterator[bytes]:
        yield content[: len(content) // 2]
        connection.shutdown(socket.SHUT_RDWR)

    return StreamingHttpResponse(half(), headers={**headers, "Content-Length": str(len(content))})
