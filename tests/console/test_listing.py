"""Counting lists: a short one is always counted, a long one is not counted for everybody who looks."""

from collections.abc import Callable

import pytest

from jikwon.console.shell import listing


def counting(*found: int) -> tuple[Callable[[], int], list[int]]:
    """Give what counts a list, one number after the other, and the numbers that it has not given yet."""
    left = list(found)
    return lambda: left.pop(0), left


def test_a_short_list_is_counted_each_time() -> None:
    count, _ = counting(3, 4)

    assert [listing.counted("short", count) for _ in range(2)] == [3, 4]


def test_a_long_list_is_counted_again_only_after_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    count, left = counting(50_000, 50_001)

    assert [listing.counted("long", count) for _ in range(3)] == [50_000] * 3
    assert listing.counted("another", counting(9_000)[0]) == 9_000
    monkeypatch.setattr(listing, "COUNTED_FOR_S", 0.0)
    assert listing.counted("long", count) == 50_001
    assert left == []
