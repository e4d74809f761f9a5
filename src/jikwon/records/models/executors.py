"""The processes that work."""

from django.db import models


class Executor(models.Model):
    """A process that works: a worker, or one foreground run. Marked dead, it may write no more."""

    id = models.TextField(primary_key=True)
    kind = models.TextField()
    host = models.TextField()
    pid = models.IntegerField()
    capabilities = models.TextField(default="[]")
    state = models.TextField(default="alive")
    started_at = models.FloatField()
    beat_at = models.FloatField()

    class Meta:
        """Table name."""

        db_table = "executors"
