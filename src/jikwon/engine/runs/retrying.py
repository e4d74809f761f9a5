"""System exceptions are tried again, after a wait that grows up to a cap."""

import errno
import socket
import traceback
from collections.abc import Callable, Iterator
from time import sleep
from typing import Final, TypeVar

from jikwon.engine.office import debug
from jikwon.model import Handling, JikwonError
from jikwon.model.errors import UnknownError
from jikwon.model.manifest import Retry
from jikwon.model.settling import is_worth_trying_again

T = TypeVar("T")
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


def waits(retry: Retry) -> list[float]:
    """List the seconds to wait before each further attempt: doubling, never above the cap."""
    return [min(retry.cap_s, retry.first_s * 2.0**number) for number in range(max(retry.attempts - 1, 0))]


def growing(retry: Retry) -> Iterator[float]:
    """Give the seconds to wait before each further attempt where there is no last one."""
    seconds = retry.first_s
    while True:
        yield min(retry.cap_s, seconds)
        seconds = min(seconds * 2.0, retry.cap_s)


def failure(error: BaseException) -> JikwonError:
    """Make an error of ours of any exception; a foreign one keeps its class and place, not its text."""
    if debug():
        traceback.print_exception(error)
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


def patiently(work: Callable[[], T], retry: Retry) -> T:
    """Do `work`, again after each system exception, and while a disk is full, until the attempts are used up."""
    for wait in waits(retry):
        try:
            return work()
        except (JikwonError, OSError) as error:
            if not is_worth_trying_again(failure(error)):
                raise
            sleep(wait)
    return work()
