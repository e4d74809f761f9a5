"""What a run means to do outside, who is at it, and the ledger of what was done."""

from django.db import models

from jikwon.records.models.runs import Run


class PlannedAct(models.Model):
    """An act that a run's proved plan holds."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    position = models.IntegerField()
    part = models.IntegerField(default=1)
    lane = models.IntegerField()
    kind = models.TextField()
    key_hash = models.TextField(db_index=True)
    act = models.BinaryField()
    state = models.TextField(default="planned")
    attempts = models.IntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        """Table name and keys."""

        db_table = "acts"
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="acts_place"),)
        indexes = (models.Index(fields=["run", "lane", "state"], name="acts_lane"),)


class Lane(models.Model):
    """Which performer has a lane of acts: never two, or both could ask the receiver and both act.

    `waiting` is the stored error of the act that waits for a change outside.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    lane = models.IntegerField()
    executor = models.TextField()
    token = models.TextField()
    waiting = models.TextField(default="")

    class Meta:
        """Table name and key."""

        db_table = "lanes"
        constraints = (models.UniqueConstraint(fields=["run", "lane"], name="lanes_one"),)


class Miss(models.Model):
    """One place (a machine's workers) that could not reach what a lane needs outside.

    `error` is the stored error that it ended with; until `rests_until` the place is not given the lane again.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    lane = models.IntegerField()
    place = models.TextField()
    host = models.TextField()
    error = models.TextField()
    at = models.FloatField()
    rests_until = models.FloatField()

    class Meta:
        """Table name and key."""

        db_table = "misses"
        constraints = (models.UniqueConstraint(fields=["run", "lane", "place"], name="misses_one"),)


class Effect(models.Model):
    """The ledger of effects: unique by key over all runs; it outlives them.

    `subject_hash` is the same for all versions of an act; `about` holds the version and its marks, sealed.
    """

    key_hash = models.TextField(primary_key=True)
    subject_hash = models.TextField(db_index=True)
    about = models.BinaryField()
    kind = models.TextField()
    run_id = models.TextField()
    intended_at = models.FloatField()
    noted = models.BinaryField(null=True)
    receipt = models.BinaryField(null=True)
    receipt_at = models.FloatField(null=True)

    class Meta:
        """Table name."""

        db_table = "effects"
