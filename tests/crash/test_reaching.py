"""Reaching for an act before approval: whatever a process tries, nothing is printed and nothing marked."""

import json
from pathlib import Path

import pytest
from tests.crash.evil import SLUG, evil_process
from tests.journeys.desk import AS_OF, DAY, Desk
from tests.needing import need
from tests.printer.documents import pdf

from jikwon.processes.epi_forms.fakes import FakePortal
from jikwon.processes.epi_forms.tests.cases import AS_OF as MEMORY_AS_OF
from jikwon.processes.epi_forms.tests.cases import SETTINGS, a_case
from jikwon.testing import Office
from jikwon.tools.printer import FakePrinter
from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing


@pytest.mark.parametrize("stage", ["collect", "handle", "deliver"])
@pytest.mark.parametrize("way", ["print", "mark", "thread"])
def test_a_process_that_reaches_for_the_outside_too_early_fails(tmp_path: Path, stage: str, way: str) -> None:
    portal, printer = FakePortal(cases=[a_case(3374), a_case(3375)]), FakePrinter()
    office = Office(
        process=evil_process(tmp_path / f"{stage}_{way}", pdf(tmp_path).read_bytes()), as_of=MEMORY_AS_OF,
        open_site=lambda _, name: printer if name == "printer" else portal,
    )  # fmt: skip

    result = office.run(inputs={}, settings={**SETTINGS, "purpose": f"{stage} {way}"}, approve=True)

    assert (result.state, getattr(result.error, "code", "")) == ("failed", "act-out-of-turn")
    assert not printer.papers
    assert not [mark for case in portal.cases for mark in case.marks]


@pytest.mark.slow
def test_a_real_portal_and_a_real_printer_are_out_of_reach_before_approval(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(missing())
    evil_process(tmp_path / "processes", pdf(tmp_path).read_bytes())
    monkeypatch.setenv("JIKWON_PROCESSES", str(tmp_path / "processes"))
    with Practice(seed=1, cases=2, date=DAY) as portal, PracticePrinter(tmp_path / "printer") as printer:
        desk = Desk(tmp_path, portal, printer)
        set_printer = f'\n[processes.{SLUG}]\nprinter = "{printer.address}"\n'
        with (desk.home / "settings.toml").open("a", encoding="utf-8") as settings:
            settings.write(set_printer)
        for reached in ("handle print", "handle mark", "deliver own-printer", "handle swallow"):
            done = desk.jikwon("run", SLUG, "--as-of", AS_OF, "--set", f"purpose={reached}", "--json")

            said = json.loads(done.stdout)
            honest = reached == "handle swallow"  # it goes on as if nothing had been, and rests before its approval
            assert said["state"] == ("awaiting-approval" if honest else "failed"), said
            assert honest or "submit" in said["error"] or "mark" in said["error"]
            assert (desk.papers, desk.marked) == ([], {})
