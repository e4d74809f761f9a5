"""What every printer keeps: a job is printed once, or the error says what it takes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jikwon.model import Handling, Intent, Probe
from jikwon.tools.printer import (
    DocumentRefused,
    FakePrinter,
    Job,
    JobAborted,
    JobCancelled,
    JobState,
    JobUnderWay,
    PaperOut,
    Printer,
    PrinterBusy,
    PrinterLacks,
    PrinterOff,
    PrinterUnproven,
)
from jikwon_practice.printer import PracticePrinter

from .peers import Peer, counted

TITLE = "epi-forms/print/9f2c/1"
SOON = timedelta(seconds=0.3)


def intent(notes: list[Mapping[str, str]]) -> Intent:
    return Intent(at=datetime.now(UTC), noted=notes[-1] if notes else {})


def test_a_form_lies_on_paper_once_when_its_job_is_completed(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []

    job = peer.printer().submit(form, title=TITLE, note=notes.append, copies=2, duplex=True, tray="main", pages=2)

    assert job.state is JobState.COMPLETED
    assert counted(peer, TITLE) == 1
    assert [note.get("sent") for note in notes] == [None, "yes"]
    assert {note["job"] for note in notes} == {str(job.id)} == {job.to_data()["job"]}


def test_nothing_is_printed_before_the_job_is_on_the_ledger(peer: Peer, form: Path) -> None:
    def refuse(_: Mapping[str, str]) -> None:
        raise RuntimeError("the ledger's disk is full")

    printer = peer.printer()
    with pytest.raises(RuntimeError):
        printer.submit(form, title=TITLE, note=refuse)

    assert printer.find(TITLE, intent([])) is Probe.NOT_THERE
    assert counted(peer, TITLE) == 0


def test_a_finished_job_is_found_again(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []
    printer = peer.printer()
    done = printer.submit(form, title=TITLE, note=notes.append)

    found = printer.find(TITLE, intent(notes))

    assert isinstance(found, Job)
    assert found.id == done.id


def test_out_of_paper_waits_and_goes_on_with_the_same_job(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []
    printer, soon = peer.printer(), peer.printer(within=SOON)
    peer.out_of_paper()
    with pytest.raises(PaperOut) as waiting:
        soon.submit(form, title=TITLE, note=notes.append)
    with pytest.raises(PaperOut):
        soon.find(TITLE, intent(notes))

    peer.clear()
    found = printer.find(TITLE, intent(notes))

    assert waiting.value.handling is Handling.WAIT
    assert "2층" in waiting.value.text("ko")
    assert isinstance(found, Job)
    assert counted(peer, TITLE) == 1


def test_a_slow_job_is_followed_and_never_sent_again(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []
    peer.slow(timedelta(seconds=1))
    with pytest.raises(JobUnderWay):
        peer.printer(within=timedelta(seconds=0.1)).submit(form, title=TITLE, note=notes.append)

    found = peer.printer(within=timedelta(seconds=10)).find(TITLE, intent(notes))

    assert isinstance(found, Job)
    assert counted(peer, TITLE) == 1


def test_a_job_that_the_printer_gives_up_is_for_a_person(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []
    printer = peer.printer()
    peer.abort()

    with pytest.raises(JobAborted) as given_up:
        printer.submit(form, title=TITLE, note=notes.append)
    with pytest.raises(JobAborted):
        printer.find(TITLE, intent(notes))

    assert given_up.value.handling is Handling.ASK
    assert counted(peer, TITLE) == 0


def test_a_job_cancelled_at_the_printer_is_for_a_person(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []
    printer = peer.printer(within=SOON)
    peer.out_of_paper()
    with pytest.raises(PaperOut):
        printer.submit(form, title=TITLE, note=notes.append)

    printer.cancel(int(notes[-1]["job"]))
    peer.clear()

    with pytest.raises(JobCancelled):
        printer.find(TITLE, intent(notes))


def test_a_printer_that_is_off_is_waited_for(peer: Peer, form: Path) -> None:
    notes: list[Mapping[str, str]] = []
    printer = peer.printer()
    peer.switch_off()
    with pytest.raises(PrinterOff) as off:
        printer.submit(form, title=TITLE, note=notes.append)
    with pytest.raises(PrinterOff):
        printer.find(TITLE, intent(notes))

    peer.switch_on()

    assert off.value.handling is Handling.WAIT
    assert printer.find(TITLE, intent(notes)) is Probe.NOT_THERE
    assert printer.submit(form, title=TITLE, note=notes.append).state is JobState.COMPLETED
    assert counted(peer, TITLE) == 1


def test_a_file_that_is_no_pdf_never_leaves(peer: Peer, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_text("dear all", "utf-8")

    with pytest.raises(DocumentRefused, match=r"letter\.pdf"):
        peer.printer().submit(letter, title=TITLE, note=lambda _: None)

    assert counted(peer, TITLE) == 0


@pytest.mark.parametrize("wrong", [{"copies": 100_000}, {"copies": 0}, {"tray": "cellar"}])
def test_an_option_that_the_printer_lacks_stops_before_a_job_is_made(
    peer: Peer, form: Path, wrong: dict[str, int]
) -> None:
    with pytest.raises(PrinterLacks) as lacks:
        peer.printer().submit(form, title=TITLE, note=lambda _: None, **wrong)  # type: ignore[arg-type]

    assert lacks.value.handling is Handling.STOP
    assert next(iter(wrong)) in lacks.value.text("ko")
    assert peer.printer().find(TITLE, intent([])) is Probe.NOT_THERE


def test_two_sides_are_refused_by_a_printer_of_one() -> None:
    with pytest.raises(PrinterLacks, match="duplex"):
        FakePrinter(duplex=False).check(duplex=True)


def test_a_real_printer_of_one_side_refuses_two(practice_printer: PracticePrinter, form: Path, tmp_path: Path) -> None:
    with PracticePrinter(tmp_path / "other", duplex=False) as simplex, pytest.raises(PrinterLacks, match="duplex"):
        Printer(simplex.address).submit(form, title=TITLE, note=lambda _: None, duplex=True)

    assert simplex.papers() == ()


def test_a_printer_that_takes_no_jobs_is_asked_again_later(form: Path) -> None:
    printer = FakePrinter()
    printer.refuse_jobs()

    with pytest.raises(PrinterBusy) as busy:
        printer.submit(form, title=TITLE, note=lambda _: None)

    assert busy.value.handling is Handling.WAIT


def test_a_title_too_long_for_a_printer_is_a_mistake_of_the_program(form: Path) -> None:
    with pytest.raises(ValueError, match="255"):
        FakePrinter().submit(form, title="가" * 86, note=lambda _: None)


def test_paper_is_what_was_asked_for(practice_printer: PracticePrinter, form: Path) -> None:
    job = Printer(practice_printer.address).submit(
        form, title=TITLE, note=lambda _: None, copies=3, duplex=True, pages=2
    )

    (paper,) = practice_printer.papers()
    assert (paper.copies, paper.sides, paper.media) == (3, "two-sided-long-edge", "iso_a4_210x297mm")
    assert paper.pdf.read_bytes() == form.read_bytes()
    assert job.impressions == 6


def test_an_encrypted_line_prints_too(practice_printer: PracticePrinter, form: Path) -> None:
    address = practice_printer.address.replace("ipp://", "ipps://")

    assert Printer(address).submit(form, title=TITLE, note=lambda _: None).state is JobState.COMPLETED


def test_a_printer_that_must_prove_itself_does_or_gets_nothing(
    practice_printer: PracticePrinter, form: Path, tmp_path: Path
) -> None:
    address = practice_printer.address.replace("ipp://", "ipps://")
    Printer(address).status()  # makes the certificate
    proof = next((practice_printer.folder / "keys").glob("*.crt"))
    with PracticePrinter(tmp_path / "other") as other:
        Printer(other.address.replace("ipp://", "ipps://")).status()
        others = next((other.folder / "keys").glob("*.crt"))

        with pytest.raises(PrinterUnproven):
            Printer(address, certificate=others).submit(form, title=TITLE, note=lambda _: None)

    assert practice_printer.papers() == ()
    assert Printer(address, certificate=proof).status().state == "idle"
