"""A small site on loopback that the tests work: pages are set by the test, faults by their address."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Site:
    """What the site shows, by path; `asked` are the paths asked for, in order."""

    address: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    delays: dict[str, threading.Event] = field(default_factory=dict)
    slow_s: dict[str, float] = field(default_factory=dict)
    files: dict[str, tuple[Mapping[str, str], bytes]] = field(default_factory=dict)
    halves: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def hold(self, path: str) -> None:
        """Wait as long as the test wants the page to take."""
        if path in self.delays:
            self.delays[path].wait(20)
        time.sleep(self.slow_s.get(path, 0))

    def show(self, body: str, *, path: str = "/", status: int = 200, title: str = "업무") -> str:
        """Put a page on the site and give its address."""
        self.pages[path] = f"<!doctype html><html lang=ko><meta charset=utf-8><title>{title}</title><body>{body}</body>"
        self.statuses[path] = status
        return self.address + path


@contextmanager
def serve() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            site.asked.append(path)
            site.hold(path)
            if path in site.files:
                self._file(*site.files[path])
                return
            body = site.pages.get(path, "").encode()
            self.send_response(site.statuses.get(path, 404))
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if path in site.halves:  # the second half comes when the first has long been there
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                time.sleep(0.6)
                body = body[len(body) // 2 :]
            self.wfile.write(body)

        def _file(self, headers: Mapping[str, str], data: bytes) -> None:
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:  # the browser went away in the middle, as tests make it
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        for event in site.delays.values():
            event.set()
        server.shutdown()
        thread.join()
        server.server_close()
