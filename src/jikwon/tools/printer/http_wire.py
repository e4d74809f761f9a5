"""IPP over HTTP: one connection a request, documents streamed, answers bounded."""

import http.client
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.printer import encoding
from jikwon.tools.printer.addresses import Address
from jikwon.tools.printer.asking import WANTED
from jikwon.tools.printer.errors import NotAPrinter, PrinterBusy, PrinterForbids, PrinterOff, PrinterUnproven
from jikwon.tools.printer.wire import Answer, Operation, Value

TIMEOUT_S = 15.0
"""Longest silence of a printer that is there."""
SENDING_TIMEOUT_S = 120.0
"""The same while it takes a document: some answer only when they have read all of it."""
MOST_BYTES = 8 * 1024 * 1024
_PIECE = 64 * 1024


@fact
class HttpWire:
    """The way to a printer at an address. `certificate` is a PEM file that an ipps printer must prove.

    Without one ipps is encrypted but not verified: printers sign their own certificates.
    """

    name: str
    address: Address
    user: str
    certificate: Path | None = None

    def ask(
        self,
        operation: Operation,
        about: Mapping[str, Value],
        *,
        job: Mapping[str, Value] | None = None,
        document: Path | None = None,
    ) -> Answer:
        """Send one request (see `jikwon.tools.printer.wire.Wire.ask`)."""
        head = encoding.encode(operation, about, job, uri=self.address.uri, user=self.user)
        connection = self._connected(SENDING_TIMEOUT_S if document else TIMEOUT_S)
        try:
            return self._exchange(connection, head, document)
        except (http.client.RemoteDisconnected, http.client.IncompleteRead, OSError) as error:
            raise self._off() from error
        except (http.client.HTTPException, encoding.Malformed) as error:
            raise NotAPrinter(address=self.address.uri) from error
        finally:
            connection.close()

    def _connected(self, timeout_s: float) -> http.client.HTTPConnection:
        host, port = self.address.host, self.address.port
        connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
        if self.address.encrypted:
            connection = http.client.HTTPSConnection(host, port, timeout=timeout_s, context=self._context())
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            if isinstance(error, ssl.SSLCertVerificationError):
                raise PrinterUnproven(printer=self.name, address=self.address.uri) from error
            if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
                raise NotAPrinter(address=self.address.uri) from error
            raise self._off() from error
        return connection

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.certificate)
        context.check_hostname = False  # a printer's certificate names its serial number, seldom its address
        if self.certificate is None:
            context.verify_mode = ssl.CERT_NONE
        return context

    def _exchange(self, connection: http.client.HTTPConnection, head: bytes, document: Path | None) -> Answer:
        size = document.stat().st_size if document else 0
        connection.putrequest("POST", self.address.path, skip_accept_encoding=True)
        connection.putheader("Content-Type", "application/ipp")
        connection.putheader("Content-Length", str(len(head) + size))  # so that a cut document can be told
        connection.endheaders()
        try:
            for piece in _pieces(head, document):
                connection.send(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it may have refused the document before reading it; its answer says so
        with connection.getresponse() as response:
            return self._answer(response)

    def _answer(self, response: http.client.HTTPResponse) -> Answer:
        if response.status in (401, 403, 426):
            raise PrinterForbids(printer=self.name, address=self.address.uri)
        if response.status in (429, 503):
            raise PrinterBusy(printer=self.name)
        raw = response.read(MOST_BYTES + 1)
        kind = response.headers.get_content_type()
        if response.status != http.client.OK or kind != "application/ipp" or len(raw) > MOST_BYTES:
            raise NotAPrinter(address=self.address.uri)
        return encoding.decode(raw, WANTED)

    def _off(self) -> PrinterOff:
        return PrinterOff(printer=self.name, address=self.address.uri)


def _pieces(head: bytes, document: Path | None) -> Iterator[bytes]:
    yield head
    if document is not None:
        with document.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
