"""Message windows of a page: those that a process expects, and those that come by surprise."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from jikwon.model import fact
from jikwon.tools.browser.places import Words

if TYPE_CHECKING:
    from playwright.async_api import Dialog


@fact
class Expected:
    """A message window that is to come, and what to do with it."""

    says: Words
    accept: bool
    answer: str

    def fits(self, message: str) -> bool:
        """Tell whether a message is the one expected."""
        said = " ".join(message.split())
        if isinstance(self.says, re.Pattern):
            return self.says.search(said) is not None
        return said == " ".join(self.says.split())


class Dialogs:
    """The message windows of one page. Everything here runs in the loop."""

    def __init__(self, surprise: Callable[[str], None]) -> None:
        self.messages = list[str]()
        self._surprise = surprise
        self._expected = list[Expected]()

    async def expect(self, says: Words, *, accept: bool, answer: str) -> Expected:
        """Have the next message window that says this accepted or dismissed."""
        self._expected.append(Expected(says=says, accept=accept, answer=answer))
        return self._expected[-1]

    def is_missed(self, expected: Expected) -> bool:
        """Tell whether a message window that is expected has not come."""
        return expected in self._expected

    def forget(self, expected: Expected) -> None:
        """Expect a message window no longer."""
        self._expected = [each for each in self._expected if each is not expected]

    async def opened(self, dialog: "Dialog") -> None:
        """Answer a message window that has opened; one that nobody expects is dismissed and told."""
        from playwright.async_api import Error

        try:
            if dialog.type == "beforeunload":  # to leave is what was asked for
                await dialog.accept()
            elif expected := next((each for each in self._expected if each.fits(dialog.message)), None):
                self.forget(expected)
                await (dialog.accept(expected.answer) if expected.accept else dialog.dismiss())
            else:
                self.messages.append(dialog.message)
                self._surprise(dialog.type)
                await dialog.dismiss()
        except Error:  # the page went away with its window
            return
