"""A cable between us and a printer that a test can cut while a document goes through it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Cable:
    """Forwards connections to a port; once `cut_at` is set, a connection that sent so many bytes is torn."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.cut_at: int | None = None
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        """Take the cable away."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                self._threads.append(threading.Thread(target=self._forward, args=(near,)))
                self._threads[-1].start()

    def _forward(self, near: socket.socket) -> None:
        with near, socket.create_connection(("127.0.0.1", self._to)) as far:
            back = threading.Thread(target=_pump, args=(far, near))
            back.start()
            sent = 0
            with suppress(OSError):
                while piece := near.recv(4096):
                    sent += len(piece)
                    if self.cut_at is not None and sent > self.cut_at:
                        break
                    far.sendall(piece)
            for end in (near, far):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            back.join(10)


def _pump(far: socket.socket, near: socket.socket) -> None:
    with suppress(OSError):
        while piece := far.recv(4096):
            near.sendall(piece)


@contextmanager
def cable(port: int) -> Iterator[Cable]:
    """Lay a cable to a port of this machine."""
    made = Cable(port)
    try:
        yield made
    finally:
        made.close()
