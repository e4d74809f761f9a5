"""What stands on the screens: each label by the name it has today, unless a fault hides or renames it."""

from collections.abc import Sequence
from typing import TypeVar

from jikwon_practice import switches

T = TypeVar("T")


def said(text: str) -> str:
    """Give a label, heading, column or button by its present name."""
    return switches.on().renamed.get(text, text)


def is_shown(label: str) -> bool:
    """Tell whether a label or column is shown."""
    return label not in switches.on().missing


def columns(names: Sequence[str]) -> tuple[str, ...]:
    """Give the columns that a table shows, in their order; under their own names."""
    shown = [name for name in names if is_shown(name)]
    return tuple(reversed(shown)) if switches.on().moved else tuple(shown)


def headers(shown: Sequence[str]) -> list[str]:
    """Give columns by their present names."""
    return [said(name) for name in shown]
