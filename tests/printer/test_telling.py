"""What a printer tells of itself: supplies, troubles, and doctor's line."""

import pytest

from jikwon.model import Handling, JikwonError
from jikwon.model.errors import all_errors, loads
from jikwon.tools.printer import FakePrinter, Printer, Supply, errors, troubles
from jikwon.tools.printer.doctor import findings
from jikwon.tools.printer.facts import Job, JobState, Status
from jikwon.tools.printer.supplying import supplies_from
from jikwon_practice.printer import PracticePrinter

from .peers import Peer

OURS = [error for error in all_errors() if error.__module__ == errors.__name__]


def test_a_printer_tells_its_toner(practice_printer: PracticePrinter) -> None:
    waste, toner = Printer(practice_printer.address).supplies()

    assert toner == Supply(name="Black Toner", kind="toner", colour="black", level_percent=75, state="ok")
    assert (waste.kind, waste.level_percent) == ("waste-toner", 25)


def test_markers_tell_it_where_there_is_nothing_better() -> None:
    told = supplies_from(
        {
            "marker-names": ["Toner", "Ink", "Waste", "Drum"],
            "marker-types": ["toner", "inkCartridge", "wasteToner", "opc"],
            "marker-levels": [8, 0, 95, -2],
            "marker-low-levels": [5, 5, 0, 5],
            "marker-colors": ["#000000", "#00FFFF", "none", "none"],
        }
    )

    assert [(each.kind, each.colour, each.level_percent, each.state) for each in told] == [
        ("toner", "black", 8, "ok"),
        ("ink-cartridge", "cyan", 0, "empty"),
        ("waste-toner", "", 5, "low"),
        ("opc", "", None, "unknown"),
    ]


@pytest.mark.parametrize(
    ("reasons", "error"),
    [
        (("media-jam-error",), errors.PaperJam),
        (("media-empty",), errors.PaperOut),
        (("door-open", "media-empty"), errors.CoverOpen),
        (("marker-supply-empty-error",), errors.SupplyEmpty),
        (("output-area-full",), errors.OutputFull),
        (("offline-report",), errors.PrinterOffline),
        (("paused",), errors.PrinterPaused),
        (("com.example.heater",), errors.PrinterStopped),
    ],
)
def test_a_printer_that_stopped_says_what_to_do(reasons: tuple[str, ...], error: type[Exception]) -> None:
    job = Job(id=7, title="t", state=JobState.PROCESSING)
    stopped = _status("stopped", reasons)

    found = troubles.that_stops(job, stopped, printer="2층", address="ipp://h/p")

    assert type(found) is error


def test_a_warning_about_another_tray_stops_nothing() -> None:
    job = Job(id=7, title="t", state=JobState.PROCESSING)
    warned = _status("processing", ("media-empty-warning", "toner-low-report"))

    assert troubles.that_stops(job, warned, printer="2층", address="ipp://h/p") is None


def _status(state: str, reasons: tuple[str, ...]) -> Status:
    up = FakePrinter().status().up
    return Status(state=state, reasons=reasons, accepting=True, queued=1, up=up, uuid="")


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.code)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_error_has_a_sentence_and_survives_being_stored(error: type[JikwonError], language: str) -> None:
    made = error(
        printer="2층", address="ipp://h/p", job=7, document="a.pdf", what="duplex", reason="x", status="0x0400"
    )

    said = loads(made.dumps()).text(language)

    assert "–" not in said
    assert ("2층" in said) or ("ipp://h/p" in said)
    assert said.rstrip().endswith(".") or said.rstrip().endswith(")")


def test_what_only_a_hand_can_mend_waits() -> None:
    waiting = {error.code for error in OURS if error.handling is Handling.WAIT}

    assert {"printer-off", "printer-paper-out", "printer-paper-jam", "printer-cover-open", "printer-busy"} <= waiting


def test_only_a_printer_that_does_not_answer_may_be_reached_from_another_machine() -> None:
    assert [error.code for error in OURS if error.out_of_reach] == ["printer-off"]


def test_doctor_finds_the_printer(real: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIKWON_LANG", "en")

    (found,) = findings(real.printer()._talk.uri, name="2층")

    assert found.ok
    assert "two-sided yes" in found.found


def test_doctor_names_a_printer_that_is_off_and_the_command() -> None:
    (found,) = findings("ipp://127.0.0.1:9/ipp/print")

    assert not found.ok
    assert "ipptool" in found.mend
