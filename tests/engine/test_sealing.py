"""What one process has sealed itself it may give again without opening it, and nothing else."""

import pytest

from jikwon.engine.sealing import Seal
from jikwon.model import Exclude
from jikwon.trust.errors import SealBroken

KEY = bytes(32)
FACT = Exclude(code="거절", why="사유")


def test_a_remembered_fact_is_given_without_opening_it() -> None:
    seal = Seal("run", KEY)
    seal.remember()

    sealed = seal.pack(FACT, "outcomes", 7)

    assert seal.unpack(sealed, Exclude, "outcomes", 7) is FACT


def test_a_forgotten_fact_is_opened() -> None:
    seal = Seal("run", KEY)
    seal.remember()
    sealed = seal.pack(FACT, "outcomes", 7)
    seal.forget()

    opened = seal.unpack(sealed, Exclude, "outcomes", 7)

    assert opened == FACT
    assert opened is not FACT


def test_what_another_has_written_at_the_place_is_opened() -> None:
    seal = Seal("run", KEY)
    seal.remember()
    seal.pack(FACT, "outcomes", 7)
    other = Exclude(code="다른", why="")

    sealed = Seal("run", KEY).pack(other, "outcomes", 7)

    assert seal.unpack(sealed, Exclude, "outcomes", 7) == other


def test_a_remembered_fact_opens_at_no_other_place() -> None:
    seal = Seal("run", KEY)
    seal.remember()
    sealed = seal.pack(FACT, "outcomes", 7)

    with pytest.raises(SealBroken):
        seal.unpack(sealed, Exclude, "outcomes", 8)
