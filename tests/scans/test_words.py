"""Labels as scans show them."""

import pytest

from jikwon.tools.scans.words import is_label


@pytest.mark.parametrize("read", ["성명", "성 명", "성  명:", "*성명", "(성명)"])
def test_blanks_and_marks_of_a_label_say_nothing(read: str) -> None:
    assert is_label(read, "성 명")


@pytest.mark.parametrize("read", ["생년월일", "생년월잎", "생년윌일", "생년월일l"])
def test_a_long_label_may_have_one_letter_wrong(read: str) -> None:
    assert is_label(read, "생년월일")


@pytest.mark.parametrize(
    ("read", "label"), [("성별", "성 명"), ("생년", "생년월일"), ("", "성명"), ("행정동", "행사명")]
)
def test_another_label_is_another_label(read: str, label: str) -> None:
    assert not is_label(read, label)
