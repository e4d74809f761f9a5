"""The console's word to a service manager: given while its pages answer, and not because a program merely runs."""

import http.client
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from jikwon.engine.health import pulse
from jikwon.trust.settings import LOOPBACK, Console

EVERY_S: Final = 1.0
WITHIN_S: Final = 10.0
_ANYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - to be left out, not to be listened at


@contextmanager
def while_answering(console: Console, port: int) -> Iterator[None]:
    """Beat this process's pulse during the block whenever the pages answer, if a service manager listens."""
    ours, ended = pulse.of_process(), threading.Event()
    if not ours.is_awaited:
        yield
        return

    def go_round() -> None:
        while not ended.wait(EVERY_S):
            if answers(console, port):
                ours.beat()

    thread = threading.Thread(target=go_round, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ours.ends()
        ended.set()
        thread.join()


def answers(console: Console, port: int) -> bool:
    """Ask our own pages whether they live. The certificate is ours, for other names than this address."""
    address = "127.0.0.1" if console.address in _ANYWHERE else console.address
    if console.certificate:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        asked: http.client.HTTPConnection = http.client.HTTPSConnection(
            address, port, timeout=WITHIN_S, context=context
        )
    else:
        asked = http.client.HTTPConnection(address, port, timeout=WITHIN_S)
    host = address if address in LOOPBACK else "127.0.0.1"
    with suppress(OSError, http.client.HTTPException):
        try:
            asked.request("GET", "/health/live", headers={"Host": host})
            return asked.getresponse().status == http.HTTPStatus.OK
        finally:
            asked.close()
    return False
