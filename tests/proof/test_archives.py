"""Archives that are damaged or lie: read or refused, and nothing else."""

import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from tests.archives import PARTS, damaged, packed, placed_before_the_beginning, placed_beyond_every_end

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.markup import Archive


def read(data: bytes) -> dict[str, bytes]:
    archive = Archive(data)
    return {name: b"".join(archive.pieces(name)) for name in PARTS if name in archive}


def test_a_sound_archive_gives_its_parts() -> None:
    assert read(packed()) == PARTS


@settings(max_examples=400, deadline=None)
@given(data=damaged())
def test_a_damaged_archive_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    with suppress(Unreadable):
        read(data)


@pytest.mark.parametrize("data", [placed_before_the_beginning(), placed_beyond_every_end()], ids=["before", "beyond"])
def test_a_part_that_lies_about_its_place_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.fields["reason"] == "part-corrupt"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_as_no_office_program_packs_is_refused(method: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read(packed(method))

    assert refused.value.fields["reason"] == "part-corrupt"


def test_a_part_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreadable) as refused:
        list(Archive(packed()).pieces("c"))

    assert refused.value.fields["reason"] == "part-missing"
