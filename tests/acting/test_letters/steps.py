"""What is done at the receiver, and asked of it."""

import json
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import quote

from jikwon.model import Act, Effects, Intent, NotYet, Probe, Receipt, Run, Seen
from jikwon.model.dates import SEOUL

from .errors import LetterRefused
from .receiver import Receiver


def send_letter(run: Run, act: Act, effects: Effects) -> Receipt:
    """Send one letter and return the receiver's receipt.

    Effects: one letter at the receiver, which knows it by the act's key.
    Repeatable: yes. Cut in the middle, the receiver is asked; one that has restarted since cannot
        tell, and a person decides.
    """
    at = _receiver(run)
    return effects.once(act, do=lambda _note: _post(at, act), seen=_finder(run, at, act))


def ask_about_address(run: Run, number: str, *, busy: int) -> None:
    """Ask the receiver whether it knows an address. Reads only. Raises `ReceiverBusy`."""
    _receiver(run).call(f"/addresses/{quote(number, safe='')}?busy={busy}")


def keep_address(run: Run, number: str) -> str:
    """Read a letter's address card and keep it for the proof. Raises `ReceiverBusy`."""
    _, card = _receiver(run).call(f"/addresses/{quote(number, safe='')}?busy=0")
    run.keep("address-card", number, json.dumps(card).encode(), suffix=".json")
    return str(card["address"])


def keep_entry(run: Run, key: str) -> None:
    """Read what the receiver's book says of an act and keep it for the proof. Raises `ReceiverBusy`."""
    _, entry = _receiver(run).call(f"/letters/{quote(key, safe='')}")
    run.keep("book-entry", key, json.dumps(entry).encode(), suffix=".json")


def _receiver(run: Run) -> Receiver:
    return cast("Receiver", run.site("receiver"))


def _post(at: Receiver, act: Act) -> Receipt:
    status, answer = at.call("/letters", {"key": act.key, "to": act.item})
    if status != 201:
        raise LetterRefused(receiver=at.address)
    return Receipt(key=act.key, data={"number": answer["receipt"]})


def _finder(run: Run, at: Receiver, act: Act) -> Seen:
    settles = int(run.setting("settles"))
    missing = NotYet(within=timedelta(seconds=settles)) if settles else Probe.NOT_THERE
    return lambda since: _find(at, act, since, missing=missing)


def _find(at: Receiver, act: Act, since: Intent, *, missing: Probe | NotYet) -> Receipt | Probe | NotYet:
    status, answer = at.call(f"/letters/{quote(act.key, safe='')}")
    if status == 200:
        return Receipt(key=act.key, data={"number": answer["receipt"]})
    remembers_from = datetime.fromtimestamp(answer["remembers_from"], SEOUL)
    return missing if remembers_from < since.at else Probe.CANNOT_TELL
