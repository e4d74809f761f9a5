"""Breaking a process's sample outputs on purpose: its proof must refute every break."""

from collections.abc import Iterator
from pathlib import Path

from jikwon.model import JikwonError, fact
from jikwon.model.catalog import Process
from jikwon.proof import breaks
from jikwon.testing import samples
from jikwon.testing.course import Course
from jikwon.testing.findings import found, say
from jikwon.testing.releasing import all_hold, checks_of, proof_of


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

    Raises `SampleNotProved` when the whole outputs are not proved. Ledgers, which are written after
    the acts, are not broken here: no act is done for a sample.
    """
    result = samples.run(found(process))
    if result.verdict != "proved":
        raise SampleNotProved(process=found(process).slug, state=result.state.value)
    course: Course = result.course
    for name, path in result.outputs.items():
        if breaks.is_breakable(path):
            yield from _broken(course, name, path, seed)


def _broken(course: Course, name: str, path: Path, seed: int) -> Iterator[ProvedBreak]:
    whole = path.read_bytes()
    folder = path.parent / ".broken"
    folder.mkdir(exist_ok=True)
    for description, data in breaks.breaks(path.name, whole, seed=seed):
        broken = folder / path.name
        broken.write_bytes(data)
        by = _refuted_by(course, {**course.outputs, name: broken})
        yield ProvedBreak(output=name, description=description, refuted=bool(by), by=by)


def _refuted_by(course: Course, outputs: dict[str, Path]) -> str:
    """Name what refutes the outputs: the checks that fail, or the error that a broken file leads to."""
    try:
        checks = list(checks_of(course, "verify", proof_of(course, outputs)))
    except Exception as error:  # noqa: BLE001 - a proof that cannot be made releases nothing
        return error.code if isinstance(error, JikwonError) else type(error).__name__
    if all_hold(checks):
        return ""
    return ", ".join(check.name for check in checks if check.mismatches) or "nothing compared"
