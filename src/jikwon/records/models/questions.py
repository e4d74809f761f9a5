"""Questions for people, and the answers that the office keeps."""

from django.db import models

from jikwon.records.models.runs import Run


class Question(models.Model):
    """A question for a person, and its answer. `position` is empty unless it is about an item."""

    id = models.TextField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    stage = models.TextField()
    position = models.IntegerField(null=True)
    about = models.TextField()
    subject_hash = models.TextField()
    code = models.TextField()
    ask = models.BinaryField()
    remember_hash = models.TextField(default="")
    state = models.TextField(default="open")
    answer = models.BinaryField(null=True)
    answered_by = models.TextField(default="")
    answered_at = models.FloatField(null=True)
    people_s = models.FloatField(default=0)
    asked_at = models.FloatField()

    class Meta:
        """Table name and the way the inbox looks."""

        db_table = "questions"
        indexes = (models.Index(fields=["run", "state"], name="questions_state"),)


class Remembered(models.Model):
    """An answer that the office keeps: a new header, a status word."""

    process = models.TextField()
    code = models.TextField()
    key_hash = models.TextField()
    answer = models.BinaryField()
    by = models.TextField()
    at = models.FloatField()

    class Meta:
        """Table name and key."""

        db_table = "remembered"
        constraints = (models.UniqueConstraint(fields=["process", "code", "key_hash"], name="remembered_key"),)
