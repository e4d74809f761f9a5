"""The application that a web server calls: `jikwon.console.serving:application` (WSGI)."""

from typing import Any

from jikwon.console import desk, settings
from jikwon.engine.office import Office
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
    """Make the application."""
    opened()
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the server asks for it when it starts, not when it is imported
    if name != "application":
        raise AttributeError(name)
    return make()
