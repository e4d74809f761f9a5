"""When the records were brought back from a backup."""

from django.db import models


class Restore(models.Model):
    """One return to an earlier state: what was done outside from `taken_at` to `restored_at` is not on the records.

    `id` is the backup's. Rows are only ever added.
    """

    id = models.TextField(primary_key=True)
    taken_at = models.FloatField()
    restored_at = models.FloatField()

    class Meta:
        """Table name."""

        db_table = "restores"
