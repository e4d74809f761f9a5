"""What is written into the ledger about a job before its document leaves, and read back after a crash."""

from collections.abc import Mapping
from dataclasses import replace

from jikwon.model import fact
from jikwon.tools.printer.facts import Job


@fact
class Noted:
    """A job on the ledger.

    `printer` is the printer's uuid and `up` the seconds it had been on when the job was made; `size`
    (bytes) and `impressions` are what a whole document must show; `sent` is written when the printer
    has taken the document.
    """

    job: int | None = None
    job_uuid: str = ""
    printer: str = ""
    up: int | None = None
    size: int | None = None
    impressions: int | None = None
    sent: bool = False

    @classmethod
    def from_data(cls, noted: Mapping[str, str]) -> "Noted":
        """Read a note; one that was never written has no job."""
        return cls(
            job=_number(noted.get("job")),
            job_uuid=noted.get("job_uuid", ""),
            printer=noted.get("printer", ""),
            up=_number(noted.get("up")),
            size=_number(noted.get("size")),
            impressions=_number(noted.get("impressions")),
            sent=noted.get("sent") == "yes",
        )

    def to_data(self) -> Mapping[str, str]:
        """Give the note as the ledger takes it."""
        values = {
            "job": self.job, "job_uuid": self.job_uuid, "printer": self.printer, "up": self.up, "size": self.size,
            "impressions": self.impressions, "sent": "yes" if self.sent else "",
        }  # fmt: skip
        return {name: str(value) for name, value in values.items() if value not in (None, "")}

    def after_sending(self) -> "Noted":
        """Give the note of the moment when the document was taken."""
        return replace(self, sent=True)

    def fits(self, job: Job) -> bool:
        """Tell whether the printer's counts show that a document cut off on our side came over whole."""
        if self.impressions and job.impressions and job.impressions >= self.impressions:
            return True
        return bool(self.size and job.kilobytes and job.kilobytes * 1024 >= self.size)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
