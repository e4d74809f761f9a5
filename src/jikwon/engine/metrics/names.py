"""Every metric by name: what it says, and the labels it has. The reference page is written from this list."""

from collections.abc import Sequence
from typing import Final

from jikwon.model import fact


@fact
class Metric:
    """One metric. All are gauges: what they count falls again when records are destroyed at their time."""

    name: str
    says: str
    labels: Sequence[str] = ()


RUNS: Final = Metric(name="jikwon_runs", says="Runs by state.", labels=("process", "state"))
ITEMS: Final = Metric(
    name="jikwon_items", says="Work items by outcome: open, done, excluded, waiting, failed.",
    labels=("process", "outcome"),
)  # fmt: skip
ACTS: Final = Metric(
    name="jikwon_acts", says="Planned acts outside by kind and state: planned, done, in-doubt, failed.",
    labels=("process", "kind", "state"),
)  # fmt: skip
IN_DOUBT: Final = Metric(
    name="jikwon_effects_in_doubt", says="Acts of which the receiver cannot tell whether they were done."
)
QUESTIONS: Final = Metric(
    name="jikwon_questions_open", says="Questions that wait for a person.", labels=("process",)
)  # fmt: skip
OLDEST_QUESTION: Final = Metric(
    name="jikwon_question_oldest_seconds", says="Age of the oldest question that waits for a person.",
    labels=("process",),
)  # fmt: skip
QUEUED: Final = Metric(name="jikwon_queue_runs", says="Runs that wait for a robot.")
QUEUE_AGE: Final = Metric(
    name="jikwon_queue_oldest_seconds", says="How long the oldest of them has waited; 0 when none does."
)
WORKERS: Final = Metric(name="jikwon_workers_alive", says="Workers that were heard of within the last six seconds.")
CAPABLE: Final = Metric(
    name="jikwon_workers_capable", says="Living workers by what they can do.", labels=("capability",)
)  # fmt: skip
HEARD: Final = Metric(
    name="jikwon_worker_heard_seconds", says="Seconds since any worker was last heard of; missing until one was."
)
ROBOT: Final = Metric(name="jikwon_robot_seconds", says="Seconds that robots worked.", labels=("process",))
PEOPLE: Final = Metric(
    name="jikwon_people_seconds", says="Seconds that people spent on questions, review and approval.",
    labels=("process",),
)  # fmt: skip
REFUTED: Final = Metric(
    name="jikwon_proofs_refused", says="Runs of which the proof refused to release anything.", labels=("process",)
)  # fmt: skip
OVERDUE: Final = Metric(
    name="jikwon_retention_overdue",
    says="Runs whose working copies or records should have been destroyed by now.", labels=("what",),
)  # fmt: skip
DATABASE: Final = Metric(name="jikwon_database_bytes", says="Size of the records and the queue.")
DISK_FREE: Final = Metric(name="jikwon_disk_free_bytes", says="Room left where the home folder lies.")
DISK: Final = Metric(name="jikwon_disk_bytes", says="Size of the disk where the home folder lies.")
BACKUP: Final = Metric(
    name="jikwon_backup_age_seconds",
    says="Age of the newest backup (*.jikwon.tar) in the folder that the settings name; +Inf while there is none.",
)  # fmt: skip
CHECK: Final = Metric(
    name="jikwon_check_ok", says="1 where a check of readiness holds, 0 where it does not.", labels=("check",)
)  # fmt: skip
COUNTED_IN: Final = Metric(name="jikwon_scrape_seconds", says="How long counting for this answer took.")
VERSION: Final = Metric(name="jikwon_info", says="Always 1; the label is the version.", labels=("version",))

METRICS: Final = (
    RUNS, ITEMS, ACTS, IN_DOUBT, QUESTIONS, OLDEST_QUESTION, QUEUED, QUEUE_AGE, WORKERS, CAPABLE, HEARD, ROBOT, PEOPLE,
    REFUTED, OVERDUE, DATABASE, DISK_FREE, DISK, BACKUP, CHECK, COUNTED_IN, VERSION,
)  # fmt: skip
