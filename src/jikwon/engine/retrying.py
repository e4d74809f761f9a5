"""System exceptions are tried again, after a wait that grows up to a cap."""

import traceback
from collections.abc import Callable
from time import sleep
from typing import TypeVar

from jikwon.engine.office import debug
from jikwon.model import Handling, JikwonError
from jikwon.model.errors import UnknownError
from jikwon.model.manifest import Retry

T = TypeVar("T")


def waits(retry: Retry) -> list[float]:
    """List the seconds to wait before each further attempt: doubling, never above the cap."""
    return [min(retry.cap_s, retry.first_s * 2.0**number) for number in range(max(retry.attempts - 1, 0))]


def failure(error: BaseException) -> JikwonError:
    """Make an error of ours of any exception; a foreign one keeps its class and place, not its text."""
    if debug():
        traceback.print_exception(error)
    return error if isinstance(error, JikwonError) else UnknownError.of(error)


def patiently(work: Callable[[], T], retry: Retry) -> T:
    """Do `work`, again after each system exception until the attempts are used up."""
    for wait in waits(retry):
        try:
            return work()
        except JikwonError as error:
            if error.handling is not Handling.RETRY:
                raise
            sleep(wait)
    return work()
