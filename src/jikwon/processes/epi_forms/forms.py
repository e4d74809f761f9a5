"""The forms as files: one compile for all cases, then a file for each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Final

from jikwon.model import Personal, Run, fact
from jikwon.processes.epi_forms.fields import ROUTES, SYMPTOMS
from jikwon.processes.epi_forms.model import Case
from jikwon.processes.epi_forms.settings import Options
from jikwon.processes.epi_forms.versions import Version
from jikwon.tools import pdf

TEMPLATE: Final = Path(__file__).with_name("form.typ")


@fact
class Form:
    """One case in print order with its version; a form that is made now has pages and a hash."""

    case: Personal[Case]
    version: Version
    pages: int = 0
    sha256: str = ""


def write(run: Run, cases: Sequence[tuple[Case, Version]], options: Options) -> list[Form]:
    """Make the forms of all versions that are not on paper yet, in order, as one file and as a file each.

    Effects: `forms.pdf` and `forms/*.pdf` in the private folder. Repeatable: yes, with the same bytes.
    """
    new = [(case, version) for case, version in cases if not version.is_printed]
    data = {**_words(run, options), "forms": [_data(case, version) for case, version in new]}
    made = pdf.compile(TEMPLATE, data, at=run.clock, tagged=False)
    run.output("all-forms").write_bytes(made.pdf)
    written = pdf.split_all(made.pdf, (made.pages[case.case_id] for case, _ in new))
    return [
        Form(case=case, version=version) if version.is_printed
        else _write_form(run, case, version, next(written), pages=len(made.pages[case.case_id]))
        for case, version in cases
    ]  # fmt: skip


def _write_form(run: Run, case: Case, version: Version, content: bytes, *, pages: int) -> Form:
    run.output("forms", part=case.case_id).write_bytes(content)
    return Form(case=case, version=version, pages=pages, sha256=sha256(content).hexdigest())


def _words(run: Run, options: Options) -> Mapping[str, object]:
    at = run.clock
    return {
        "by": run.started_by,
        "at": f"{at.year}. {at.month}. {at.day}. {at:%H:%M}",
        "purpose": options.purpose,
        "office": run.text("fields", "office", district=options.district),
        "symptoms": list(SYMPTOMS),
        "routes": list(ROUTES),
    }


def _data(case: Case, version: Version) -> Mapping[str, object]:
    values = asdict(case)
    return {
        "key": case.case_id,
        "edition": version.edition,
        "changed": list(version.changed),
        "changed_labels": list(version.changed_labels),
        "resident_label": "외국인등록번호" if case.foreign else "주민등록번호",
        "fields": {name: value for name, value in values.items() if isinstance(value, str)},
        **{name: value for name, value in values.items() if isinstance(value, list | tuple)},
    }
