"""Opening the office: its folder, its data, its two addresses, and its end."""

import hashlib
import secrets
import signal
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings as django_settings

from jikwon_practice import control, opened, portals, settings
from jikwon_practice.mailbox import PracticeMailbox
from jikwon_practice.opened import Opened
from jikwon_practice.order import Order
from jikwon_practice.wire import Server

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def serve(folder: Path, order: Order, *, port: int, with_parent: bool, told: Callable[[Opened], None]) -> None:
    """Serve until the process is told to end (or, `with_parent`, until its standard input closes).

    Effects: `folder` gets `office.sqlite` and `office.json`; a folder that has data keeps it.
    `told` is called once everything answers.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    portal, asked, mailbox = (
        Server(port),
        Server(0),
        PracticeMailbox(folder / settings.MAILBOX, port=_mail_port(folder)),
    )
    secret = hashlib.sha256(f"practice/{order.seed}/secret".encode()).hexdigest()
    django_settings.configure(**settings.of(folder, port=portal.server_port, secret=secret))
    django.setup()
    _fill(order)
    token = secrets.token_urlsafe(24)
    portal.set_app(_site())
    asked.set_app(control.application(token, mailbox))
    over = _ends(with_parent=with_parent)
    for server in (portal, asked):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    mailbox.start()
    here = Opened(
        address=portal.address,
        port=portal.server_port,
        control=asked.address,
        token=token,
        account=opened.ACCOUNT,
        password=opened.password_of(order.seed),
        otp_secret=opened.otp_secret_of(order.seed),
        mail_port=mailbox.port,
    )
    here.write(folder)
    told(here)
    over.wait()
    mailbox.close()
    for server in (portal, asked):
        server.shutdown()
        server.server_close()


def _mail_port(folder: Path) -> int:
    """Give the port of the mail server as it was when this folder's office was open before, else any."""
    return Opened.read(folder).mail_port if (folder / opened.FILE).exists() else 0


def _fill(order: Order) -> None:
    """Make the tables and fill them, all or nothing; an office that was made before stays as it is."""
    from django.apps import apps
    from django.db import connection, transaction

    from jikwon_practice.entrance.models import Account

    if "accounts" in connection.introspection.table_names():
        return
    with connection.schema_editor() as editor:  # on SQLite one transaction
        for model in apps.get_models():
            editor.create_model(model)
        with transaction.atomic():
            for portal in portals.NAMES:
                import_module(f"{portals.__name__}.{portal}.seeding").fill(order)
            Account.make(opened.ACCOUNT, opened.password_of(order.seed), opened.otp_secret_of(order.seed))


def _site() -> "WSGIApplication":
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def _ends(*, with_parent: bool) -> threading.Event:
    over = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: over.set())
    if with_parent:
        threading.Thread(target=_until_closed, args=(over,), daemon=True).start()
    return over


def _until_closed(over: threading.Event) -> None:
    """End when standard input does: a starter that was killed leaves no office behind."""
    sys.stdin.buffer.read()
    over.set()
