"""A process's sample (see `jikwon.model.samples`), run in memory as far as the proof.

Its `sample.toml` may answer questions::

    [[answers]]
    key = "L001"
    code = "letter-unclear"
    answer = "보낸다"
"""

from collections.abc import Mapping, Sequence
from typing import Any

from jikwon.model import InputError, samples
from jikwon.model.catalog import Process
from jikwon.testing.office import Office
from jikwon.testing.results import RunResult


class SampleMissing(InputError):
    """A process has no sample for an input that it needs."""

    code = "sample-missing"


def run(process: Process, *, acts: bool = False) -> RunResult:
    """Run a process's sample up to its proof; nothing is released and nothing is done outside.

    What the sample's answers leave open waits, and the rest is proved, as with `--partial`. Where the
    process has `fakes.py`, its `open_site(run, name)` stands for the outside; then `acts` are done there.
    """
    options = samples.options_of(process)
    inputs = {name: list(samples.files_of(process, name)) for name in process.manifest.inputs}
    missing = [name for name, given in process.manifest.inputs.items() if given.required and not inputs[name]]
    if missing:
        raise SampleMissing(process=process.slug, input=missing[0])
    fakes = process.fakes
    office = Office(
        process=process, as_of=options["as_of"], open_site=fakes.open_site if fakes else None,
        office_settings=options.get("office", {}),
    )  # fmt: skip
    return office.run(
        inputs=inputs, settings=options.get("settings", {}), answers=_answers(options), partial=True,
        plan=not acts, approve=acts,
    )  # fmt: skip


def _answers(options: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    listed: Sequence[Mapping[str, str]] = options.get("answers", ())
    return {(each["key"], each["code"]): each["answer"] for each in listed}
