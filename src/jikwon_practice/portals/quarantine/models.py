"""The portal's tables: people in quarantine, and their answers."""

import msgspec
from django.db import models

from jikwon_practice.portals.quarantine import facts


class Quarantined(models.Model):
    """One person; `body` is the `facts.Quarantined` as JSON."""

    number = models.TextField(primary_key=True)
    body = models.BinaryField()

    class Meta:
        """Table name; in the order of their numbers."""

        db_table = "quarantine_people"
        ordering = ("number",)

    @classmethod
    def of(cls, fact: facts.Quarantined) -> "Quarantined":
        """Make the row of a person."""
        return cls(number=fact.id, body=msgspec.json.encode(fact))

    @property
    def fact(self) -> facts.Quarantined:
        """Give the person."""
        return msgspec.json.decode(bytes(self.body), type=facts.Quarantined)


class Answer(models.Model):
    """One answer; `body` is its `facts.Answer` as JSON, the other columns are what a search needs."""

    person = models.ForeignKey(Quarantined, on_delete=models.CASCADE)
    on = models.DateField()
    slot = models.TextField()
    body = models.BinaryField()

    class Meta:
        """Table name and what is searched by."""

        db_table = "quarantine_answers"
        indexes = (models.Index(fields=["on", "slot"], name="quarantine_answers_day"),)

    @classmethod
    def of(cls, fact: facts.Answer) -> "Answer":
        """Make the row of an answer."""
        return cls(person_id=fact.id, on=fact.on, slot=fact.slot, body=msgspec.json.encode(fact))

    @property
    def fact(self) -> facts.Answer:
        """Give the answer."""
        return msgspec.json.decode(bytes(self.body), type=facts.Answer)


class Day(models.Model):
    """The day that the search offers first."""

    today = models.DateField()

    class Meta:
        """Table name."""

        db_table = "quarantine_day"
