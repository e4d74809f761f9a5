"""Filling the portal of a new office."""

from jikwon_practice.order import Order
from jikwon_practice.portals.epidemic.generating.register import register
from jikwon_practice.portals.epidemic.models import Case, Day


def fill(order: Order) -> None:
    """Make every case of the order, and remember which day it is here."""
    Day.objects.create(today=order.date)
    Case.objects.bulk_create(Case.of(case) for case in register(order))
