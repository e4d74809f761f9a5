"""The server's record as an IMAP folder: `python -m jikwon_practice.mailbox.asking MAILS PORT ACCOUNT PASSWORD FOLDER`.

A process of its own, for Twisted's loop is begun once in a process; it reads the record from the disk whenever it is
asked, writes nothing, and needs the package `twisted`.
"""

import argparse
import sys
from collections.abc import Iterable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

from twisted.cred.checkers import InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import IRealm, Portal
from twisted.internet import protocol, reactor
from twisted.mail import imap4
from zope.interface import implementer

from jikwon_practice.mailbox.record import Record, Taken

_UNTYPED: Any = imap4
"""The same library, for what it does not say the types of."""


@implementer(imap4.IMessage)
class Shown:
    """One mail of the record; the names are the library's."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken

    def getUID(self) -> int:  # noqa: N802, D102
        return self._taken.number

    def getFlags(self) -> Iterable[str]:  # noqa: N802, D102
        return ("\\Seen",)

    def getInternalDate(self) -> str:  # noqa: N802, D102
        return "01-Nov-2021 09:00:00 +0900"

    def getHeaders(self, negate: bool, *names: bytes | str) -> dict[str, str]:  # noqa: N802, D102
        wanted = {(name.decode() if isinstance(name, bytes) else name).lower() for name in names}
        message: EmailMessage = self._taken.message
        return {
            name.lower(): " ".join(str(value).split()) for name, value in message.raw_items()
            if (name.lower() in wanted) is not negate or not names
        }  # fmt: skip

    def getBodyFile(self) -> BytesIO:  # noqa: N802, D102
        return BytesIO(self._taken.data.partition(b"\r\n\r\n")[2])

    def getSize(self) -> int:  # noqa: N802, D102
        return len(self._taken.data)

    def isMultipart(self) -> bool:  # noqa: N802, D102
        return False

    def getSubPart(self, part: int) -> None:  # noqa: N802, D102
        raise IndexError(part)


@implementer(imap4.IMailbox, imap4.ISearchableMailbox)
class Folder:
    """The record as a folder that can only be read; the names are the library's."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def getUIDValidity(self) -> int:  # noqa: N802, D102
        return 1

    def getUIDNext(self) -> int:  # noqa: N802, D102
        return len(self._record.all()) + 1

    def getUID(self, message: int) -> int:  # noqa: N802, D102
        return message

    def getMessageCount(self) -> int:  # noqa: N802, D102
        return len(self._record.all())

    def getRecentCount(self) -> int:  # noqa: N802, D102
        return 0

    def getUnseenCount(self) -> int:  # noqa: N802, D102
        return 0

    def getFlags(self) -> Iterable[str]:  # noqa: N802, D102
        return ("\\Seen",)

    def getHierarchicalDelimiter(self) -> str:  # noqa: N802, D102
        return "/"

    def isWriteable(self) -> bool:  # noqa: N802, D102
        return False

    def requestStatus(self, names: Iterable[str]) -> Any:  # noqa: N802, ANN401, D102
        return _UNTYPED.statusRequestHelper(self, names)

    def addListener(self, listener: object) -> None:  # noqa: N802, D102
        pass

    def removeListener(self, listener: object) -> None:  # noqa: N802, D102
        pass

    def search(self, query: list[Any], uid: bool) -> list[int]:  # noqa: ARG002
        """Find mails by a part of one header, and by nothing else; the library's own search breaks on bytes."""
        while len(query) == 1 and isinstance(query[0], list):
            query = query[0]
        if len(query) != 3 or query[0].upper() != b"HEADER":
            raise imap4.IllegalQueryError(query)
        name, sought = query[1].decode(), query[2].decode().lower()
        return [
            each.number for each in self._record.all() if sought in str(each.message.get(name, "")).lower()
        ]  # fmt: skip

    def fetch(self, messages: Any, uid: bool) -> list[tuple[int, Shown]]:  # noqa: ANN401, ARG002, D102
        found = self._record.all()
        messages.last = len(found)
        return [(each.number, Shown(each)) for each in found if each.number in messages]


@implementer(IRealm)
class Realm:
    """Gives whoever logs in the one folder there is."""

    def __init__(self, name: str, folder: Folder) -> None:
        self._name, self._folder = name, folder

    def requestAvatar(self, who: bytes, mind: object, *interfaces: object) -> Any:  # noqa: ANN401, ARG002, N802, D102
        account = _UNTYPED.MemoryAccount(who)
        account.addMailbox(self._name, self._folder)
        return imap4.IAccount, account, lambda: None


class Doors(protocol.Factory):
    """Makes what talks to each visitor."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def buildProtocol(self, addr: object) -> Any:  # noqa: ANN401, ARG002, N802, D102
        server: Any = _UNTYPED.IMAP4Server(chal={b"PLAIN": imap4.PLAINCredentials})
        server.portal = self._portal
        return server


def main() -> None:
    """Listen until the process is ended; says `ready` once it does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mails", type=Path)
    parser.add_argument("port", type=int)
    for name in ("account", "password", "folder"):
        parser.add_argument(name)
    given = parser.parse_args()
    checker = InMemoryUsernamePasswordDatabaseDontUse()
    checker.addUser(given.account.encode(), given.password.encode())
    realm: Any = Realm(given.folder, Folder(Record(given.mails)))
    checkers: list[Any] = [checker]
    loop: Any = reactor
    loop.listenTCP(given.port, Doors(Portal(realm, checkers)), interface="127.0.0.1")
    loop.callWhenRunning(lambda: (sys.stdout.write("ready\n"), sys.stdout.flush()))
    loop.run()


if __name__ == "__main__":
    main()
