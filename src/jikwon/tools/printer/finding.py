"""What became of a job that an interrupted attempt was about to print: never a guess, never a second job.

A document is sent only after the job's id is on the ledger, so without an id there nothing was printed.
With one, the printer's own list decides; where it has forgotten, the answer is that it cannot tell.
Where the notes are lost (records restored from a backup), the list decides for every job of that title.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jikwon.model import Intent, Probe
from jikwon.tools.printer import following, troubles
from jikwon.tools.printer.errors import JobLost
from jikwon.tools.printer.facts import Job, JobState
from jikwon.tools.printer.noting import Noted
from jikwon.tools.printer.talking import Talk

AWAITS_DOCUMENT = frozenset({"job-incoming", "job-data-insufficient"})
MARGIN = timedelta(seconds=10)
"""How far our clock may have been set between the intent and now, when a printer's start is reckoned."""


def find(talk: Talk, title: str, since: Intent, *, now: datetime, within: timedelta) -> Job | Probe:
    """Tell what became of `title` (see `jikwon.tools.printer.Printer.find`)."""
    noted = Noted() if since.lost_until else Noted.from_data(since.noted)
    status = talk.status()
    listed = talk.jobs()
    up_since = now - status.up
    mine = (job for job in listed if talk.is_ours(job, title, noted.job_uuid))
    ours = sorted(mine, key=lambda job: _rank(job, noted))
    moved = bool(noted.printer and status.uuid and noted.printer != status.uuid)
    if noted.job is not None and (moved or not any(job.id == noted.job for job in ours)):
        long_up = up_since < since.at - MARGIN and not moved
        return Probe.NOT_THERE if long_up and _remembers(talk, noted, listed, status.up) else Probe.CANNOT_TELL
    for job in ours:  # one older than the noted job was judged before that was made
        if job.id < (noted.job or 0):
            continue
        if (known := _verdict(talk, job, title, noted, within=within)) is not Probe.NOT_THERE:
            return known
    if since.lost_until and not _reaches_back(talk, listed, since.at - MARGIN - up_since):
        return Probe.CANNOT_TELL
    return Probe.NOT_THERE


def _reaches_back(talk: Talk, listed: Iterable[Job], up: timedelta) -> bool:
    """Tell whether the printer still lists a job of ours that was over when it had been up for so long.

    It would have forgotten that one before any that was made later; a printer that started later lists none.
    """
    ended = (job.ended_up for job in listed if job.user == talk.user)
    return any(each <= up.total_seconds() for each in ended if each is not None)


def _rank(job: Job, noted: Noted) -> tuple[bool, bool, bool, int]:
    """Order the noted job first, then those that tell most."""
    says_nothing = job.state.is_over or _awaits_document(job)
    return (job.id != noted.job, job.state is not JobState.COMPLETED, says_nothing, job.id)


def _remembers(talk: Talk, noted: Noted, listed: Iterable[Job], up: timedelta) -> bool:
    """Tell whether the printer's memory reaches back past the noted job, so that its absence says something.

    A job of ours that was over before the noted one was made would be forgotten first. That holds
    within one life of the printer only, and says nothing about a document that was taken whole.
    """
    if noted.sent or noted.up is None or up.total_seconds() < noted.up:
        return False
    older = (job for job in listed if job.user == talk.user and job.ended_up is not None and job.id < (noted.job or 0))
    return any(job.ended_up <= noted.up for job in older if job.ended_up is not None)


def _verdict(talk: Talk, job: Job, title: str, noted: Noted, *, within: timedelta) -> Job | Probe:
    sent = noted.sent and job.id == noted.job
    if not sent and _awaits_document(job):
        talk.cancel(job.id)  # a document may never come; a new job is simpler to prove than this one
        return _after_cancel(talk, job, title, noted, within=within)
    if not job.state.is_over:
        try:
            job = following.follow(talk, job.id, title=title, within=within)
        except JobLost:
            return Probe.CANNOT_TELL
    if job.state is JobState.COMPLETED:
        return job if sent or noted.job is None or noted.fits(job) else Probe.CANNOT_TELL
    if not sent and _never_began(job):
        return Probe.NOT_THERE
    raise troubles.of_end(job, printer=talk.name) or JobLost(printer=talk.name, job=job.id)


def _after_cancel(talk: Talk, job: Job, title: str, noted: Noted, *, within: timedelta) -> Job | Probe:
    left = talk.job(job.id)
    if left is None or not talk.is_ours(left, title, noted.job_uuid):
        return Probe.NOT_THERE  # cancelled while it had no document
    if left.state is JobState.CANCELED and not left.impressions and not left.begun:
        return Probe.NOT_THERE
    if _awaits_document(left):
        raise troubles.that_delays(left, talk.status(), printer=talk.name, address=talk.uri)
    return _verdict(talk, left, title, noted, within=within)


def _awaits_document(job: Job) -> bool:
    """Tell whether a job that is not printing still has no document."""
    if job.state not in (JobState.PENDING, JobState.HELD):
        return False
    return job.documents == 0 or not AWAITS_DOCUMENT.isdisjoint(job.reasons)


def _never_began(job: Job) -> bool:
    """Tell whether the printer says that nothing of the job can be on paper."""
    return not job.impressions and (job.documents == 0 or job.begun is False)
