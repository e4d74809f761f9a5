"""Standing orders, what they started, and the files that they took."""

from django.db import models


class Trigger(models.Model):
    """A standing order to start a process: at set times (`schedule`), or when files arrive (`watch`).

    `request` is what the runs are started with, sealed; everything due up to `seen_until` is settled.
    """

    name = models.TextField(primary_key=True)
    kind = models.TextField()
    process = models.TextField()
    request = models.BinaryField()
    account = models.TextField()
    paused = models.BooleanField(default=False)
    seen_until = models.FloatField()
    created_at = models.FloatField()

    class Meta:
        """Table name."""

        db_table = "triggers"


class Firing(models.Model):
    """One time at which a trigger started a run, or was refused with an error; `missed` came before and are made up."""

    trigger = models.ForeignKey(Trigger, on_delete=models.CASCADE, db_index=False)
    due = models.FloatField()
    at = models.FloatField()
    missed = models.IntegerField(default=0)
    run_id = models.TextField(default="")
    error = models.TextField(default="")
    told_at = models.FloatField(null=True)

    class Meta:
        """Table name and key: no moment starts two runs."""

        db_table = "firings"
        constraints = (models.UniqueConstraint(fields=["trigger", "due"], name="firings_once"),)


class TakenFile(models.Model):
    """A file's content (SHA-256) that a watched folder has given once; it is not taken again under any name."""

    trigger = models.ForeignKey(Trigger, on_delete=models.CASCADE, db_index=False)
    sha256 = models.TextField()
    at = models.FloatField()

    class Meta:
        """Table name and key."""

        db_table = "taken_files"
        constraints = (models.UniqueConstraint(fields=["trigger", "sha256"], name="taken_files_once"),)
