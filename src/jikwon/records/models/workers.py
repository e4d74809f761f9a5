"""What workers can do, the pieces of work that they have in hand, and the turns that sites outside give."""

from django.db import models


class Worker(models.Model):
    """What a worker says of itself beside its life (`Executor`): `able` are the processes it can do, as JSON.

    `limits` is how many pieces of a capability it does at a time, as JSON. A `draining` one takes nothing more.
    """

    executor = models.TextField(primary_key=True)
    version = models.TextField()
    slots = models.IntegerField()
    able = models.TextField()
    limits = models.TextField()
    draining = models.BooleanField(default=False)

    class Meta:
        """Table name."""

        db_table = "workers"


class Hand(models.Model):
    """One piece of work in somebody's hand, since `begun_at`; `needs` are the capabilities it uses, as JSON."""

    run_id = models.TextField()
    stage = models.TextField()
    start = models.IntegerField()
    executor = models.TextField(db_index=True)
    needs = models.TextField(default="[]")
    begun_at = models.FloatField()

    class Meta:
        """Table name and key: no piece is in two hands."""

        db_table = "hands"
        constraints = (models.UniqueConstraint(fields=["run_id", "stage", "start"], name="hands_one"),)


class Ticket(models.Model):
    """One wish to touch a site outside: a `place` among those who talk to it, or one `turn` of so many a minute.

    Let through at `since` or still waiting (None). A place is given back by removing its row, a turn counts for its
    minute. What an executor that is no more has left counts for no place.
    """

    site = models.TextField()
    kind = models.TextField()
    run_id = models.TextField()
    executor = models.TextField()
    since = models.FloatField(null=True)

    class Meta:
        """Table name, and the way in which it is read."""

        db_table = "tickets"
        indexes = (models.Index(fields=["site", "kind"], name="tickets_site"),)


class OfficeMark(models.Model):
    """One thing that holds for the whole office at the moment, whatever the machine: maintenance, its key's check."""

    name = models.TextField(primary_key=True)
    value = models.TextField()
    account = models.TextField(default="")
    at = models.FloatField()

    class Meta:
        """Table name."""

        db_table = "office_marks"
