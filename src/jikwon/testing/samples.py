"""A process's sample: the folder `sample/`, run in memory as far as the proof.

Files are found by input: `sample/<input>.csv`, `sample/<input>-2.xlsx`, or a folder `sample/<input>/`.
An optional `sample/sample.toml` holds `as_of`, `[settings]`, `[office]` (settings that the office alone
says), and answers::

    [[answers]]
    key = "L001"
    code = "letter-unclear"
    answer = "보낸다"
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jikwon.model import InputError
from jikwon.model.catalog import Process
from jikwon.testing.office import Office
from jikwon.testing.results import RunResult

OPTIONS = "sample.toml"
AS_OF = "2021-10-06T09:00"


class SampleMissing(InputError):
    """A process has no sample for an input that it needs."""

    code = "sample-missing"


def run(process: Process, *, acts: bool = False) -> RunResult:
    """Run a process's sample up to its proof; nothing is released and nothing is done outside.

    What the sample's answers leave open waits, and the rest is proved, as with `--partial`. Where the
    process has `fakes.py`, its `open_site(run, name)` stands for the outside; then `acts` are done there.
    """
    folder = process.folder / "sample"
    options = _options(folder)
    inputs = {name: list(files_of(folder, name)) for name in process.manifest.inputs}
    missing = [name for name, given in process.manifest.inputs.items() if given.required and not inputs[name]]
    if missing:
        raise SampleMissing(process=process.slug, input=missing[0])
    fakes = process.fakes
    office = Office(
        process=process, as_of=options.get("as_of", AS_OF), open_site=fakes.open_site if fakes else None,
        office_settings=options.get("office", {}),
    )  # fmt: skip
    return office.run(
        inputs=inputs, settings=options.get("settings", {}), answers=_answers(options), partial=True,
        plan=not acts, approve=acts,
    )  # fmt: skip


def files_of(folder: Path, name: str) -> Iterator[Path]:
    """Find an input's sample files, in name order."""
    for path in sorted(folder.glob("*")):
        if path.is_dir() and path.name == name:
            yield from sorted(each for each in path.iterdir() if not each.name.startswith("."))
        elif path.stem == name or path.stem.startswith(f"{name}-"):
            yield path


def _options(folder: Path) -> dict[str, Any]:
    path = folder / OPTIONS
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _answers(options: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    listed: Sequence[Mapping[str, str]] = options.get("answers", ())
    return {(each["key"], each["code"]): each["answer"] for each in listed}
