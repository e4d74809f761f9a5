"""Who has a question in hand."""

from django.db import models

from jikwon.records.models.questions import Question


class Claim(models.Model):
    """Who has a question in hand. `on_hold` is set while they wait for something; `note` says why, or what was
    written to the person it was forwarded to. Sealed: it may speak of somebody.
    """

    question = models.OneToOneField(Question, primary_key=True, on_delete=models.CASCADE)
    account = models.TextField(db_index=True)
    since = models.FloatField()
    forwarded_by = models.TextField(default="")
    on_hold = models.BooleanField(default=False)
    note = models.BinaryField(default=b"")

    class Meta:
        """Table name."""

        db_table = "claims"
