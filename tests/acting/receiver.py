"""A receiver of letters for tests: a real HTTP server with a memory of its own, and the truth in a file.

    python receiver.py --record FILE [--delay-ms N] [--port 0]

It prints its port. `POST /letters {"key", "to"}` appends a line to the record and answers 201 with a
receipt; `GET /letters/<key>` answers 200 with the receipt, or 404, and since when it remembers;
`GET /addresses/<number>?busy=N` answers 503 the first N times. What it remembers is in memory alone, so
a restart forgets it; the record is never read back: it is for the tests' eyes, each line one letter
that really arrived. A key whose version is `refuse` is refused with 409, one whose version is `busy-N`
meets 503 the first N times. `POST /paper {"there": false}` takes its paper away: letters meet 507 until
it is back. `GET /login?password=…` takes `right` alone and counts the attempts.
"""

import argparse
import json
import socket
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


class Receiver(ThreadingHTTPServer):
    """The server, its memory and its record."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, record: Path, delay_s: float) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.delay_s = delay_s
        self.remembers_from = time.time()
        self.receipts: dict[str, str] = {}
        self.busy: Counter[str] = Counter()
        self._record = record.open("a", encoding="utf-8")
        self._writing = threading.Lock()
        self._tickets = threading.Condition()
        self._next = 0
        self._under_way: set[int] = set()
        self.ticket = threading.local()
        self.takes_everything = False
        self.has_paper = True
        self.logins: list[str] = []

    def server_close(self) -> None:
        """Close the record as well."""
        super().server_close()
        self._record.close()

    def take(self, key: str, to: str) -> str:
        """Take a letter: the line is with the operating system before anyone hears of the receipt."""
        with self._writing:
            receipt = f"R{len(self.receipts) + 1:06d}-{int(self.remembers_from * 1000):x}"
            self._record.write(json.dumps({"key": key, "to": to, "receipt": receipt}) + "\n")
            self._record.flush()
            self.receipts[key] = receipt
            return receipt

    def is_busy(self, name: str, times: int) -> bool:
        """Tell whether `name` has been asked for at most `times` times."""
        with self._writing:
            self.busy[name] += 1
            return self.busy[name] <= times

    def wait_for_earlier(self) -> None:
        """Wait for every request that arrived before this one.

        Without this a sender that was killed while its letter was on the way, and then asks for it,
        could be told "not here" a moment before the letter is taken.
        """
        with self._tickets:
            self._tickets.wait_for(lambda: min(self._under_way) >= self.ticket.number)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Number the connections in the order in which they arrive."""
        with self._tickets:
            self._next += 1
            self._under_way.add(self._next)
        number = self._next
        threading.Thread(target=self._serve, args=(number, request, client_address), daemon=True).start()

    def _serve(self, number: int, request: socket.socket, client_address: Any) -> None:
        self.ticket.number = number
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._tickets:
                self._under_way.discard(number)
                self._tickets.notify_all()


class Handler(BaseHTTPRequestHandler):
    """One request a connection."""

    server: Receiver
    timeout = 10

    def do_POST(self) -> None:
        """Take a letter."""
        letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/paper":
            self.server.has_paper = letter["there"]
            self._answer(200, letter)
            return
        version = letter["key"].rpartition("/")[2]
        if version == "refuse" and not self.server.takes_everything:
            self._answer(409, {"refused": True})
        elif version.startswith("busy-") and self.server.is_busy(letter["key"], int(version[5:])):
            self._answer(503, {"busy": True})
        elif not self.server.has_paper:
            self._answer(507, {"paper": False})
        else:
            time.sleep(self.server.delay_s)
            receipt = self.server.take(letter["key"], letter["to"])
            time.sleep(self.server.delay_s)
            self._answer(201, {"receipt": receipt})

    def do_GET(self) -> None:
        """Tell of a letter or an address."""
        url = urlsplit(self.path)
        kind, _, name = url.path.lstrip("/").partition("/")
        if kind == "addresses":
            busy = self.server.is_busy(name, int(parse_qs(url.query)["busy"][0]))
            self._answer(503 if busy else 200, {"busy": busy, "address": f"사서함 {unquote(name)}"})
            return
        if kind == "login":
            password = parse_qs(url.query)["password"][0]
            self.server.logins.append(password)
            self._answer(200 if password == "right" else 401, {"logins": len(self.server.logins)})
            return
        self.server.wait_for_earlier()
        receipt = self.server.receipts.get(unquote(name))
        since: dict[str, object] = {"remembers_from": self.server.remembers_from}
        self._answer(200 if receipt else 404, {**since, "receipt": receipt})

    def _answer(self, status: int, body: dict[str, object]) -> None:
        data = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            pass  # the sender was killed; what was taken stays taken

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in the library
        """Say nothing."""


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--delay-ms", type=int, default=0)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    receiver = Receiver(given.port, given.record, given.delay_ms / 1000)
    print(receiver.server_address[1], flush=True)
    receiver.serve_forever()


if __name__ == "__main__":
    main()
