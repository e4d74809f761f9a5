"""Message windows of a page: expected ones are answered, any other is dismissed and told."""

import re

import pytest

from jikwon.tools.browser import DialogMissing, DialogUnexpected, Page, Place

from .keeping import Kept
from .site import Site

pytestmark = pytest.mark.slow
SEARCH = Place("조회", role="button")


def test_an_expected_message_window_is_answered(page: Page, site: Site) -> None:
    page.go(site.show("<button onclick='document.title = confirm(`저장할까요?`) + prompt(`사유`)'>조회</button>"))

    with page.dialog("저장할까요?"), page.dialog(re.compile("^사유"), answer="출력"):
        page.press(SEARCH)

    assert "<title>true출력</title>" in page.html()


def test_an_unexpected_message_window_is_dismissed_told_once_and_its_words_are_in_the_evidence_only(
    page: Page, site: Site, kept: Kept
) -> None:
    page.go(
        site.show("<button onclick='document.title = confirm(`010-0123-4567로 보낼까요?`)'>조회</button><p>그대로</p>")
    )

    with pytest.raises(DialogUnexpected) as caught:
        page.press(SEARCH)
        page.text(SEARCH)

    assert "보낼까요" not in caught.value.dumps() + str(caught.value)
    assert "message: 010-0123-****로 보낼까요?" in kept.tree()
    assert "<title>false</title>" in page.html()


def test_a_message_window_that_does_not_come_is_an_error(page: Page, site: Site) -> None:
    page.go(site.show("<button>조회</button>"))

    with pytest.raises(DialogMissing), page.dialog("저장할까요?"):
        page.press(SEARCH)
