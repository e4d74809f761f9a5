"""Doing the same with many things in a few threads at a time."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def through(
    todo: Sequence[T],
    work: Callable[[T], R],
    *,
    threads: int,
    halts: Callable[[R], bool],
    leave: Callable[[], None] = lambda: None,
) -> list[tuple[T, R]]:
    """Do `work` with each thing and give (thing, result) in the things' order.

    After a result that `halts` no further thing is begun. `leave` is called in every thread but the
    caller's before it ends (it closes what belongs to the thread). An error of `work` is raised once
    all threads have ended.
    """
    if threads == 1 or len(todo) < 2:
        return _here(todo, work, halts)
    done: dict[int, R] = {}
    stop, taking, numbered = threading.Event(), threading.Lock(), iter(range(len(todo)))

    def perform() -> None:
        try:
            while not stop.is_set():
                with taking:
                    number = next(numbered, None)
                if number is None:
                    return
                done[number] = work(todo[number])
                if halts(done[number]):
                    stop.set()
        except BaseException:
            stop.set()
            raise
        finally:
            leave()

    with ThreadPoolExecutor(min(threads, len(todo))) as pool:
        try:
            for each in [pool.submit(perform) for _ in range(min(threads, len(todo)))]:
                each.result()
        finally:
            stop.set()
    return [(todo[number], done[number]) for number in sorted(done)]


def _here(todo: Sequence[T], work: Callable[[T], R], halts: Callable[[R], bool]) -> list[tuple[T, R]]:
    done: list[tuple[T, R]] = []
    for each in todo:
        done.append((each, work(each)))
        if halts(done[-1][1]):
            break
    return done
