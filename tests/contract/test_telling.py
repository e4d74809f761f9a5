"""What the command line tells people, in their words."""

import pytest

from jikwon.cli.telling import span


@pytest.mark.parametrize(
    ("hours", "said"), [(2.25, "2.2시간"), (1.0, "1.0시간"), (0.4, "24분"), (0.0133, "48초"), (0.0, "0초")]
)
def test_a_length_of_time_is_told_in_the_unit_that_a_person_would_choose(
    hours: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIKWON_LANG", "ko")
    assert span(hours) == said
