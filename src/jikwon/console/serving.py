"""The application that a web server calls: `jikwon.console.serving:application` (WSGI)."""

import logging
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from jikwon.console import desk, settings
from jikwon.engine import observing
from jikwon.engine.health import serving as health
from jikwon.engine.office import Office
from jikwon.engine.parent_death import end_with_parent
from jikwon.trust import settings as office_settings
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys

_watched = ExitStack()
"""What tells health and metrics for as long as this process serves."""


def opened() -> Office:
    """Open the office with all that its pages need; the console serves it from now on."""
    home = Home.open()
    keys = Keys.open(home)
    site = settings.of(secret=keys.session_key.hex(), console=office_settings.load(home).console)
    office = Office.open(home.root, **site)
    desk.serve(office)
    return office


@contextmanager
def watched(office: Office) -> Iterator[None]:
    """Tell health and metrics for the block at an address beside the pages, if the settings name one.

    It is here and not in the process that keeps the pages alive, since that one makes others by forking itself.
    """
    chosen = office.settings.metrics
    if not chosen.port:
        yield
        return
    told = health.Watched(office, is_live=lambda: True, token=health.token_of(office))
    with health.told_at(chosen.address, chosen.port, told):
        yield


def names_a_failure(record: logging.LogRecord) -> bool:
    """Keep a line of a request if an exception stands behind it.

    The others are answers that our pages chose (readiness says 503 for as long as nobody works). All they could name
    is the address, which may be a person's and is hidden: one such line a look, and none that helps.
    """
    return bool(record.exc_info)


def make() -> Any:  # noqa: ANN401 - Django's handler
    """Make the application, in a process of the server's that ends with it: left alone it would hold the address."""
    end_with_parent(signal.SIGKILL)
    office = opened()
    observing.begin(office)
    logging.getLogger("django.request").addFilter(names_a_failure)
    _watched.enter_context(watched(office))
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the server asks for it when it starts, not when it is imported
    if name != "application":
        raise AttributeError(name)
    return make()
