"""A run."""

from django.db import models


class Run(models.Model):
    """One run of one process.

    `priority` is 0 urgent, 1 normal, 2 low; `served_at` when a piece of it was begun last.
    """

    id = models.TextField(primary_key=True)
    process = models.TextField(db_index=True)
    version = models.TextField()
    state = models.TextField(db_index=True)
    stage = models.TextField()
    part = models.IntegerField(default=1)
    attempt = models.IntegerField(default=1)
    clock = models.TextField()
    options = models.BinaryField()
    key = models.BinaryField(null=True)
    account = models.TextField()
    holder = models.TextField(default="")
    counts = models.TextField(default="{}")
    notes = models.BinaryField(default=b"")
    proof = models.TextField(default="{}")
    error = models.TextField(default="")
    approved_by = models.TextField(default="")
    created_at = models.FloatField()
    changed_at = models.FloatField()
    ended_at = models.FloatField(null=True)
    robot_s = models.FloatField(default=0)
    people_s = models.FloatField(default=0)
    priority = models.IntegerField(db_default=1)
    served_at = models.FloatField(db_default=0.0)

    class Meta:
        """Table name, and the ways in which lists look."""

        db_table = "runs"
        indexes = (
            models.Index(fields=["created_at", "id"], name="runs_created"),
            models.Index(fields=["account", "created_at"], name="runs_account"),
        )
