"""What people thought of runs, and what they wish for."""

from django.db import models

from jikwon.records.models.runs import Run


class Opinion(models.Model):
    """How content a person was with a run: 1 to 5, and one line if they wished."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    account = models.TextField()
    score = models.IntegerField()
    line = models.TextField(default="")
    at = models.FloatField()

    class Meta:
        """Table name; a person has one opinion of a run."""

        db_table = "opinions"
        constraints = (models.UniqueConstraint(fields=["run", "account"], name="opinions_one"),)


class Wish(models.Model):
    """A task that somebody would like to give to a robot."""

    account = models.TextField()
    text = models.TextField()
    at = models.FloatField()

    class Meta:
        """Table name."""

        db_table = "wishes"
