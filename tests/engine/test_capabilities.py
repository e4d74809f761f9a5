"""What `--can` says, what a process needs, and whether the one meets the other."""

import pytest

from jikwon.model import capabilities
from jikwon.model.capabilities import CapabilityInvalid


def test_a_count_says_how_many_at_a_time() -> None:
    assert capabilities.parse(["browser=2", "printer:2F", "내부망"]) == {"browser": 2, "printer:2F": 0, "내부망": 0}


@pytest.mark.parametrize(
    "word", ["", "browser=", "browser=0", "browser=zwei", "browser=65", "=2", "a b", "x:", "Printer"]
)
def test_nonsense_is_refused(word: str) -> None:
    with pytest.raises(CapabilityInvalid):
        capabilities.parse([word])


def test_one_that_is_given_twice_is_refused() -> None:
    with pytest.raises(CapabilityInvalid):
        capabilities.parse(["browser", "browser=2"])


def test_whoever_has_a_certain_printer_has_a_printer_and_not_another_one() -> None:
    assert capabilities.lacking(["printer"], ["printer:2F"]) == ()
    assert capabilities.lacking(["printer:3F"], ["printer:2F", "printer"]) == ("printer:3F",)


def test_the_office_narrows_what_the_manifest_needs() -> None:
    assert capabilities.of_process(["browser", "printer"], ["printer:2F"]) == {"browser", "printer:2F"}


def test_what_comes_with_the_installation_is_lacking_nowhere() -> None:
    assert capabilities.lacking(["fonts", "documents"], []) == ()
