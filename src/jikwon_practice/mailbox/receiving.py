"""What the server does with a mail that comes: refuse, put off, break the line, or keep it."""

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal

from jikwon_practice.mailbox.faults import NONE, Faults
from jikwon_practice.mailbox.record import Record

_Counted = Literal["greylisted", "busy", "refuse_content", "drop_untaken", "drop_taken"]


class Receiving:
    """`aiosmtpd`'s handler: its methods have the names that the library calls."""

    def __init__(self, record: Record, *, wants_login: bool) -> None:
        self._record = record
        self._wants_login = wants_login
        self._faults = NONE
        self._lock = threading.Lock()

    def turn(self, faults: Faults) -> None:
        """Switch exactly these faults on."""
        with self._lock:
            self._faults = faults

    async def handle_RCPT(  # noqa: N802 - the library's name for it
        self,
        _server: Any,  # noqa: ANN401 - the library has no types
        session: Any,  # noqa: ANN401
        envelope: Any,  # noqa: ANN401
        address: str,
        _options: Any,  # noqa: ANN401
    ) -> str:
        """Take a recipient, refuse it, or put it off."""
        if self._wants_login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if not envelope.rcpt_tos and self._strikes("greylisted"):
            return "451 4.7.1 Greylisted, come again"
        if code := self._faults.refused.get(address):
            return f"{code} {code // 100}.1.1 <{address}>: not here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ANN401, ARG002
        """Take a whole mail; whoever hangs up meanwhile does not undo it."""
        return await asyncio.shield(asyncio.ensure_future(self._take(server, envelope)))

    async def _take(self, server: Any, envelope: Any) -> str:  # noqa: ANN401
        if self._faults.slow_s:
            await asyncio.sleep(self._faults.slow_s)
        if self._strikes("busy"):
            return "452 4.3.1 No room at the moment"
        if self._strikes("refuse_content"):
            return "554 5.7.1 Not this one"
        if self._strikes("drop_untaken"):
            return self._dropped(server)
        data = envelope.original_content
        self._record.keep(envelope.mail_from, envelope.rcpt_tos, datetime.now(UTC).isoformat(), data)
        if self._strikes("drop_taken"):
            return self._dropped(server)
        return "250 2.0.0 OK"

    def _dropped(self, server: Any) -> str:  # noqa: ANN401
        server.transport.abort()
        return "421 4.4.2 gone"

    def _strikes(self, counted: _Counted) -> bool:
        with self._lock:
            left = getattr(self._faults, counted)
            if left > 0:
                self._faults = replace(self._faults, **{counted: left - 1})
            return bool(left)
