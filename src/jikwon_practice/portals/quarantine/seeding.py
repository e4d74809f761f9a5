"""Filling the portal of a new office."""

from jikwon_practice.order import Order
from jikwon_practice.portals.quarantine import generating
from jikwon_practice.portals.quarantine.models import Answer, Day, Quarantined


def fill(order: Order) -> None:
    """Make everybody in quarantine with their answers, and remember which day it is here."""
    people = generating.people(order)
    Day.objects.create(today=order.date)
    Quarantined.objects.bulk_create(map(Quarantined.of, people))
    Answer.objects.bulk_create(map(Answer.of, generating.answers(order, people)))
