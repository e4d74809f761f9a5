"""Pictures of failures: sealed on the disk, opened for who may see the run."""

from pathlib import Path

from tests.engine.desk import Desk

from jikwon.engine.active import Active
from jikwon.engine.files import pictures

PICTURE = b"\x89PNG what the portal showed, masked"


def test_a_picture_is_sealed_on_the_disk_and_opens_again(desk: Desk, tmp_path: Path) -> None:
    run = desk.run(("1", "가온", "질문"))
    active = Active.of(desk.office, run.id, "")

    active.evidence.write("place-missing-1.png", PICTURE)

    kept = [path.read_bytes() for path in active.evidence_folder.rglob("*") if path.is_file()]
    assert kept
    assert not any(PICTURE in data for data in kept)
    (opened,) = pictures.open_to(active, tmp_path / "seen")
    assert opened.name == "001-place-missing-1.png"
    assert opened.read_bytes() == PICTURE


def test_the_manifests_personal_labels_are_masked_whatever_their_blanks(desk: Desk) -> None:
    run = desk.run(("1", "가온", "질문"))

    evidence = Active.of(desk.office, run.id, "").evidence

    assert evidence.is_personal("받는 분")
    assert not evidence.is_personal("창구")


def test_a_run_that_fails_three_hundred_times_keeps_two_hundred_pictures(desk: Desk) -> None:
    run = desk.run(("1", "가온", "질문"))
    active = Active.of(desk.office, run.id, "")

    for number in range(300):
        active.evidence.write(f"page-slow-{number}.png", PICTURE)

    assert len(list((active.evidence_folder / "pictures").iterdir())) == pictures.MOST
