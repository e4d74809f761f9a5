"""A machine's way to a server: a relay of our own that can be cut, held, torn and made to stutter."""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

HELD_S, LET_S = 0.2, 0.03
"""How long a stuttering wire holds everything back, and lets it through."""
_RESET = struct.pack("ii", 1, 0)


class Wires:
    """The thread in which all wires of one storm relay."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work: Callable[[], Any]) -> Any:
        """Do something in that thread and give what it gives."""

        async def doing() -> Any:
            found = work()
            return await found if asyncio.iscoroutine(found) else found

        return asyncio.run_coroutine_threadsafe(doing(), self._loop).result(30)

    def wire(self, at: str, target: Callable[[], tuple[str, int]]) -> "Wire":
        """Lay a wire from a free port of the address `at` to wherever `target` says at each connection."""
        wire = Wire(self, at, target)
        self.do(wire.listen)
        return wire

    def close(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


class _End(asyncio.Protocol):
    """One of the two ends of a relayed connection."""

    def __init__(self, wire: "Wire") -> None:
        self.wire = wire
        self.transport: asyncio.Transport | None = None
        self.other: _End | None = None
        self.is_machines = False
        self.has_ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.wire.came(self)

    def data_received(self, data: bytes) -> None:
        if self.other is not None and self.other.transport is not None:
            self.other.transport.write(data)
            self.wire.heard(data)

    def eof_received(self) -> bool:
        self.has_ended = True
        if self.other is not None and self.other.transport is not None:
            if self.other.has_ended:  # else a long storm would run out of open files
                self.other.transport.close()
                return False
            with suppress(OSError):
                self.other.transport.write_eof()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        self.wire.went(self)


class Wire:
    """One machine's way to one server. `felt` counts the connections that a fault has met."""

    def __init__(self, wires: Wires, at: str, target: Callable[[], tuple[str, int]]) -> None:
        self.at = at
        self.port = 0
        self.felt = 0
        self._wires = wires
        self._target = target
        self._server: asyncio.Server | None = None
        self._ends: set[_End] = set()
        self._held = False
        self._torn = False
        self._pending: list[_End] = []
        self._stutter: asyncio.Task[None] | None = None
        self._leading: set[asyncio.Task[None]] = set()
        self._trap = b""

    # What a storm does; each may be called from any thread.

    def hold(self) -> None:
        """Let nothing through, and tell nobody: packets vanish, connections stay."""
        self._wires.do(lambda: self._hold(held=True))

    def let(self) -> None:
        """Let through again what was held back, late as it is."""
        self._wires.do(lambda: self._hold(held=False))

    def lose(self) -> None:
        """Let through again; what was held back is lost, and its connections are reset."""
        self._wires.do(self._lose)

    def tear(self) -> None:
        """Reset every connection, and each new one as soon as it is made."""
        self._wires.do(self._tear)

    def tear_one_side(self) -> None:
        """Reset the machine's side of every connection, and new ones; the server is not told."""
        self._wires.do(self._tear_one_side)

    def mend(self) -> None:
        """Take connections again; those that a server still holds of the torn ones are reset."""
        self._wires.do(self._mend)

    def hold_after(self, words: bytes) -> None:
        """Hold everything back once a machine has sent these words: they arrive, and their answer does not."""
        self._wires.do(lambda: setattr(self, "_trap", words))

    def stutter(self) -> None:
        """Let through in small bites, so that everything takes long."""
        self._wires.do(self._begin_stutter)

    def flow(self) -> None:
        """Let through without stuttering."""
        self._wires.do(self._end_stutter)

    # In the relaying thread

    async def listen(self) -> None:
        """Take connections, at any free port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _End(self), self.at, 0, backlog=256)
        self.port = self._server.sockets[0].getsockname()[1]

    def came(self, end: _End) -> None:
        """Take up an end: a machine's gets its way on, or waits for it while the wire is held."""
        assert end.transport is not None
        end.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ends.add(end)
        if end.other is not None:
            return
        end.is_machines = True
        end.transport.pause_reading()
        self.felt += self._held or self._torn
        if self._torn:
            _reset(end)
        elif self._held:
            self._pending.append(end)
        else:
            self._lead(end)

    def _lead(self, end: _End) -> None:
        task = asyncio.ensure_future(self._lead_on(end))
        self._leading.add(task)  # the loop itself holds no more than a weak reference
        task.add_done_callback(self._leading.discard)

    async def _lead_on(self, end: _End) -> None:
        far = _End(self)
        far.other = end
        try:
            await asyncio.get_running_loop().create_connection(lambda: far, *self._target())
        except OSError:
            _reset(end)
            return
        if end.transport is None:
            _reset(far)
            return
        end.other = far
        if self._held:
            assert far.transport is not None
            far.transport.pause_reading()
        else:
            end.transport.resume_reading()

    def heard(self, data: bytes) -> None:
        """Spring the trap once the words have gone through."""
        if self._trap and self._trap in data:
            self._trap = b""
            self._hold(held=True)

    def went(self, end: _End) -> None:
        """Let go of an end; the other one hears of it."""
        self._ends.discard(end)
        if end.other is not None and end.other.transport is not None:
            end.other.transport.close()

    def _hold(self, *, held: bool) -> None:
        if held == self._held:
            return
        self._held = held
        for end in self._ends:
            if end.transport is None or end.other is None:
                continue
            if held:
                end.transport.pause_reading()
            else:
                end.transport.resume_reading()
        self.felt += len(self._ends) // 2 if held else 0
        if not held:
            waiting, self._pending = self._pending, []
            for end in waiting:
                if end.transport is not None:
                    self._lead(end)

    def _lose(self) -> None:
        self._pending = []
        for end in list(self._ends):
            _reset(end)
        self._hold(held=False)

    def _tear(self) -> None:
        self.felt += len(self._ends) // 2
        self._torn = True
        for end in list(self._ends):
            _reset(end)

    def _tear_one_side(self) -> None:
        self.felt += len(self._ends) // 2
        self._torn = True
        for end in list(self._ends):
            if (
                end.other is not None
                and end.transport is not None
                and end.transport.get_extra_info("sockname")[1] == self.port
            ):
                end.other.other = None  # the far end does not hear of it
                _reset(end)

    def _mend(self) -> None:
        self._torn = False
        for end in list(self._ends):
            if end.other is None or end.other.transport is None:
                _reset(end)

    def _begin_stutter(self) -> None:
        self.felt += len(self._ends) // 2
        self._stutter = asyncio.ensure_future(self._stuttering())

    async def _stuttering(self) -> None:
        while True:
            self._hold(held=True)
            await asyncio.sleep(HELD_S)
            self._hold(held=False)
            await asyncio.sleep(LET_S)

    def _end_stutter(self) -> None:
        if self._stutter is not None:
            self._stutter.cancel()
            self._stutter = None
        self._hold(held=False)

    def close(self) -> None:
        """Take the wire away."""

        def closing() -> None:
            self._end_stutter()
            if self._server is not None:
                self._server.close()
            for end in list(self._ends):
                _reset(end)

        self._wires.do(closing)


def _reset(end: _End) -> None:
    if end.transport is not None:
        end.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        end.transport.abort()
