"""The application that a web server calls: `jikwon.console.serving:application` (WSGI)."""

import signal
from typing import Any

from jikwon.console import desk, settings
from jikwon.engine.office import Office
from jikwon.engine.parenthood import end_with_parent
from jikwon.trust import settings as office_settings
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys


def opened() -> Office:
    """Open the office with all that its pages need; the console serves it from now on."""
    home = Home.open()
    keys = Keys.open(home)
    site = settings.of(secret=keys.session_key.hex(), console=office_settings.load(home).console)
    office = Office.open(home.root, **site)
    desk.serve(office)
    return office


def make() -> Any:  # noqa: ANN401 - Django's handler
    """Make the application, in a process of the server's that ends with it: left alone it would hold the address."""
    end_with_parent(signal.SIGKILL)
    opened()
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the server asks for it when it starts, not when it is imported
    if name != "application":
        raise AttributeError(name)
    return make()
