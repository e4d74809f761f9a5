"""What a console orders: who may let a run's plan go, and what becomes of sources that cannot be read."""

import shutil

import pytest
from tests.acting.receiving import PROCESSES
from tests.engine.desk import Desk, quiet

from jikwon.engine.office import Office
from jikwon.engine.runs import lifecycle, ordering
from jikwon.engine.runs.lifecycle import NothingToApprove
from jikwon.engine.runs.ordering import ApprovalForbidden, OwnRun, PracticeRun
from jikwon.model import InputError, State
from jikwon.records import runs
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right, Role, rights_of

THREE = (("L1", "김하나"), ("L2", "이두리"), ("L3", "박세나"))
OFFICIAL, REVIEWER = rights_of([Role.OFFICIAL]), rights_of([Role.REVIEWER])


@pytest.fixture
def releases_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process need no approval."""
    folder = desk.folder / "processes"
    shutil.copytree(PROCESSES, folder)
    for path in folder.glob("*/manifest.toml"):
        path.write_text(path.read_text("utf-8").replace('release = "approve"', 'release = "auto"'), "utf-8")
    monkeypatch.setenv("JIKWON_PROCESSES", str(folder))


def in_hands_of(desk: Desk, name: str) -> Office:
    return desk.office.acting_for(name, "127.0.0.1")


def planned(desk: Desk, owner: str, *, practice: bool = False) -> RunRow:
    """Let a person order a plan, and a worker do it."""
    row = ordering.start(
        in_hands_of(desk, owner), slug="test-letters", inputs=[("letters", desk.file(*THREE))],
        settings={"receiver": f"http://127.0.0.1:{desk.port}"}, plan_only=True, practice=practice,
    )  # fmt: skip
    return lifecycle.resume(desk.office, quiet, row.id)


def allow_own(desk: Desk) -> None:
    desk.office.home.settings.write_text("[console]\nmay_approve_own = true\n", "utf-8")


def test_nobody_approves_a_run_of_their_own(desk: Desk) -> None:
    row = planned(desk, "lee")

    with pytest.raises(OwnRun):
        ordering.approve(in_hands_of(desk, "lee"), row.id, rights=REVIEWER)

    assert desk.fresh(row).state is State.AWAITING_APPROVAL
    assert not ordering.may_approve(in_hands_of(desk, "lee"), row, REVIEWER)


def test_another_person_with_the_right_approves_and_the_worker_releases(desk: Desk) -> None:
    row = planned(desk, "kim")

    ordering.approve(in_hands_of(desk, "lee"), row.id, rights=REVIEWER)

    assert (desk.fresh(row).approved_by, desk.fresh(row).holder) == ("lee", "")
    assert lifecycle.resume(desk.office, quiet, row.id).state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3"]


@pytest.mark.parametrize(("person", "refusal"), [("kim", OwnRun), ("choi", ApprovalForbidden)])
def test_without_the_right_nobody_approves(desk: Desk, person: str, refusal: type[InputError]) -> None:
    row = planned(desk, "kim")

    with pytest.raises(refusal):
        ordering.approve(in_hands_of(desk, person), row.id, rights=OFFICIAL)


def test_the_offices_setting_lets_those_who_approve_approve_their_own(desk: Desk) -> None:
    allow_own(desk)
    row = planned(desk, "lee")

    assert ordering.may_approve(in_hands_of(desk, "lee"), row, REVIEWER)
    assert not ordering.may_approve(in_hands_of(desk, "lee"), row, OFFICIAL)


@pytest.mark.usefixtures("releases_by_itself")
def test_owners_confirm_plans_of_what_needs_no_approval_and_no_other_official_does(desk: Desk) -> None:
    row = planned(desk, "kim")
    assert row.state is State.AWAITING_APPROVAL
    with pytest.raises(ApprovalForbidden):
        ordering.approve(in_hands_of(desk, "choi"), row.id, rights=OFFICIAL)
    with pytest.raises(OwnRun):
        ordering.approve(in_hands_of(desk, "kim"), row.id, rights=frozenset({Right.AUDIT}))

    ordering.approve(in_hands_of(desk, "kim"), row.id, rights=OFFICIAL)

    assert lifecycle.resume(desk.office, quiet, row.id).state is State.RELEASED


def test_a_run_that_waits_for_no_approval_is_not_approved(desk: Desk) -> None:
    row = planned(desk, "kim")
    lifecycle.cancel(desk.office, row.id)

    with pytest.raises(NothingToApprove):
        ordering.approve(in_hands_of(desk, "lee"), row.id, rights=REVIEWER)


def test_practice_is_proved_and_never_released_whoever_approves(desk: Desk) -> None:
    allow_own(desk)
    row = planned(desk, "kim", practice=True)
    assert desk.told(row)["proof"]["verdict"] == "proved"

    with pytest.raises(PracticeRun):
        ordering.approve(in_hands_of(desk, "lee"), row.id, rights=REVIEWER)
    assert desk.resume(row, approve=True).state is State.AWAITING_APPROVAL

    assert desk.sent_to == []
    assert desk.released(row) == {}


def test_a_run_whose_sources_a_worker_could_not_read_is_forgotten_with_its_copies(desk: Desk) -> None:
    path = desk.folder / "다른표.csv"
    path.write_text("이름,나이\n김하나,3\n", "utf-8")
    row = ordering.start(
        desk.office, slug="test-letters", inputs=[("letters", path)], settings={}, plan_only=True
    )  # fmt: skip
    assert desk.resume(row).state is State.FAILED

    error = ordering.refused(desk.office, row.id, within_s=1)

    assert error is not None
    assert error.code == "table-missing"
    assert runs.get(row.id) is None
    assert not (desk.office.home.spool / row.id).exists()


def test_a_run_that_nobody_has_begun_stays(desk: Desk) -> None:
    row = ordering.start(desk.office, slug="test-letters", inputs=[("letters", desk.file(*THREE))], settings={})

    assert ordering.refused(desk.office, row.id, within_s=0.1) is None
    assert desk.fresh(row).state is State.QUEUED
