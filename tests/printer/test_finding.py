"""After a crash the printer is asked; what it cannot know is never guessed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jikwon.model import Intent, JikwonError, Probe
from jikwon.tools.printer import FakePrinter, Job, JobAborted, JobLost, PaperOut, Printer, PrinterOff
from jikwon.tools.printer.facts import JobState
from jikwon_practice.printer import PracticePrinter

from .cable import cable
from .documents import pdf
from .peers import Peer, counted

TITLE = "epi-forms/print/9f2c/1"
OTHER = "epi-forms/print/77aa/1"


def now_with(noted: Mapping[str, str]) -> Intent:
    return Intent(at=datetime.now(UTC), noted=noted)


def made_without_document(printer: Printer, title: str) -> Mapping[str, str]:
    """Leave what a robot leaves that was killed before the document went: a job, and the note about it."""
    status = printer.status()
    job = printer._talk.create(title, {})
    return {"job": str(job.id), "printer": status.uuid, "up": str(int(status.up.total_seconds())), "size": "100"}


def test_a_job_that_never_got_its_document_is_taken_back(peer: Peer, form: Path) -> None:
    printer = peer.printer()
    noted = made_without_document(printer, TITLE)

    assert printer.find(TITLE, now_with(noted)) is Probe.NOT_THERE

    assert printer._talk.job(int(noted["job"])).state is JobState.CANCELED  # type: ignore[union-attr]
    assert printer.find(TITLE, now_with(noted)) is Probe.NOT_THERE
    printer.submit(form, title=TITLE, note=lambda _: None)
    assert counted(peer, TITLE) == 1


def test_a_job_that_was_made_but_never_noted_is_taken_back(peer: Peer) -> None:
    printer = peer.printer()
    made_without_document(printer, TITLE)

    assert printer.find(TITLE, now_with({})) is Probe.NOT_THERE
    assert counted(peer, TITLE) == 0


def test_of_two_jobs_of_one_title_the_printed_one_counts(peer: Peer, form: Path) -> None:
    printer = peer.printer()
    notes: list[Mapping[str, str]] = []
    done = printer.submit(form, title=TITLE, note=notes.append)
    made_without_document(printer, TITLE)

    for noted in ({}, notes[-1]):
        found = printer.find(TITLE, now_with(noted))

        assert isinstance(found, Job)
        assert found.id == done.id
    assert counted(peer, TITLE) == 1


def test_a_job_that_was_given_up_before_the_noted_one_was_made_is_not_asked_about_again(form: Path) -> None:
    printer = FakePrinter()
    printer.abort()
    with pytest.raises(JobAborted):
        printer.submit(form, title=TITLE, note=lambda _: None)
    printer.clear()
    noted = made_without_document(printer, TITLE)  # a person said: print it again

    assert printer.find(TITLE, now_with(noted)) is Probe.NOT_THERE


def test_a_job_of_another_title_is_never_taken_for_ours(peer: Peer, form: Path) -> None:
    printer = peer.printer()
    notes: list[Mapping[str, str]] = []
    printer.submit(form, title=OTHER, note=notes.append)

    assert printer.find(TITLE, now_with(notes[-1])) is Probe.CANNOT_TELL
    assert printer.find(TITLE, now_with({})) is Probe.NOT_THERE


def test_a_printer_that_lost_its_memory_cannot_tell(forgetful: Peer, form: Path) -> None:
    printer = forgetful.printer()
    notes: list[Mapping[str, str]] = []
    printer.submit(form, title=TITLE, note=notes.append)

    forgetful.switch_off()
    forgetful.switch_on()

    assert printer.find(TITLE, now_with(notes[-1])) is Probe.CANNOT_TELL
    assert printer.find(TITLE, now_with(notes[0])) is Probe.CANNOT_TELL


def test_job_numbers_that_begin_again_do_not_deceive(forgetful: Peer, form: Path) -> None:
    printer = forgetful.printer()
    notes: list[Mapping[str, str]] = []
    first = printer.submit(form, title=TITLE, note=notes.append)
    forgetful.switch_off()
    forgetful.switch_on()

    again = printer.submit(form, title=OTHER, note=lambda _: None)

    assert again.id == first.id
    assert printer.find(TITLE, now_with(notes[-1])) is Probe.CANNOT_TELL


def test_a_queue_that_remembers_across_a_restart_tells(queue: Peer, form: Path) -> None:
    printer = queue.printer()
    notes: list[Mapping[str, str]] = []
    printer.submit(form, title=TITLE, note=notes.append)

    queue.switch_off()
    queue.switch_on()

    assert isinstance(printer.find(TITLE, now_with(notes[-1])), Job)


def test_a_printer_switched_off_while_it_prints_leaves_the_question_to_a_person(forgetful: Peer, form: Path) -> None:
    printer = forgetful.printer()
    notes: list[Mapping[str, str]] = []
    forgetful.out_of_paper()
    with pytest.raises(PaperOut):
        printer.submit(form, title=TITLE, note=notes.append)

    forgetful.switch_off()
    forgetful.clear()
    forgetful.switch_on()

    assert printer.find(TITLE, now_with(notes[-1])) is Probe.CANNOT_TELL
    assert counted(forgetful, TITLE) == 0


def test_a_job_that_vanishes_while_it_is_followed_is_for_a_person(form: Path) -> None:
    printer = FakePrinter(within=timedelta(seconds=5))
    printer.slow(timedelta(seconds=60))

    def forget_after_sending(noted: Mapping[str, str]) -> None:
        if "sent" in noted:
            printer.switch_off()
            printer.switch_on()

    with pytest.raises(JobLost):
        printer.submit(form, title=TITLE, note=forget_after_sending)


@pytest.mark.parametrize("cut_at", [0, 4096, 60_000])
def test_a_cable_cut_while_sending_never_makes_a_second_paper(
    practice_printer: PracticePrinter, tmp_path: Path, cut_at: int
) -> None:
    large = pdf(tmp_path, name="large.pdf", filler=400_000)
    notes: list[Mapping[str, str]] = []
    with cable(practice_printer.port) as line:
        printer = Printer(f"ipp://127.0.0.1:{line.port}/ipp/print", within=timedelta(seconds=5))

        def cut(noted: Mapping[str, str]) -> None:
            notes.append(noted)
            line.cut_at = cut_at

        with pytest.raises(PrinterOff):
            printer.submit(large, title=TITLE, note=cut)
        line.cut_at = None

        found = _outcome(printer, notes[-1])

    assert found in {Probe.NOT_THERE, Probe.CANNOT_TELL, "printer-job-aborted", "printer-job-cancelled"}
    assert practice_printer.papers() == ()


def _outcome(printer: Printer, noted: Mapping[str, str]) -> object:
    try:
        return printer.find(TITLE, now_with(noted))
    except JikwonError as error:
        return error.code


def test_a_cable_cut_to_a_queue_leaves_a_job_to_take_back(queue: Peer, tmp_path: Path) -> None:
    large = pdf(tmp_path, name="large.pdf", filler=4_000_000)
    notes: list[Mapping[str, str]] = []
    port = int(queue.printer()._talk.uri.split(":")[2].split("/")[0])
    with cable(port) as line:
        printer = Printer(f"ipp://127.0.0.1:{line.port}/printers/office", within=timedelta(seconds=5))

        def cut(noted: Mapping[str, str]) -> None:
            notes.append(noted)
            line.cut_at = 1_000_000

        with pytest.raises(PrinterOff):
            printer.submit(large, title=TITLE, note=cut)
        line.cut_at = None

        found = printer.find(TITLE, now_with(notes[-1]))

    assert found is Probe.NOT_THERE
    assert counted(queue, TITLE) == 0


class TestForgetting:
    """A noted job that is not listed: only a memory that surely reaches back says NOT_THERE."""

    def _lost(self, form: Path, *, up: timedelta, older: bool = True) -> tuple[FakePrinter, Mapping[str, str]]:
        """Make a job without a document and take it off the printer's list, an older one of ours before it."""
        printer = FakePrinter(up=up)
        if older:
            printer.submit(form, title=OTHER, note=lambda _: None)
        noted = made_without_document(printer, TITLE)
        del printer._wire._jobs[int(noted["job"])]
        return printer, noted

    def test_long_up_with_an_older_job_of_ours_it_is_not_there(self, form: Path) -> None:
        printer, noted = self._lost(form, up=timedelta(hours=1))

        assert printer.find(TITLE, now_with(noted)) is Probe.NOT_THERE

    def test_without_an_older_job_it_cannot_tell(self, form: Path) -> None:
        printer, noted = self._lost(form, up=timedelta(hours=1), older=False)

        assert printer.find(TITLE, now_with(noted)) is Probe.CANNOT_TELL

    def test_up_for_a_moment_only_it_cannot_tell(self, form: Path) -> None:
        printer, noted = self._lost(form, up=timedelta())

        assert printer.find(TITLE, now_with(noted)) is Probe.CANNOT_TELL

    def test_with_its_document_taken_it_cannot_tell(self, form: Path) -> None:
        printer, noted = self._lost(form, up=timedelta(hours=1))

        assert printer.find(TITLE, now_with({**noted, "sent": "yes"})) is Probe.CANNOT_TELL

    def test_another_printer_at_the_address_cannot_tell(self, form: Path) -> None:
        printer, noted = self._lost(form, up=timedelta(hours=1))

        assert printer.find(TITLE, now_with({**noted, "printer": "urn:uuid:another"})) is Probe.CANNOT_TELL

    def test_restarted_and_long_up_again_it_cannot_tell(self, form: Path) -> None:
        printer, noted = self._lost(form, up=timedelta(hours=1))
        hours_ago = Intent(at=datetime.now(UTC) - timedelta(hours=2), noted={**noted, "up": "300"})

        assert printer.find(TITLE, hours_ago) is Probe.CANNOT_TELL


def test_a_job_cut_off_and_called_completed_counts_by_the_printers_own_counts(form: Path) -> None:
    printer = FakePrinter()
    notes: list[Mapping[str, str]] = []
    printer.submit(form, title=TITLE, note=notes.append)

    assert printer.find(TITLE, now_with(notes[0])) is Probe.CANNOT_TELL  # it counts nothing
    assert isinstance(printer.find(TITLE, now_with(notes[1])), Job)


def lost(printer: Printer, *, since: datetime) -> Job | Probe:
    """Ask as after a restore: what was noted since the backup is lost."""
    return printer.find(TITLE, Intent(at=since, lost_until=datetime.now(UTC)))


def test_a_job_whose_note_is_lost_is_found_by_its_title(peer: Peer, form: Path) -> None:
    begin = datetime.now(UTC)
    printer = peer.printer()
    done = printer.submit(form, title=TITLE, note=lambda _: None)

    found = lost(printer, since=begin)

    assert isinstance(found, Job)
    assert found.id == done.id
    assert counted(peer, TITLE) == 1


def test_where_notes_are_lost_a_printer_that_lists_nothing_older_cannot_tell(peer: Peer, form: Path) -> None:
    printer = peer.printer()
    assert lost(printer, since=datetime.now(UTC)) is Probe.CANNOT_TELL

    printer.submit(form, title=OTHER, note=lambda _: None)

    assert lost(printer, since=datetime.now(UTC) - timedelta(hours=1)) is Probe.CANNOT_TELL


def test_where_notes_are_lost_a_printer_that_lists_an_older_job_of_ours_is_sure(peer: Peer, form: Path) -> None:
    printer = peer.printer()
    printer.submit(form, title=OTHER, note=lambda _: None)
    later = datetime.now(UTC) + timedelta(minutes=1)  # as if the backup had been made a minute after that job

    assert printer.find(TITLE, Intent(at=later, lost_until=later)) is Probe.NOT_THERE
