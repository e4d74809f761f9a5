"""The stages that let files out, on a run in memory: verify, approve, release."""

from collections.abc import Callable, Iterable, Sequence

from jikwon.model import Act, Check, Place, Receipt, Stage, State
from jikwon.model.outputs import OutputFile, found_in, many, singles
from jikwon.model.settling import ItemState, rows_add_up
from jikwon.proof import Proof
from jikwon.proof.readers import Sheet
from jikwon.testing.course import Course


def verify(course: Course) -> bool:
    """Hold the finished files and the plan against the sources; a refuted run loses its files and ends."""
    course.files = found_in(course.run.process_.manifest, course.staging, after=False)
    proof = proof_of(course, course.files)
    course.checks = [own_check(course), *checks_of(course, "verify", proof)]
    if not judge(course):
        course.drop_staging()
        return False
    course.stage = Stage.APPROVE
    return True


def proof_of(
    course: Course,
    files: Sequence[OutputFile],
    *,
    receipts: Sequence[Receipt] = (),
    read_beside: Callable[[str, str], list[Sheet] | None] | None = None,
) -> Proof:
    """Make the object that the process's proof looks at; `read_beside` as `Proof` takes it."""
    run = course.run
    return Proof(
        clock=run.clock, settings=run.settings, outputs=singles(files), fates=course.fates(), acts=acts_of(course),
        sources={name: run.sources(name) for name in run.process_.manifest.inputs}, receipts=receipts,
        earlier=course.earlier(), counts=run.rows, hash=run.hash,
        answers={(code, about.key): answer for (code, about), answer in run.answers.items()},
        many=many(run.process_.manifest, files), earlier_many=course.earlier_many(), kept_sources=run.kept,
        published=run.published, model=run.model, read_beside=read_beside,
    )  # fmt: skip


def acts_of(course: Course) -> list[Act]:
    """Give the part's planned acts in order."""
    return [each.planned.act for each in course.plan]


def checks_of(course: Course, name: str, proof: Proof) -> Iterable[Check]:
    """Ask the process's `verify` or `verify_acts`."""
    found: Iterable[Check] = course.run.process_.function(name)(proof)
    return list(found)


def own_check(course: Course) -> Check:
    """Check that every row and every item is accounted for, as every run's proof does."""
    wrong = int(not rows_add_up(course.run.rows))
    wrong += int(course.has(ItemState.OPEN) or course.has(ItemState.FAILED))
    at = (Place(source=course.run.process_.manifest.main_input, file=""),) if wrong else ()
    return Check(name="counts-add-up", compared=2, mismatches=wrong, at=at)


def all_hold(checks: Sequence[Check]) -> bool:
    """Tell whether something was compared and nothing did not match."""
    return any(check.compared for check in checks) and not any(check.mismatches for check in checks)


def judge(course: Course) -> bool:
    """Tell whether all checks hold; if not, the run is refuted."""
    holds = all_hold(course.checks)
    course.verdict = "proved" if holds else "refuted"
    if not holds:
        course.state = State.REFUTED
    return holds


def approve(course: Course) -> bool:
    """Go on if the run is approved, or if the manifest's policy says that it may."""
    by_policy = course.run.process_.manifest.release == "auto" and not course.plan_only
    if course.approved or by_policy:
        course.stage = Stage.RELEASE
        return True
    course.state = State.AWAITING_APPROVAL
    return False


def release(course: Course) -> bool:
    """One move: the private folder becomes the outputs that everyone sees."""
    course.staging.rename(course.released_folder)
    course.files = found_in(course.run.process_.manifest, course.released_folder, after=False)
    course.parts.append(list(course.files))
    course.run.release_published()
    for key in course.items:
        if key not in course.in_part and course.fate(key).state is not ItemState.WAITING:
            course.in_part[key] = course.part
    if course.plan:
        course.stage = Stage.ACT
        return True
    return end_part(course)


def end_part(course: Course) -> bool:
    """Go on to the next part if items still wait for people, else end the run."""
    if course.has(ItemState.WAITING):
        course.stage, course.part = Stage.HANDLE, course.part + 1
        course.state = State.NEEDS_PEOPLE
    else:
        course.stage, course.state = Stage.END, State.RELEASED
    return False
