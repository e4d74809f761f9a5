"""System exceptions are tried again, after a wait that grows up to a cap."""

import traceback
from collections.abc import Callable, Iterator
from time import sleep
from typing import TypeVar

from jikwon.engine.office import debug
from jikwon.model import JikwonError, failures
from jikwon.model.manifest import Retry
from jikwon.model.settling import is_worth_trying_again

T = TypeVar("T")


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
    """Make an error of ours of any exception (see `jikwon.model.failures`); an engineer may see the foreign one."""
    if debug():
        traceback.print_exception(error)
    return failures.failure(error)


def patiently(work: Callable[[], T], retry: Retry) -> T:
    """Do `work`, again after each system exception, and while a disk is full, until the attempts are used up."""
    for wait in waits(retry):
        try:
            return work()
        except Exception as error:
            if not is_worth_trying_again(failure(error)):
                raise
            sleep(wait)
    return work()
