"""The files that a run made."""

from django.db import models

from jikwon.records.models.runs import Run


class OutputFile(models.Model):
    """A file that a part of a run made. `file` is sealed: a part of many files may be named by a case."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    part = models.IntegerField()
    after = models.BooleanField()
    position = models.IntegerField()
    name = models.TextField()
    file = models.BinaryField()
    sha256 = models.TextField()
    released = models.BooleanField(default=False)

    class Meta:
        """Table name and key."""

        db_table = "outputs"
        constraints = (models.UniqueConstraint(fields=["run", "part", "after", "position"], name="outputs_place"),)
