"""Models in the records: only approved ones reach a run, one of a kind at a time, and old ones stay."""

import hashlib
from datetime import datetime
from functools import cache

import msgspec
import pytest
from tests.engine.desk import Desk
from tests.learn.made import examples, written

from jikwon.engine import auditing
from jikwon.engine.learned import learning
from jikwon.engine.learned.learning import ErrorLimit, ModelNotApproved, ModelUnknown, share_of
from jikwon.engine.office import Office
from jikwon.learn import storing, training
from jikwon.learn.errors import ModelDamaged
from jikwon.model.dates import SEOUL
from jikwon.records import trained
from jikwon.records.trained import ModelRow

AT = datetime(2021, 10, 6, 9, tzinfo=SEOUL)


@cache
def _made() -> training.Trained:
    return training.train(examples(written(200, seed=1)), max_error=0.05)


def _kept(office: Office, by: str) -> str:
    """Keep a model as `train` does; another account makes another file."""
    data = storing.pack(_made(), process="petitions", kind="type", at=AT, by=by, inputs={})
    sha256 = hashlib.sha256(data).hexdigest()
    learning._write(office.home, sha256, data)
    certificate = storing.unpack(data, file="x", sha256=sha256).card.certificate
    trained.add(
        ModelRow(
            sha256=sha256, process="petitions", kind="type", state=trained.TRAINED,
            certificate=msgspec.json.encode(certificate).decode(), trained_by=by, trained_at=AT.timestamp(),
        )
    )  # fmt: skip
    return sha256


def test_no_run_sees_a_model_before_a_person_has_approved_it(desk: Desk) -> None:
    sha256 = _kept(desk.office, "kim")

    assert trained.approved("petitions") == []
    learning.approve(desk.office, sha256[:8])

    (row,) = trained.approved("petitions")
    assert (row.sha256, row.approved_by) == (sha256, desk.office.account)
    assert row.approved_at is not None


def test_approving_another_model_retires_the_one_before_and_keeps_its_file(desk: Desk) -> None:
    first, second = _kept(desk.office, "kim"), _kept(desk.office, "lee")
    learning.approve(desk.office, first)

    learning.approve(desk.office, second)

    assert [each.sha256 for each in trained.approved("petitions")] == [second]
    assert learning.named(first).state == trained.RETIRED
    assert learning.load(desk.office.home, first).sha256 == first


def test_approval_and_retirement_stand_in_the_audit_trail(desk: Desk) -> None:
    sha256 = _kept(desk.office, "kim")

    learning.approve(desk.office, sha256)
    learning.retire(desk.office, sha256, why="새 조직")

    actions = [each.action for each in auditing.entries()]
    assert [each for each in actions if each.startswith("model")] == ["model approved", "model retired"]
    assert learning.named(sha256).why == "새 조직"


def test_only_an_approved_model_can_be_retired(desk: Desk) -> None:
    with pytest.raises(ModelNotApproved):
        learning.retire(desk.office, _kept(desk.office, "kim"), why="")


def test_a_model_whose_file_was_changed_is_not_approved(desk: Desk) -> None:
    sha256 = _kept(desk.office, "kim")
    path = desk.office.home.models / f"{sha256}.model"
    path.write_bytes(path.read_bytes() + b"x")

    with pytest.raises(ModelDamaged):
        learning.approve(desk.office, sha256)
    assert trained.approved("petitions") == []


@pytest.mark.parametrize("start", ["", "abc", "ffffff"])
def test_too_few_digits_or_unknown_ones_name_no_model(desk: Desk, start: str) -> None:
    with pytest.raises(ModelUnknown):
        learning.named(start)


def test_a_limit_is_read_as_percent_or_share() -> None:
    assert share_of("1 %") == share_of("0.01") == pytest.approx(0.01)
    for wrong in ("", "0", "-1 %", "60 %", "하나"):
        with pytest.raises(ErrorLimit):
            share_of(wrong)
