"""Filling the system of a new office."""

from jikwon_practice.order import Order
from jikwon_practice.portals.petition import generating
from jikwon_practice.portals.petition.models import Day, Petition


def fill(order: Order) -> None:
    """Make the petitions, and remember which day it is here."""
    Day.objects.create(today=order.date)
    Petition.objects.bulk_create(map(Petition.of, generating.petitions(order)))
