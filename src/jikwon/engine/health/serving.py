"""An address of its own for health and metrics: a small server beside the work, never part of the console's pages."""

import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from jikwon.engine.health.checks import Readiness, described
from jikwon.engine.office import Office
from jikwon.model import InputError
from jikwon.records import database
from jikwon.trust import logs
from jikwon.trust.settings import LOOPBACK

if TYPE_CHECKING:
    from jikwon.engine.metrics.collecting import Metrics

AT_ONCE: Final = 8
"""So many requests are answered at a time; more are turned away."""
WITHIN_S: Final = 10.0
"""So long a visitor may take to say what it wants."""


class WatchAddressTaken(InputError):
    """Another program listens on the address for health and metrics."""

    code = "watch-address-taken"


class WatchAddressOpen(InputError):
    """The address can be reached from other machines, and no token closes the metrics."""

    code = "watch-address-open"


class Watched:
    """What the address tells: `live`, readiness and, if asked for, metrics (which a `token` may close)."""

    def __init__(self, office: Office, *, is_live: Callable[[], bool], token: str = "") -> None:
        self.readiness = Readiness(office)
        self.is_live = is_live
        self.token = token
        self._office = office
        self._lock = threading.Lock()
        self._metrics: Metrics | None = None

    def metrics(self) -> tuple[str, bytes]:
        """Give the metrics and their content type."""
        from jikwon.engine.metrics.collecting import CONTENT_TYPE, Metrics  # imports a library: once somebody asks

        with self._lock:
            found = self._metrics = self._metrics or Metrics(self._office, self.readiness)
        return CONTENT_TYPE, found.told()


class _Server(ThreadingHTTPServer):
    """A server that answers `AT_ONCE` visitors and no more."""

    daemon_threads = True
    allow_reuse_address = True
    watched: Watched

    def __init__(self, address: tuple[str, int], watched: Watched) -> None:
        self.watched = watched
        self._places = threading.BoundedSemaphore(AT_ONCE)
        super().__init__(address, _Visit)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's
        try:
            super().process_request_thread(request, client_address)
        finally:
            database.close()
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's
        """Say nothing: a visitor that leaves in the middle is nobody's fault."""


class _Visit(BaseHTTPRequestHandler):
    server: _Server
    timeout = WITHIN_S
    server_version, sys_version = "jikwon", ""
    error_message_format = "%(code)d\n"
    places: ClassVar = {"/health/live": "_live", "/health/ready": "_ready", "/metrics": "_metrics"}

    def do_GET(self) -> None:
        """Answer one of three addresses."""
        answer = self.places.get(urlsplit(self.path).path)
        if answer is None:
            self._say(HTTPStatus.NOT_FOUND, "text/plain", b"404\n")
        else:
            getattr(self, answer)()

    def _live(self) -> None:
        is_live = self.server.watched.is_live()
        self._json(HTTPStatus.OK if is_live else HTTPStatus.SERVICE_UNAVAILABLE, {"live": is_live})

    def _ready(self) -> None:
        told = described(self.server.watched.readiness.look())
        self._json(HTTPStatus.OK if told["ready"] else HTTPStatus.SERVICE_UNAVAILABLE, told)

    def _metrics(self) -> None:
        watched = self.server.watched
        given = self.headers.get("Authorization", "").encode()
        if watched.token and not hmac.compare_digest(given, f"Bearer {watched.token}".encode()):
            self._say(HTTPStatus.UNAUTHORIZED, "text/plain", b"401\n")
            return
        try:
            kind, text = watched.metrics()
        except Exception as error:  # noqa: BLE001 - the records do not answer: whoever watches must hear so
            logs.get(__name__).failure("metrics-failed", error)
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", b"503\n")
            return
        self._say(HTTPStatus.OK, kind, text)

    def _json(self, status: HTTPStatus, told: dict[str, object]) -> None:
        self._say(status, "application/json", json.dumps(told).encode())

    def _say(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if status == HTTPStatus.UNAUTHORIZED:
            self.send_header("WWW-Authenticate", "Bearer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Write no line for each request: they come every few seconds for years."""


def token_of(office: Office) -> str:
    """Give the token that opens the metrics, "" where the settings name none. Raises `CredentialMissing`."""
    named = office.settings.metrics.credential
    if not named:
        return ""
    office.note("credential used", subject=named, actor="engine")
    return office.vault().use(named)


@contextmanager
def told_at(address: str, port: int, watched: Watched) -> Iterator[int]:
    """Answer at an address for the block; give the port (0 lets the system choose one).

    Raises `WatchAddressOpen` where other machines could read metrics without a token, `WatchAddressTaken`.
    """
    if address not in LOOPBACK and not watched.token:
        raise WatchAddressOpen(address=address)
    try:
        server = _Server((address, port), watched)
    except OSError as error:
        raise WatchAddressTaken(address=address, port=port) from error
    thread = threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
