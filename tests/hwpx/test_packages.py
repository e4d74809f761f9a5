"""Packages that are damaged or lie: opened or refused, within the bounds, and nothing else."""

import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from tests.archives import PARTS, bomb, damaged, packed, placed_before_the_beginning, placed_beyond_every_end

from jikwon.tools.hwpx import HwpxUnreadable, check
from jikwon.tools.hwpx.package import Package

MIB = 1 << 20


def test_a_sound_package_gives_its_parts() -> None:
    assert Package(packed()).parts == PARTS


@settings(max_examples=400, deadline=None)
@given(data=damaged())
def test_a_damaged_package_is_opened_or_refused_and_nothing_else(data: bytes) -> None:
    with suppress(HwpxUnreadable):
        Package(data)


@pytest.mark.parametrize("data", [placed_before_the_beginning(), placed_beyond_every_end()], ids=["before", "beyond"])
def test_a_part_that_lies_about_its_place_is_refused(data: bytes) -> None:
    with pytest.raises(HwpxUnreadable):
        Package(data)


@pytest.mark.parametrize("said", [0, 1_000])
def test_a_part_that_hides_its_size_is_refused_before_it_is_unpacked(said: int) -> None:
    data = bomb(64 * MIB, said=said)
    tracemalloc.start()

    with pytest.raises(HwpxUnreadable):
        Package(data)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2 * MIB


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_as_hancom_never_packs_is_a_fault(method: int) -> None:
    assert [fault.code for fault in check(packed(method))] == ["packed-otherwise"]
