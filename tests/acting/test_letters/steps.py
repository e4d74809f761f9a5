"""What is done at the receiver, and asked of it."""

import json
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any
from urllib.parse import quote

from jikwon.model import Act, Effects, Intent, Probe, Receipt, Run
from jikwon.model.dates import SEOUL

from .errors import LetterRefused, ReceiverBusy

WITHIN_S = 20


def send_letter(run: Run, act: Act, effects: Effects) -> Receipt:
    """Send one letter and return the receiver's receipt.

    Effects: one letter at the receiver, which knows it by the act's key.
    Repeatable: yes. Cut in the middle, the receiver is asked; one that has restarted since cannot
        tell, and a person decides.
    """
    at = run.setting("receiver")
    return effects.once(act, do=lambda _note: _post(at, act), seen=lambda since: _find(at, act, since))


def ask_about_address(run: Run, number: str, *, busy: int) -> None:
    """Ask the receiver whether it knows an address. Reads only. Raises `ReceiverBusy`."""
    _call(f"{run.setting('receiver')}/addresses/{quote(number, safe='')}?busy={busy}")


def _post(at: str, act: Act) -> Receipt:
    status, answer = _call(f"{at}/letters", {"key": act.key, "to": act.item})
    if status != 201:
        raise LetterRefused(receiver=at)
    return Receipt(key=act.key, data={"number": answer["receipt"]})


def _find(at: str, act: Act, since: Intent) -> Receipt | Probe:
    status, answer = _call(f"{at}/letters/{quote(act.key, safe='')}")
    if status == 200:
        return Receipt(key=act.key, data={"number": answer["receipt"]})
    remembers_from = datetime.fromtimestamp(answer["remembers_from"], SEOUL)
    return Probe.NOT_THERE if remembers_from < since.at else Probe.CANNOT_TELL


def _call(url: str, body: dict[str, str] | None = None) -> tuple[int, Any]:
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=WITHIN_S) as reply:
            return reply.status, json.loads(reply.read())
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 503:
                raise ReceiverBusy(receiver=url.split("/letters")[0]) from error
            return error.code, json.loads(error.read())
    except (OSError, ValueError) as error:
        raise ReceiverBusy(receiver=url.split("/letters")[0]) from error
