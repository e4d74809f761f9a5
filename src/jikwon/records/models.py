"""The tables. Moments are Unix seconds (UTC); `BinaryField`s hold sealed content.

Hot paths read and write them with SQL in the modules beside this one; the models define the schema,
its migrations, and what the console reads.
"""

from django.db import models


class Run(models.Model):
    """One run of one process."""

    id = models.TextField(primary_key=True)
    process = models.TextField(db_index=True)
    version = models.TextField()
    state = models.TextField(db_index=True)
    stage = models.TextField()
    part = models.IntegerField(default=1)
    attempt = models.IntegerField(default=1)
    clock = models.TextField()
    options = models.BinaryField()
    key = models.BinaryField(null=True)
    account = models.TextField()
    holder = models.TextField(default="")
    counts = models.TextField(default="{}")
    notes = models.BinaryField(default=b"")
    proof = models.TextField(default="{}")
    error = models.TextField(default="")
    approved_by = models.TextField(default="")
    created_at = models.FloatField()
    changed_at = models.FloatField()
    ended_at = models.FloatField(null=True)
    robot_s = models.FloatField(default=0)
    people_s = models.FloatField(default=0)

    class Meta:
        """Table name."""

        db_table = "runs"


class Item(models.Model):
    """One work item of a run. `late_*` is what `deliver` decided after `handle`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    position = models.IntegerField()
    key_hash = models.TextField()
    body = models.BinaryField()
    state = models.TextField()
    code = models.TextField(default="")
    outcome = models.BinaryField(null=True)
    late_state = models.TextField(default="")
    late_code = models.TextField(default="")
    late = models.BinaryField(null=True)
    part = models.IntegerField(default=0)
    attempts = models.IntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        """Table name and keys."""

        db_table = "items"
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="items_place"),)
        indexes = (
            models.Index(fields=["run", "state"], name="items_state"),
            models.Index(fields=["run", "key_hash"], name="items_key"),
        )


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


class PlannedAct(models.Model):
    """An act that a run's proved plan holds."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    position = models.IntegerField()
    part = models.IntegerField(default=1)
    lane = models.IntegerField()
    kind = models.TextField()
    key_hash = models.TextField(db_index=True)
    act = models.BinaryField()
    state = models.TextField(default="planned")
    attempts = models.IntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        """Table name and keys."""

        db_table = "acts"
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="acts_place"),)
        indexes = (models.Index(fields=["run", "lane", "state"], name="acts_lane"),)


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


class Published(models.Model):
    """What a run keeps for later runs of its process: nothing personal; seen once its part is released.

    `clock` is the run's, `released_at` the moment from which runs that begin see it.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    part = models.IntegerField()
    process = models.TextField()
    kind = models.TextField()
    key = models.TextField()
    data = models.TextField()
    clock = models.TextField()
    released_at = models.FloatField(null=True)

    class Meta:
        """Table name, key, and how a process looks things up."""

        db_table = "published"
        indexes = (models.Index(fields=["process", "kind", "key"], name="published_key"),)
        constraints = (models.UniqueConstraint(fields=["run", "part", "kind", "key"], name="published_one"),)


class Lane(models.Model):
    """Which performer has a lane of acts: never two, or both could ask the receiver and both act.

    `waiting` is the stored error of the act that waits for a change outside.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    lane = models.IntegerField()
    executor = models.TextField()
    token = models.TextField()
    waiting = models.TextField(default="")

    class Meta:
        """Table name and key."""

        db_table = "lanes"
        constraints = (models.UniqueConstraint(fields=["run", "lane"], name="lanes_one"),)


class Effect(models.Model):
    """The ledger of effects: unique by key over all runs; it outlives them.

    `subject_hash` is the same for all versions of an act; `about` holds the version and its marks, sealed.
    """

    key_hash = models.TextField(primary_key=True)
    subject_hash = models.TextField(db_index=True)
    about = models.BinaryField()
    kind = models.TextField()
    run_id = models.TextField()
    intended_at = models.FloatField()
    noted = models.BinaryField(null=True)
    receipt = models.BinaryField(null=True)
    receipt_at = models.FloatField(null=True)

    class Meta:
        """Table name."""

        db_table = "effects"


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


class AuditEntry(models.Model):
    """One link of the audit chain; rows are only ever added."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.TextField()
    link = models.TextField()

    class Meta:
        """Table name."""

        db_table = "audit"


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
