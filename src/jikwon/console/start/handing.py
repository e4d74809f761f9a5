"""Taking what somebody hands over: looked at whole, begun as a plan, or given back with what is wrong.

Nothing leaves before a person has seen the plan. What a look at the files cannot find (a column that is missing)
a worker finds when it reads them: for files that it reads within a moment the page waits for it, and a run that
could not be read is forgotten, so that the message stands at the field and nothing is kept.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from django.http import HttpRequest

from jikwon.console import desk
from jikwon.console.settings import LARGEST_UPLOAD
from jikwon.console.start import names, uploads
from jikwon.console.start.errors import UploadMissing, UploadTooLarge
from jikwon.console.start.faults import WHOLE, Faults
from jikwon.engine.office import Office
from jikwon.engine.runs import ordering, starting
from jikwon.engine.workers import staff
from jikwon.model import InputError, SettingInvalid, declared, fact, samples
from jikwon.model.catalog import Process
from jikwon.model.manifest import PRIORITIES
from jikwon.records.runs import RunRow

LOOK_S: Final = 2.0
"""So long a page waits for a worker to read what was handed over; larger files go on without it."""


@fact
class Order:
    """What somebody orders: settings that they said, the moment ("" is now), files by input.

    `priority` is one of `PRIORITIES`; "" is as usual.
    """

    settings: Mapping[str, str]
    as_of: str
    partial: bool
    files: Mapping[str, Sequence[Path]]
    priority: str = ""

    @property
    def names(self) -> dict[str, Sequence[str]]:
        """The names of each input's files."""
        return {name: [each.name for each in paths] for name, paths in self.files.items()}


def begun(request: HttpRequest, process: Process, faults: Faults) -> tuple[Order, RunRow | None]:
    """Take an order from a form, and begin it as a plan unless something is wrong with it."""
    office = desk.office_of(request)
    order = Order(
        settings={
            name: request.POST[f"set-{name}"].strip()
            for name, given in process.manifest.settings.items()
            if not given.office and f"set-{name}" in request.POST
        },
        as_of=request.POST.get("as_of", "").strip(), partial="partial" in request.POST,
        files=_files(request, process, faults), priority=request.POST.get("priority", ""),
    )  # fmt: skip
    _look(office, process, order, faults)
    return order, None if faults else _begin(office, process, order, faults)


def practised(request: HttpRequest, process: Process) -> RunRow:
    """Begin a run over the process's own sample, which is never released. Raises `InputError`s."""
    options = samples.options_of(process)
    return ordering.start(
        desk.office_of(request), slug=process.slug, settings=options.get("settings", {}), as_of=options["as_of"],
        inputs=[(name, path) for name in process.manifest.inputs for path in samples.files_of(process, name)],
        practice=True,
    )  # fmt: skip


def _files(request: HttpRequest, process: Process, faults: Faults) -> dict[str, list[Path]]:
    """Give each input's files under the names that they came with."""
    kept, files = uploads.held_of(request), dict[str, list[Path]]()
    too_large = uploads.TOO_LARGE in request.META
    for name in process.manifest.inputs:
        files[name] = []
        came = [] if too_large else request.FILES.getlist(f"input-{name}")
        for each in cast("list[uploads.Upload]", came):
            each.close()
            try:
                files[name].append(kept.named(each.path, names.cleaned(each.said)))
            except InputError as error:
                faults.add(f"input-{name}", error)
    if too_large:
        faults.add(f"input-{process.manifest.main_input}", UploadTooLarge(most=LARGEST_UPLOAD // 1_000_000))
    return files


def _look(office: Office, process: Process, order: Order, faults: Faults) -> None:
    """Look at everything, so that whoever handed it over learns all that is wrong at once."""
    for name, value in order.settings.items():
        setting = process.manifest.settings[name]
        if not declared.fits(setting, value):
            faults.add(f"set-{name}", SettingInvalid(setting=name, given=value, expected=declared.expected(setting)))
    try:
        starting.clock_of(order.as_of)
    except InputError as error:
        faults.add("as_of", error)
    if order.priority not in ("", *PRIORITIES):
        expected = " | ".join(PRIORITIES)
        faults.add("priority", SettingInvalid(setting="priority", given=order.priority, expected=expected))
    for name, given in process.manifest.inputs.items():
        _look_at_input(office, process, name, order, faults)
        if given.required and not order.files[name] and not faults.at(f"input-{name}"):
            faults.add(f"input-{name}", UploadMissing(input=name))


def _look_at_input(office: Office, process: Process, name: str, order: Order, faults: Faults) -> None:
    try:
        starting.checked(office, process, [(name, path) for path in order.files[name]])
    except InputError as error:
        faults.add(f"input-{name}", error)


def _begin(office: Office, process: Process, order: Order, faults: Faults) -> RunRow | None:
    try:
        row = ordering.start(
            office, slug=process.slug, settings=order.settings, as_of=order.as_of, partial=order.partial,
            inputs=[(name, path) for name, paths in order.files.items() for path in paths], plan_only=True,
            priority=order.priority,
        )  # fmt: skip
    except InputError as error:
        faults.place(error, order.names)
        return None
    error_read = ordering.refused(office, row.id, within_s=LOOK_S) if staff.workers(office) else None
    if error_read is None:
        return row
    faults.place(error_read, order.names)
    return None


__all__ = ["WHOLE", "Order", "begun", "practised"]
