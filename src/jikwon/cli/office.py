"""worker, vault, audit."""

import argparse
import getpass
import sys

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.engine import auditing
from jikwon.engine.office import Office
from jikwon.model import Exit


def worker(chosen: argparse.Namespace) -> int:
    """Work on queued runs and take over those whose executor died, until stopped."""
    from jikwon.engine import worker as workers

    workers.work(
        Office.open(), slots=max(chosen.slots, 1), capabilities=tuple(chosen.can), until_idle=chosen.until_idle,
        tell=_at_once,
    )  # fmt: skip
    return Exit.RELEASED


def _at_once(text: str) -> None:
    output.line(text)
    sys.stdout.flush()


def vault(chosen: argparse.Namespace) -> int:
    """Set, list or remove credentials; a secret is never shown."""
    office = Office.open()
    if chosen.what == "list":
        for each in office.vault().list():
            output.say(
                "credential", name=each.name, owner=each.owner, created=_day(each.created), used=_day(each.last_used)
            )
        return Exit.RELEASED
    if not chosen.name:
        raise UsageError(message="NAME", prog=f"jikwon vault {chosen.what}")
    if chosen.what == "set":
        office.vault().set(chosen.name, _secret(), office.account)
    else:
        office.vault().remove(chosen.name)
    office.note(f"credential {chosen.what}", subject=chosen.name)
    output.say(f"credential-{chosen.what}", name=chosen.name)
    return Exit.RELEASED


def audit(chosen: argparse.Namespace) -> int:
    """Check the audit chain, or print it."""
    office = Office.open()
    if chosen.what == "show":
        for entry in auditing.entries():
            output.line(
                f"{entry.seq}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.actor} ({entry.actor_kind.value})  {entry.action}"
                f"  {entry.run}  {entry.subject}  {entry.count}  {entry.why}".rstrip()
            )
        return Exit.RELEASED
    found = auditing.verify(office.chain, office.anchors)
    if found.holds:
        output.say("audit-holds", entries=found.entries, anchors=found.anchors)
        return Exit.RELEASED
    output.say("audit-broken", entry=found.broken_link or found.broken_anchor or 1)
    return Exit.REFUTED


def _secret() -> str:
    """Read a secret from the keyboard without showing it, or from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass(output.SAYS.text("lines", "secret-prompt"))
    return sys.stdin.readline().rstrip("\n")


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "–"
