"""One question to a printer at a time, its refusals raised as errors."""

from collections.abc import Mapping
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.printer import asking, troubles
from jikwon.tools.printer.errors import NotAPrinter
from jikwon.tools.printer.facts import Description, Job, Status
from jikwon.tools.printer.wire import Answer, Attributes, Operation, Value, Wire

_GONE = frozenset({0x0406, 0x0407})
_NOT_POSSIBLE = 0x0404
_MOST_JOBS = 5000


@fact
class Talk:
    """A printer that answers: `name` for people, `uri` its address, `user` whom our jobs belong to."""

    wire: Wire
    name: str
    uri: str
    user: str

    def describe(self) -> Description:
        """Ask what the printer is and can do."""
        return asking.description_from(self.printer(asking.OF_PRINTER))

    def status(self) -> Status:
        """Ask how the printer is now."""
        return asking.status_from(self.printer(asking.OF_STATUS))

    def printer(self, names: tuple[str, ...]) -> Attributes:
        """Ask for attributes of the printer."""
        return self._done(Operation.GET_PRINTER_ATTRIBUTES, {"requested-attributes": names}).printer

    def create(self, title: str, job: Mapping[str, Value]) -> Job:
        """Make a job without a document; nothing prints before it has one."""
        about: Mapping[str, Value] = {"job-name": title, "ipp-attribute-fidelity": True}
        return self._job(self._done(Operation.CREATE_JOB, about, job=job))

    def send(self, job: int, pdf: Path) -> None:
        """Give a job its only document."""
        about: Mapping[str, Value] = {"job-id": job, "document-format": "application/pdf", "last-document": True}
        self._done(Operation.SEND_DOCUMENT, about, document=pdf)

    def job(self, number: int) -> Job | None:
        """Ask for one job; None when the printer does not know it."""
        answer = self.wire.ask(Operation.GET_JOB_ATTRIBUTES, asking.job_request(number))
        if answer.status in _GONE:
            return None
        return self._job(self._checked(answer))

    def jobs(self) -> tuple[Job, ...]:
        """List the jobs that wait, print or are over, as far as the printer remembers them.

        Those that wait are asked for first: a job that ends in between is listed twice, never missed.
        """
        found: dict[int, Job] = {}
        for which in ("not-completed", "completed"):
            about: Mapping[str, Value] = {
                "limit": _MOST_JOBS, "which-jobs": which, "requested-attributes": asking.OF_JOB,
            }  # fmt: skip
            for each in self._done(Operation.GET_JOBS, about).jobs:
                job = self._read(each)
                found[job.id] = job
        return tuple(found.values())

    def cancel(self, number: int) -> None:
        """Cancel a job; one that is over or forgotten is left as it is."""
        answer = self.wire.ask(Operation.CANCEL_JOB, {"job-id": number})
        if answer.status not in _GONE and answer.status != _NOT_POSSIBLE:
            self._checked(answer)

    def is_ours(self, job: Job, title: str, uuid: str = "") -> bool:
        """Tell whether a job is the one of `title`: ids begin at 1 again after a restart, titles do not."""
        return job.title == title or bool(uuid and job.uuid == uuid)

    def _done(
        self,
        operation: Operation,
        about: Mapping[str, Value],
        *,
        job: Mapping[str, Value] | None = None,
        document: Path | None = None,
    ) -> Answer:
        answer = self.wire.ask(operation, about, job=job, document=document)
        return self._checked(answer, document=document.name if document else "")

    def _checked(self, answer: Answer, *, document: str = "") -> Answer:
        if not answer.is_ok:
            raise troubles.of_refusal(answer, printer=self.name, address=self.uri, document=document)
        return answer

    def _job(self, answer: Answer) -> Job:
        return self._read(answer.jobs[0] if answer.jobs else {})

    def _read(self, given: Attributes) -> Job:
        try:
            return asking.job_from(given)
        except ValueError as error:
            raise NotAPrinter(address=self.uri) from error
