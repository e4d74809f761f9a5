"""A file that a process fetches is a source like a given one: sealed, hashed, proved with, cleared, destroyed."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.engine.desk import Desk
from tests.engine.interrupting import letters_code
from tests.engine.test_secrecy import leaks

from jikwon.engine.active import Active
from jikwon.engine.files.sources import FileNameTwice
from jikwon.engine.questions.sourcerows import source_rows
from jikwon.engine.runs import lifecycle
from jikwon.model import InputError, Place, Stage, State
from jikwon.model.declared import InputUnknown
from jikwon.model.keeping import SourceNotNow
from jikwon.tools.tables import FileTwice, FileUnknown

NAME = "황보가온누리"
MORE = f"번호,받는분\nF1,{NAME}\n".encode()


@pytest.fixture
def fetch(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], None]:
    """Let the process of letters fetch a file first."""
    code = letters_code()
    collect = code.collect

    def told(name: str, data: bytes) -> None:
        def fetching(run: Active) -> Iterator[Any]:
            run.add_source("letters", name, data)
            yield from collect(run)

        monkeypatch.setattr(code, "collect", fetching)

    return told


def test_a_fetched_file_is_read_proved_and_listed_like_a_given_one(
    desk: Desk, fetch: Callable[[str, bytes], None]
) -> None:
    fetch("내려받음.csv", MORE)

    row = desk.run(("L1", "김하나"), approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["F1", "L1"]
    proof = json.loads((desk.out / row.id / "proof.json").read_bytes())
    listed = {each["file"]: each["sha256"] for each in proof["inputs"]}
    assert listed["내려받음.csv"] == hashlib.sha256(MORE).hexdigest()


def test_a_fetched_file_lies_sealed_and_is_destroyed_with_the_working_copies(
    desk: Desk, fetch: Callable[[str, bytes], None]
) -> None:
    fetch("내려받음.csv", MORE)
    row = desk.run(("L1", "김하나"))
    assert len(list((desk.home / "spool" / row.id).glob("fetched-*"))) == 1
    assert leaks(desk.home, NAME) == []
    active = Active.of(desk.office, row.id, "test")
    assert [each.name for each in active.sources("letters")] == ["내려받음.csv", "편지.csv"]
    place = Place(source="letters", file="내려받음.csv", row=2)
    assert [row.filled for row in source_rows(active, [place])] == [[("번호", "F1"), ("받는분", NAME)]]

    lifecycle.cancel(desk.office, row.id)

    assert list((desk.home / "spool").iterdir()) == []


def test_what_was_fetched_is_cleared_when_collect_begins_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    real = code.collect
    names = iter(["first.csv", "second.csv"])

    def fetching(run: Active) -> Iterator[object]:
        run.add_source("letters", next(names), MORE)
        return real(run)  # type: ignore[no-any-return]

    monkeypatch.setattr(code, "collect", fetching)
    row = desk.run(("L1", "김하나"), settings={"paper": "ask"})
    assert row.state is State.NEEDS_PEOPLE
    desk.answer(row, "paper-missing", "plain")

    desk.resume(row)

    found = [each.name for each in Active.of(desk.office, row.id, "test").sources("letters")]
    assert found == ["second.csv", "편지.csv"]
    assert len(list((desk.home / "spool" / row.id).glob("fetched-*"))) == 1


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("편지.csv", MORE, FileNameTwice),
        ("내려받음.exe", MORE, FileUnknown),
        ("내려받음.xlsx", b"PK\x03\x04 cut short", InputError),
        ("내려받음.csv", b"", InputError),
    ],
)
def test_a_file_that_could_not_be_given_is_not_fetched_either(
    desk: Desk, fetch: Callable[[str, bytes], None], name: str, data: bytes, error: type[InputError]
) -> None:
    fetch(name, data)

    with pytest.raises(error):
        desk.run(("L1", "김하나"))


def test_the_content_of_a_given_file_is_not_taken_twice(desk: Desk, fetch: Callable[[str, bytes], None]) -> None:
    path = desk.file(("L1", "김하나"))
    fetch("다른 이름.csv", path.read_bytes())

    with pytest.raises(FileTwice):
        desk.run(path=path)


def test_only_collect_adds_and_only_to_an_input(desk: Desk) -> None:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
    active.doing = Stage.COLLECT
    with pytest.raises(InputUnknown):
        active.add_source("photos", "a.csv", MORE)
    active.doing = Stage.DELIVER
    with pytest.raises(SourceNotNow):
        active.add_source("letters", "a.csv", MORE)
