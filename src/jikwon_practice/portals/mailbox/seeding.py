"""Filling the mailbox of a new office: it begins empty."""

from jikwon_practice.order import Order


def fill(order: Order) -> None:
    """Put nothing in."""
