"""Slips of fingers that write Korean: spaces left out, syllables doubled or swapped, a final consonant lost."""

from collections.abc import Callable
from random import Random
from typing import Final

_FIRST: Final = 0xAC00
_FINALS: Final = 28
_RATE: Final = 0.008
"""About one slip in a text of a hundred and twenty letters."""


def spoil(rng: Random, text: str, *, rate: float = _RATE) -> str:
    """Put slips into a text, each letter with the chance `rate`."""
    letters = list(text)
    for place in range(len(letters) - 1, -1, -1):
        if rng.random() < rate:
            rng.choice(_SLIPS)(letters, place)
    return "".join(letters)


def _lose(letters: list[str], place: int) -> None:
    del letters[place]


def _double(letters: list[str], place: int) -> None:
    letters.insert(place, letters[place])


def _swap(letters: list[str], place: int) -> None:
    if place:
        letters[place - 1], letters[place] = letters[place], letters[place - 1]


def _lose_final(letters: list[str], place: int) -> None:
    if "가" <= letters[place] <= "힣":
        letters[place] = chr(ord(letters[place]) - (ord(letters[place]) - _FIRST) % _FINALS)


def _lose_space(letters: list[str], place: int) -> None:
    for near in range(max(0, place - 3), min(len(letters), place + 4)):
        if letters[near] == " ":
            del letters[near]
            return


_SLIPS: Final[tuple[Callable[[list[str], int], None], ...]] = (_lose, _double, _swap, _lose_final, _lose_space)
