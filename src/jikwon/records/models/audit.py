"""The audit chain's links."""

from django.db import models


class AuditEntry(models.Model):
    """One link of the audit chain; rows are only ever added."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.TextField()
    link = models.TextField()

    class Meta:
        """Table name."""

        db_table = "audit"
