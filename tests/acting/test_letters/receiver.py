"""The receiver of letters, as a site: one connection's settings, opened once for a run."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

from .errors import LoginRefused, ReceiverBusy, ReceiverOutOfPaper, ReceiverUnreachable

WITHIN_S = 20


class Receiver:
    """What the robot knows of the receiver; `login` "" asks for no login."""

    def __init__(self, address: str, *, login: str = "") -> None:
        self.address = address
        if login and self.call(f"/login?password={quote(login, safe='')}")[0] != 200:
            raise LoginRefused(receiver=address)

    def call(self, path: str, body: dict[str, str] | None = None) -> tuple[int, Any]:
        """Ask or tell the receiver something. Raises `ReceiverBusy`, `ReceiverOutOfPaper`, `ReceiverUnreachable`."""
        data = json.dumps(body).encode() if body else None
        url = f"{self.address}{path}"
        request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=WITHIN_S) as reply:
                return reply.status, json.loads(reply.read())
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 503:
                    raise ReceiverBusy(receiver=self.address) from error
                if error.code == 507:
                    raise ReceiverOutOfPaper(receiver=self.address) from error
                return error.code, json.loads(error.read())
        except (OSError, ValueError) as error:
            raise ReceiverUnreachable(receiver=self.address) from error

    def close(self) -> None:
        """Say good-bye; a receiver that asked for no login is not told."""
