"""The printers that our words for printing are tried on: two real peers and the fake, with one set of switches."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from jikwon.tools.printer import FakePrinter, Printer
from jikwon_practice.printer import PracticePrinter

from .cups import CupsQueue

PROMPT = timedelta(seconds=2)


class Peer(Protocol):
    """A printer under test."""

    def printer(self, *, within: timedelta = PROMPT) -> Printer: ...
    def titles(self) -> list[str]: ...
    def out_of_paper(self) -> None: ...
    def abort(self) -> None: ...
    def slow(self, by: timedelta) -> None: ...
    def clear(self) -> None: ...
    def switch_off(self) -> None: ...
    def switch_on(self) -> None: ...


class Practice:
    """ippeveprinter."""

    def __init__(self, peer: PracticePrinter) -> None:
        self.peer = peer
        self.out_of_paper = peer.faults.out_of_paper
        self.abort = peer.faults.abort
        self.slow = peer.faults.slow
        self.clear = peer.faults.clear
        self.switch_off = peer.switch_off
        self.switch_on = peer.start

    def printer(self, *, within: timedelta = PROMPT) -> Printer:
        return Printer(self.peer.address, name="2층", within=within)

    def titles(self) -> list[str]:
        return [paper.title for paper in self.peer.papers()]


class Queue:
    """A CUPS queue."""

    def __init__(self, peer: CupsQueue) -> None:
        self.peer = peer
        self.out_of_paper = peer.faults.out_of_paper
        self.abort = peer.faults.abort
        self.slow = peer.faults.slow
        self.clear = peer.faults.clear
        self.switch_off = peer.stop
        self.switch_on = peer.start

    def printer(self, *, within: timedelta = PROMPT) -> Printer:
        return Printer(self.peer.address, name="2층", within=within)

    def titles(self) -> list[str]:
        return self.peer.titles()


class Fake:
    """The fake that processes' tests use."""

    def __init__(self) -> None:
        self.peer = FakePrinter(name="2층")
        self.out_of_paper = self.peer.out_of_paper
        self.abort = self.peer.abort
        self.slow = self.peer.slow
        self.clear = self.peer.clear
        self.switch_off = self.peer.switch_off
        self.switch_on = self.peer.switch_on

    def printer(self, *, within: timedelta = PROMPT) -> Printer:
        self.peer.within = within
        return self.peer

    def titles(self) -> list[str]:
        return [paper.title for paper in self.peer.papers]


def open_peer(kind: str, folder: Path) -> Iterator[Peer]:
    """Start a peer, give it, and end it."""
    match kind:
        case "ippeveprinter":
            with PracticePrinter(folder) as practice:
                yield Practice(practice)
        case "cups":
            queue = CupsQueue(folder)
            queue.start()
            try:
                yield Queue(queue)
            finally:
                queue.faults.clear()
                queue.stop()
        case _:
            yield Fake()


def counted(peer: Peer, title: str) -> int:
    """Count how often a title lies on paper."""
    return Counter(peer.titles())[title]
