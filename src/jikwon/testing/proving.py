"""Breaking a process's sample outputs on purpose: its proof must refute every break."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jikwon.model import JikwonError, fact
from jikwon.model.catalog import Process
from jikwon.model.outputs import OutputFile
from jikwon.proof import breaks
from jikwon.testing import samples
from jikwon.testing.course import Accounted, Course
from jikwon.testing.findings import found, say
from jikwon.testing.releasing import all_hold, checks_of, proof_of
from jikwon.testing.whole_files import WholeFiles


class SampleNotProved(JikwonError):
    """The sample does not come to a proof that holds, so that nothing can be broken."""

    code = "sample-not-proved"


@fact
class ProvedBreak:
    """One planted fault and what the proof said: `by` names the checks (or the error) that refuted it."""

    output: str
    description: str
    refuted: bool
    by: str = ""

    def __str__(self) -> str:
        return say("break-refuted" if self.refuted else "break-missed", output=self.output, what=self.description)


def prove(process: Process | Path | str, *, seed: int = 0) -> Iterator[ProvedBreak]:
    """Run the sample to a proved result, then break every output in every way and prove it again.

    Ledgers, which are written after the acts, are broken where the process has `fakes.py`: the
    sample's acts are then done in memory. Raises `SampleNotProved` when the whole outputs are not proved.
    """
    wanted = found(process)
    result = samples.run(wanted)
    if result.verdict != "proved":
        raise SampleNotProved(process=wanted.slug, state=result.state.value)
    staged: Course = result.course
    beside = WholeFiles(staged, staged.files)
    for each in staged.files:
        yield from _broken(staged, Accounted(part=staged.part, files=staged.files), each, seed, beside)
    if wanted.acts and wanted.fakes is not None:
        yield from _broken_ledgers(wanted, seed)


def _broken_ledgers(process: Process, seed: int) -> Iterator[ProvedBreak]:
    result = samples.run(process, acts=True)
    course: Course = result.course
    if course.accounted is None or result.verdict != "proved":
        raise SampleNotProved(process=process.slug, state=result.state.value)
    beside = WholeFiles(course, course.accounted.files)
    for each in course.accounted.files:
        if process.manifest.outputs[each.name].after:
            yield from _broken(course, course.accounted, each, seed, beside)


def _broken(
    course: Course, accounted: Accounted, whole: OutputFile, seed: int, beside: WholeFiles
) -> Iterator[ProvedBreak]:
    if not breaks.is_breakable(whole.path):
        return
    folder = whole.path.parent / ".broken"
    folder.mkdir(exist_ok=True)
    for description, data in breaks.breaks(whole.path.name, whole.path.read_bytes(), seed=seed):
        broken = folder / whole.path.name
        broken.write_bytes(data)
        by = _refuted_by(course, replace(accounted, files=instead(accounted.files, whole, broken)), beside)
        yield ProvedBreak(output=whole.name, description=description, refuted=bool(by), by=by)


def instead(files: Sequence[OutputFile], whole: OutputFile, broken: Path) -> list[OutputFile]:
    """Put a broken file in the place of a whole one."""
    return [replace(each, path=broken) if each is whole else each for each in files]


def _refuted_by(course: Course, accounted: Accounted, beside: WholeFiles) -> str:
    """Name what refutes the outputs: the checks that fail, or the error that a broken file leads to."""
    names = ("verify", "verify_acts") if accounted.receipts else ("verify",)
    part, course.part = course.part, accounted.part
    try:
        proof = proof_of(course, accounted.files, receipts=accounted.receipts, read_beside=beside)
        checks = [check for name in names for check in checks_of(course, name, proof)]
    except Exception as error:  # noqa: BLE001 - a proof that cannot be made releases nothing
        return error.code if isinstance(error, JikwonError) else type(error).__name__
    finally:
        course.part = part
    if all_hold(checks):
        return ""
    return ", ".join(check.name for check in checks if check.mismatches) or "nothing compared"
