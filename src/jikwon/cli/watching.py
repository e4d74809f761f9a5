"""health, and what workers and the console tell those who watch them."""

import argparse
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.engine import observing
from jikwon.engine.health import checks, pulse
from jikwon.engine.office import Office
from jikwon.model import Exit
from jikwon.records.failing import RecordsBusy
from jikwon.records.postgres import DatabaseUnreachable
from jikwon.records.shape import RecordsNewer
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys


def health(chosen: argparse.Namespace) -> int:
    """Make every check once; the exit code is 0 if all hold, else 1."""
    found = list(checks.look(_office()))
    if chosen.json:
        output.as_json(checks.described(found))
    for each in () if chosen.json else found:
        output.say("check-ok-line" if each.is_ok else "check-wrong-line", check=checks.sentence(each), why=each.code)
    return Exit.RELEASED if all(each.is_ok for each in found) else Exit.FAILED


def _office() -> Office:
    """Open the office; without its records, which is said beside the checks, where these cannot be worked with."""
    try:
        return Office.open()
    except (DatabaseUnreachable, RecordsBusy, RecordsNewer) as error:
        output.warn(error)
        home = Home.open()
        return Office(home, Keys.open(home))


@contextmanager
def watched(office: Office, chosen: argparse.Namespace) -> Iterator[None]:
    """Let a worker be watched for the block: its log, its address for health, its word to a service manager."""
    choose_format(chosen)
    observing.begin(office)
    place = _place(chosen.health)
    with _told(office, *place) if place else nullcontext():
        try:
            yield
        finally:
            pulse.of_process().ends()


def choose_format(chosen: argparse.Namespace) -> None:
    """Let this process and those that it starts write their log to standard output in the form that is wanted."""
    if chosen.log_format:
        os.environ[observing.FORMAT] = chosen.log_format


def _told(office: Office, address: str, port: int) -> AbstractContextManager[int]:
    from jikwon.engine.health import serving

    live = pulse.of_process().is_alive
    return serving.told_at(address, port, serving.Watched(office, is_live=live, token=serving.token_of(office)))


def _place(given: str) -> tuple[str, int] | None:
    address, colon, port = given.rpartition(":")
    if not given:
        return None
    if not colon or not port.isdigit() or int(port) > 65535:
        raise UsageError(message=f"--health {given}", prog="jikwon worker")
    return address.strip("[]") or "127.0.0.1", int(port)
