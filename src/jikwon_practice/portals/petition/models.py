"""The tables: petitions, and the day of the office."""

import msgspec
from django.db import models

from jikwon_practice.portals.petition import facts


class Petition(models.Model):
    """One petition; `body` is its `facts.Petition` as JSON, the other columns are what a search needs."""

    number = models.TextField(primary_key=True)
    received_on = models.DateField(db_index=True)
    body = models.BinaryField()

    class Meta:
        """Table name; the newest first, as such lists show them."""

        db_table = "petitions"
        ordering = ("-received_on", "-number")

    @classmethod
    def of(cls, fact: facts.Petition) -> "Petition":
        """Make the row of a petition."""
        return cls(number=fact.number, received_on=fact.received_at.date(), body=msgspec.json.encode(fact))

    @property
    def fact(self) -> facts.Petition:
        """Give the petition."""
        return msgspec.json.decode(bytes(self.body), type=facts.Petition)


class Day(models.Model):
    """The day up to which the search looks at first."""

    today = models.DateField()

    class Meta:
        """Table name."""

        db_table = "petition_day"
