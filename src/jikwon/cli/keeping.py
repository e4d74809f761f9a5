"""backup, restore, move-to-postgres."""

import argparse
import getpass
import os
import re
import secrets
import sys
from typing import Any

from jikwon.cli import output
from jikwon.model import Exit
from jikwon.model.dates import moment


def backup(chosen: argparse.Namespace) -> int:
    """Make a backup, or prove one whole."""
    from jikwon.console.serving import opened
    from jikwon.engine.backup import making

    if chosen.verify:
        return _verify(chosen)
    made = making.backup(opened(), chosen.target, passphrase=_passphrase() if chosen.with_key else "")
    if chosen.json:
        output.as_json(
            {
                "file": made.file, "id": made.id, "bytes": made.bytes, "sha256": made.sha256,
                "taken_at": _when(made.taken_at), "database": made.database, "tables": made.tables, "rows": made.rows,
                "files": made.files, "with_key": made.with_key,
            }
        )  # fmt: skip
        return Exit.RELEASED
    output.say(
        "backup-made", file=made.file, rows=made.rows, files=made.files, mib=round(made.bytes / (1 << 20), 1),
        taken=_when(made.taken_at), sha256=made.sha256,
    )  # fmt: skip
    output.say("backup-key-within" if made.with_key else "backup-key-apart")
    return Exit.RELEASED


def _verify(chosen: argparse.Namespace) -> int:
    from jikwon.engine.backup import checking
    from jikwon.engine.backup.errors import BackupDamaged

    try:
        found = checking.check(chosen.verify, _passphrase)
    except BackupDamaged as error:
        return output.failed(error, Exit.REFUTED, as_json=chosen.json)
    rows = sum(each.rows for each in found.manifest.tables.values())
    about, files = found.about, found.manifest.files
    if chosen.json:
        output.as_json(
            {
                "holds": True, "id": about.id, "taken_at": _when(about.taken_at), "version": about.version,
                "database": about.database, "tables": len(about.tables), "rows": rows, "files": files.count,
                "with_key": about.carried is not None,
            }
        )  # fmt: skip
    else:
        output.say("backup-whole", rows=rows, tables=len(about.tables), files=files.count, taken=_when(about.taken_at))
    return Exit.RELEASED


def restore(chosen: argparse.Namespace) -> int:
    """Bring a backup back."""
    from jikwon.engine.backup import restoring

    done = restoring.restore(chosen.file, ask=_passphrase, destroyed=chosen.destroyed, **_site())
    settled = done.settled
    if chosen.json:
        output.as_json(
            {
                "id": done.id, "taken_at": _when(done.taken_at), "rows": done.rows, "files": done.files,
                "runs_at_work": settled.runs_at_work if settled else None,
                "acts_in_doubt": settled.acts_in_doubt if settled else None,
                "trail_holds": settled.trail_holds if settled else None, "destroyed_again": done.destroyed,
                "settings_aside": done.settings_aside,
            }
        )  # fmt: skip
        return Exit.RELEASED
    output.say("restored", taken=_when(done.taken_at), rows=done.rows, files=done.files)
    if settled is None:
        output.say("restored-earlier")
    else:
        output.say("restored-runs", runs=settled.runs_at_work, acts=settled.acts_in_doubt)
    if done.destroyed:
        output.say("restored-destroyed", count=done.destroyed)
    if done.settings_aside:
        output.say("restored-settings-aside")
    if settled and not settled.trail_holds:
        output.say("restored-trail-broken")
    return Exit.RELEASED


def move_to_postgres(chosen: argparse.Namespace) -> int:
    """Move the records to PostgreSQL."""
    from jikwon.engine.backup import moving
    from jikwon.records.postgres import VARIABLE

    url = chosen.to or os.environ.get(VARIABLE, "")
    moved = moving.move(url, told_by="--to" if chosen.to else VARIABLE, **_site())
    shown = f"{VARIABLE}={_without_password(url)}"
    if chosen.json:
        output.as_json(
            {"database": moved.where, "tables": moved.tables, "rows": moved.rows, "kept": moved.kept, "line": shown}
        )
        return Exit.RELEASED
    output.say("moved", rows=moved.rows, tables=moved.tables, where=moved.where, kept=moved.kept)
    output.say("moved-line", line=shown)
    return Exit.RELEASED


def _without_password(url: str) -> str:
    """Give an address as it may stand on a screen and in a log."""
    hidden = re.sub(r"(://[^/?#@:]*):.*@", r"\1:•••@", url)
    return re.sub(r"([?&]password=)[^&#]*", r"\1•••", hidden)


def _site() -> dict[str, Any]:
    """Give the console's settings, without which its tables would be missing; no page is served with them."""
    from jikwon.console import settings
    from jikwon.trust.settings import Console

    return settings.of(secret=secrets.token_hex(), console=Console())


def _passphrase() -> str:
    """Read a passphrase from the keyboard without showing it, or from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass(output.SAYS.text("lines", "backup-passphrase"))
    return sys.stdin.readline().rstrip("\n")


def _when(at: float) -> str:
    return f"{moment(at):%Y-%m-%dT%H:%M:%S%z}"
