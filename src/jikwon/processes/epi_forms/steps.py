"""What is done outside: a form goes to the printer, its case is marked in the portal; each once."""

from collections.abc import Mapping
from typing import Final, cast

from jikwon.model import Act, Effects, Intent, NoteDown, NotYet, Probe, Receipt, Run
from jikwon.processes.epi_forms import plan, settings
from jikwon.processes.epi_forms.errors import MarkNotKept
from jikwon.processes.epi_forms.plan import Planned
from jikwon.processes.epi_forms.portal import NUMBER, Epidemic
from jikwon.processes.epi_forms.settings import ONE_SIDED, Options
from jikwon.tools.printer import Job, Printing

PRINTER, PORTAL = "printer", "epidemic"
"""The sites of this process."""
_MARKED: Final = {"표시일시": "at", "출력자": "by"}


def print_form(run: Run, act: Act, effects: Effects) -> Receipt:
    """Print one case's form and return the printer's word that the job completed.

    Effects: one job on the printer, titled with the act's key.
    Repeatable: yes. The job is made, recorded and only then given its document; cut in the middle the
        printer is asked for the title. One that has restarted since cannot tell, and a person decides.
    """
    options = settings.of(run)
    planned = plan.of_case(run, act.item)
    printer = cast("Printing", run.site(PRINTER))
    path = run.output("forms", part=act.item)

    def seen(since: Intent) -> Receipt | Probe:
        found = printer.find(act.key, since)
        return _printed(run, act, planned, options, found) if isinstance(found, Job) else found

    return effects.once(
        act,
        do=lambda note: _printed(
            run, act, planned, options,
            printer.submit(
                path, title=act.key, note=note, copies=options.copies, duplex=options.duplex != ONE_SIDED,
                pages=planned.pages,
            ),
        ),
        seen=seen,
    )  # fmt: skip


def mark_case(run: Run, act: Act, effects: Effects) -> Receipt:
    """Mark one case as printed in the portal and read the mark back.

    Effects: one line in 출력 이력, whose 출력관리번호 is the act's key.
    Repeatable: yes. The portal itself takes a number twice; cut in the middle its record is read first, and
        if the confirmation may have been sent, again when it must have arrived.
    """
    portal = cast("Epidemic", run.site(PORTAL))
    purpose = settings.of(run).purpose

    def do(note: NoteDown) -> Receipt:
        portal.mark(act.item, number=act.key, purpose=purpose, confirming=lambda: note({"confirming": "yes"}))
        if (kept := _kept(portal, act)) is None:
            raise MarkNotKept()
        return kept

    def seen(since: Intent) -> Receipt | Probe | NotYet:
        may_be_sent = since.noted or since.lost_until
        missing = NotYet(within=portal.settles_within) if may_be_sent else Probe.NOT_THERE
        return _kept(portal, act) or missing

    return effects.once(act, do=do, seen=seen)


def _kept(portal: Epidemic, act: Act) -> Receipt | None:
    """Read the portal's own record of marks for ours."""
    rows, _ = portal.marks(act.item)
    row = next((each for each in rows if each.get(NUMBER) == act.key), None)
    if row is None:
        return None
    return Receipt(key=act.key, data={name: row.get(header, "") for header, name in _MARKED.items()})


def _printed(run: Run, act: Act, planned: Planned, options: Options, job: Job) -> Receipt:
    data: Mapping[str, str] = {
        **job.to_data(),
        "by": run.started_by,
        "purpose": options.purpose,
        "copies": str(options.copies),
        "pages": str(planned.pages),
        "paper": str(planned.sheets),
        "edition": str(planned.edition),
        "sha256": planned.sha256,
    }
    return Receipt(key=act.key, data=data)
