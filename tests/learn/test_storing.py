"""A model's file holds numbers and its card: no code, no text of anybody, and nothing that was changed."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import pairwise

import numpy as np
import pytest
from tests.learn.made import examples, written

from jikwon.korea import personal
from jikwon.learn import storing, training
from jikwon.learn.errors import ModelDamaged
from jikwon.learn.history import Example
from jikwon.learn.storing import Stored
from jikwon.model.dates import SEOUL

PLANTED = ("홍길똥쇠", "010-0777-1234", "뜌뺠뷁", "쀍궯뙑마을 77동")


@cache
def history() -> tuple[Example, ...]:
    """Give a history in which one person tells who he is, in four petitions of his own."""
    made = examples(written(400, seed=1))
    said = f"저는 {PLANTED[0]} 씨이고 {PLANTED[1]}, {PLANTED[2]}에 사는 {PLANTED[3]} 주민"
    own = [replace(each, text=f"{each.text} {said}") for each in made[:4]]
    return (*own, *made[4:])


@cache
def packed() -> bytes:
    """Give the file of the model of that history, its texts not cleaned at all: the file alone must keep them."""
    made = training.train(history(), max_error=0.05)
    at = datetime(2021, 10, 6, 9, tzinfo=SEOUL)
    return storing.pack(
        made, process="petitions", kind="type", at=at, by="kim", inputs={"petitions/민원.csv": "ab" * 32}
    )


def opened(data: bytes) -> Stored:
    """Open a file by its own hash."""
    return storing.unpack(data, file="x.model", sha256=sha256(data).hexdigest())


def test_a_model_comes_back_from_its_file_and_proposes_the_same() -> None:
    made = training.train(history(), max_error=0.05).classifier
    asked = [each.text for each in examples(written(30, seed=2))]

    assert opened(packed()).classifier.propose(asked) == made.propose(asked)


def test_no_planted_word_stands_in_the_file_in_any_encoding() -> None:
    for word in PLANTED:
        for encoding in ("utf-8", "utf-16-le", "utf-32-le", "cp949"):
            try:
                assert word.encode(encoding) not in packed()
            except UnicodeEncodeError:
                continue


def test_no_words_of_any_petition_stand_in_the_file() -> None:
    """Labels and the names of files are the office's own; of the texts not four letters in a row may be left."""
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        card = archive.read("card.json").decode()
    labels = {each.label for each in history()}
    words = {word for each in history() for word in each.text.split() if len(word) > 3}

    assert not [word for word in words if word in card and not any(word in label or label in word for label in labels)]


def test_what_one_person_wrote_leaves_no_weight_in_the_model() -> None:
    """So even somebody who guesses the words cannot learn from the model whether they were in the history."""
    from jikwon.learn import features

    weights = opened(packed()).classifier.weights
    common = {column for each in history()[4:] for column in features.count(each.text).columns.tolist()}
    planted = {
        column
        for word in PLANTED
        for column in features.count(word).columns.tolist()
        if column not in common
    }  # fmt: skip

    assert len(planted) > 20
    assert not planted & set(weights.columns.tolist())


def test_personal_data_is_replaced_before_a_text_is_learnt_from() -> None:
    cleaned, count = personal.replace("연락처는 010-0123-4567 홍길동 씨입니다", names=["홍길동"])

    assert count
    assert not any(each in cleaned for each in ("010-0123-4567", "홍길동"))


def test_the_file_holds_four_arrays_of_numbers_and_one_card() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        names = archive.namelist()
        kinds = {name: np.load(io.BytesIO(archive.read(name)), allow_pickle=False).dtype.kind for name in names[1:]}

    assert names == ["card.json", "columns.npy", "idf.npy", "slopes.npy", "starts.npy"]
    assert set(kinds.values()) <= {"i", "f"}


def test_a_changed_file_is_refused() -> None:
    data = bytearray(packed())
    data[len(data) // 2] ^= 1

    with pytest.raises(ModelDamaged):
        storing.unpack(bytes(data), file="x.model", sha256=sha256(packed()).hexdigest())


@pytest.mark.parametrize("data", [b"", b"PK", b"\x80\x04N.", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ModelDamaged):
        opened(data)


def test_an_array_of_objects_is_never_opened() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed())) as archive, zipfile.ZipFile(made, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name) if name != "idf.npy" else _pickled())

    with pytest.raises(ModelDamaged):
        opened(made.getvalue())


def _pickled() -> bytes:
    made = io.BytesIO()
    np.save(made, np.array([print], dtype=object), allow_pickle=True)
    return made.getvalue()


def test_the_card_says_when_from_what_and_how_well() -> None:
    card = opened(packed()).card

    assert (card.process, card.kind, card.trained_by) == ("petitions", "type", "kim")
    assert card.inputs == (("petitions/민원.csv", "ab" * 32),)
    assert all(earlier.label < later.label for earlier, later in pairwise(card.record.classes))
    assert sum(each.accepted for each in card.record.classes) == card.certificate.accepted
