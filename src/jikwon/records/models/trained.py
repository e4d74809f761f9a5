"""Trained models."""

from django.db import models


class Model(models.Model):
    """A trained model: its file is named by `sha256`. At most one of a process's kind is approved at a time.

    `state` is trained, approved or retired; rows stay for good, since proofs name them. Nothing personal.
    """

    sha256 = models.TextField(primary_key=True)
    process = models.TextField()
    kind = models.TextField()
    state = models.TextField(default="trained")
    certificate = models.TextField()
    trained_by = models.TextField()
    trained_at = models.FloatField()
    approved_by = models.TextField(default="")
    approved_at = models.FloatField(null=True)
    retired_by = models.TextField(default="")
    retired_at = models.FloatField(null=True)
    why = models.TextField(default="")

    class Meta:
        """Table name, and that one approved model of a kind is enough."""

        db_table = "models"
        constraints = (
            models.UniqueConstraint(
                fields=["process", "kind"], condition=models.Q(state="approved"), name="models_approved"
            ),
        )
