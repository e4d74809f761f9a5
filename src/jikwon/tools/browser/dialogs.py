"""Message windows of a page that a process expects: what they say, and what to answer."""

import re

from jikwon.model import fact
from jikwon.tools.browser.places import Words


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
