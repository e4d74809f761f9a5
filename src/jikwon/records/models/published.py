"""What a run keeps for later ones."""

from django.db import models

from jikwon.records.models.runs import Run


class Published(models.Model):
    """What a run keeps for later runs of its process: nothing personal; seen once its part is released.

    `clock` is the run's, `released_at` the moment from which runs that begin see it.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    part = models.IntegerField()
    process = models.TextField()
    kind = models.TextField()
    key = models.TextField()
    data = models.TextField()
    clock = models.TextField()
    released_at = models.FloatField(null=True)

    class Meta:
        """Table name, key, and how a process looks things up."""

        db_table = "published"
        indexes = (models.Index(fields=["process", "kind", "key"], name="published_key"),)
        constraints = (models.UniqueConstraint(fields=["run", "part", "kind", "key"], name="published_one"),)
