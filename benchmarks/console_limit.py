"""The limit of B10: the console's own pages on its own server, without any middleware, for one person who is let in.

Usage: console_limit.py PORT. Nobody is logged in, no session is read, nothing is guarded: never one for an office.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import ours
import watch_console
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from jikwon.console.accounts.models import Account


class LetIn:
    """Makes every request that of the one person, which the views ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as if the person had come in."""
        from jikwon.console.accounts.middleware import PASSED

        request.user = _account()
        request.session = {PASSED: True}  # type: ignore[assignment] # the frame reads no more of it
        return self._next(request)


@cache
def _account() -> "Account":
    from jikwon.console.accounts.models import Account

    return Account.objects.get(name=watch_console.NAME)


def make() -> Any:  # noqa: ANN401 - Django's handler
    """Make the application."""
    from jikwon.console import desk, settings
    from jikwon.engine.office import Office
    from jikwon.trust import settings as office_settings
    from jikwon.trust.home import Home

    home = Home.open()
    site = settings.of(secret="limit", console=office_settings.load(home).console)
    desk.serve(Office.open(home.root, **{**site, "MIDDLEWARE": [f"{__name__}.LetIn"]}))
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the server asks for it in its process
    if name != "application":
        raise AttributeError(name)
    return make()


@contextmanager
def _worker() -> Iterator[None]:
    """Keep a worker beside the pages, as `jikwon up` does."""
    worker = subprocess.Popen([*ours.command("worker")], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(30)


def main(port: int) -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from jikwon.console.up import THREADS

    with _worker():
        Granian(
            "console_limit:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=1,
            blocking_threads=THREADS, websockets=False, log_level=LogLevels.error,
        ).serve()  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
