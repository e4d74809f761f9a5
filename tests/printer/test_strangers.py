"""Addresses that are no printer, and answers that no printer should give."""

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.model import Handling
from jikwon.tools.printer import FakePrinter, NotAPrinter, Printer, PrinterAddressInvalid, PrinterForbids, PrinterOff
from jikwon.tools.printer.asking import WANTED
from jikwon.tools.printer.encoding import Malformed, decode, encode
from jikwon.tools.printer.wire import Operation


@contextmanager
def web_site(status: int, body: bytes, kind: str) -> Iterator[int]:
    """Answer every request alike, on a free port."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "body", "kind", "error"),
    [
        (200, b"<html>welcome</html>", "text/html", NotAPrinter),
        (404, b"", "text/plain", NotAPrinter),
        (200, b"\x02\x00", "application/ipp", NotAPrinter),
        (200, b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\xff\xff\xff\xff", "application/ipp", NotAPrinter),
        (401, b"", "text/plain", PrinterForbids),
    ],
)
def test_something_else_at_the_address_is_named(status: int, body: bytes, kind: str, error: type[Exception]) -> None:
    with web_site(status, body, kind) as port, pytest.raises(error) as stopped:
        Printer(f"ipp://127.0.0.1:{port}/ipp/print").describe()

    assert getattr(stopped.value, "handling", None) is Handling.STOP


def test_nobody_at_the_address_is_waited_for() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    with pytest.raises(PrinterOff, match=str(port)):
        Printer(f"ipp://127.0.0.1:{port}/ipp/print").status()


@pytest.mark.parametrize(
    "wrong", ["", "10.0.0.7", "http://10.0.0.7/ipp", "ipp:///print", "ipp://h:port/", "ipp://a:b@c/"]
)
def test_what_is_no_address_is_refused_before_any_work(wrong: str) -> None:
    with pytest.raises(PrinterAddressInvalid) as refused:
        Printer(wrong)

    assert "a:b" not in refused.value.text("ko")


REQUEST = encode(Operation.GET_JOBS, {"which-jobs": "completed"}, {"copies": 2}, uri="ipp://h/p", user="u")


@given(st.binary(max_size=200))
def test_noise_never_hangs_the_reader(noise: bytes) -> None:
    for raw in (noise, REQUEST[:8] + noise, REQUEST[:30] + noise):
        with suppress(Malformed):
            decode(raw, WANTED | {"which-jobs", "copies"})


@given(st.integers(0, len(REQUEST) - 1))
def test_an_answer_cut_short_is_refused(length: int) -> None:
    with pytest.raises(Malformed):
        decode(REQUEST[:length], WANTED)


def test_an_enum_that_the_library_does_not_know_spoils_nothing() -> None:
    def field(tag: int, name: bytes, value: bytes) -> bytes:
        return bytes([tag]) + len(name).to_bytes(2, "big") + name + len(value).to_bytes(2, "big") + value

    unknown = field(0x23, b"finishings-supported", (0x7FFFFFF0).to_bytes(4, "big"))
    collection = (
        field(0x34, b"media-col", b"") + field(0x4A, b"", b"x") + field(0x21, b"", b"1234") + field(0x37, b"", b"")
    )
    worded = field(0x35, b"printer-info", b"\x00\x02ko\x00\x06" + "이층".encode())
    raw = bytes([2, 0, 0, 0, 0, 0, 0, 1, 1]) + field(0x47, b"attributes-charset", b"utf-8")

    answer = decode(raw + b"\x04" + unknown + collection + worded + b"\x05\x03", WANTED)

    assert answer.printer == {"printer-info": "이층"}


def test_the_fake_looks_like_a_printer_to_doctor() -> None:
    described = FakePrinter(name="2층").describe()

    assert (described.name, described.takes_pdf, described.duplex) == ("2층", True, True)
