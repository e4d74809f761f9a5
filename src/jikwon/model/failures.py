"""Errors of ours made of any exception: whoever meets one knows what to do about it."""

import errno
import socket
from collections.abc import Iterator
from typing import Final

from jikwon.model.errors import Handling, JikwonError, UnknownError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_WAY: Final = frozenset({errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN, errno.EHOSTUNREACH})


class DiskFull(JikwonError):
    """A disk on which the run's files are made is full; somebody has to make room."""

    code = "disk-full"
    handling = Handling.RETRY


class NoConnection(JikwonError):
    """A line to the outside did not come about, broke or fell silent, in code that has no error of its own for it."""

    code = "no-connection"
    handling = Handling.RETRY
    out_of_reach = True


def reason_of(error: OSError) -> str:
    """Name what the system has said, as a code (`ENOSPC`) that has a word in each language when it is shown."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def failure(error: BaseException) -> JikwonError:
    """Make an error of ours of any exception; a foreign one keeps its class and place, not its text."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return DiskFull()
    if isinstance(error, JikwonError):
        return error
    known = UnknownError.of(error)
    return NoConnection(**known.fields) if any(map(_is_no_connection, _behind(error))) else known


def _behind(error: BaseException) -> Iterator[BaseException]:
    """Give an exception and those that it came from; libraries wrap what the system has said."""
    seen = set[int]()
    found: object = error
    while isinstance(found, BaseException) and id(found) not in seen:
        seen.add(id(found))
        yield found
        reason = getattr(found, "reason", None)
        found = reason if isinstance(reason, BaseException) else found.__cause__ or found.__context__


def _is_no_connection(error: BaseException) -> bool:
    if isinstance(error, ConnectionError | TimeoutError | socket.gaierror):
        return True
    return isinstance(error, OSError) and error.errno in _NO_WAY
