"""A run's work items."""

from django.db import models

from jikwon.records.models.runs import Run


class Item(models.Model):
    """One work item of a run. `late_*` is what `deliver` decided after `handle`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    position = models.IntegerField()
    key_hash = models.TextField()
    body = models.BinaryField()
    state = models.TextField()
    code = models.TextField(default="")
    outcome = models.BinaryField(null=True)
    late_state = models.TextField(default="")
    late_code = models.TextField(default="")
    late = models.BinaryField(null=True)
    part = models.IntegerField(default=0)
    attempts = models.IntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        """Table name and keys."""

        db_table = "items"
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="items_place"),)
        indexes = (
            models.Index(fields=["run", "state"], name="items_state"),
            models.Index(fields=["run", "key_hash"], name="items_key"),
            models.Index("run", "state", "late_state", condition=~models.Q(late_state=""), name="items_late"),
        )
