"""Work done by hand under a stopwatch."""

from django.db import models


class Measurement(models.Model):
    """One stretch of work done by hand under a stopwatch: so many items in so many seconds, by whom and when."""

    process = models.TextField(db_index=True)
    worker = models.TextField()
    noted_by = models.TextField()
    day = models.TextField()
    items = models.IntegerField()
    seconds = models.FloatField()

    class Meta:
        """Table name."""

        db_table = "measurements"
