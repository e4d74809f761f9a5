"""up, account, vault, audit."""

import argparse
import getpass
import sys

from jikwon.cli import output, watching
from jikwon.cli.arguments import UsageError
from jikwon.engine import auditing
from jikwon.engine.office import Office
from jikwon.model import Exit
from jikwon.trust import anchors


def up(chosen: argparse.Namespace) -> int:
    """Serve the console and work, until stopped."""
    from jikwon.console import up as console

    def say(sentence: str, /, **fields: object) -> str:
        return output.SAYS.text("lines", sentence, language=None, **fields)

    watching.choose_format(chosen)
    console.up(port=chosen.port, slots=max(chosen.slots, 0), can=chosen.can, tell=output.at_once, say=say)
    return Exit.RELEASED


def account(chosen: argparse.Namespace) -> int:
    """Add, list, reset or close accounts of the console; a one-time password is told once."""
    from jikwon.console.accounts import at_terminal

    if chosen.what != "list" and not chosen.name:
        raise UsageError(message="NAME", prog=f"jikwon account {chosen.what}")
    if chosen.what == "list":
        found = at_terminal.listed()
        if chosen.json:
            output.as_json(found)
        for each in () if chosen.json else found:
            output.line(f"{each['name']:20} {each['shown']}  {', '.join(each['roles'])}")
    elif chosen.what == "close":
        at_terminal.close(chosen.name)
        output.say("account-closed", name=chosen.name)
    else:
        if chosen.what == "add":
            password = at_terminal.add(chosen.name, chosen.shown, chosen.role, department=chosen.department)
        else:
            password = at_terminal.reset(chosen.name)
        if chosen.json:
            output.as_json({"name": chosen.name, "password": password})
        else:
            output.say("account-password", name=chosen.name, password=password)
    return Exit.RELEASED


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
    if broken := found.broken_link or found.broken_anchor:
        output.say("audit-broken", entry=broken)
    else:
        output.say("audit-unanchored", entries=found.entries, file=f"logs/{anchors.FILE}")
    return Exit.REFUTED


def _secret() -> str:
    """Read a secret from the keyboard without showing it, or from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass(output.SAYS.text("lines", "secret-prompt"))
    return sys.stdin.readline().rstrip("\n")


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "–"
