"""What can go wrong with a letter; each names what to do about it."""

from jikwon.model import Handling, JikwonError


class LetterBroken(JikwonError):
    """The row cannot be handled by any means; nothing helps but a change of the file."""

    code = "letters-broken"


class LetterUnsure(JikwonError):
    """A person must decide whether the letter goes."""

    code = "letters-unsure"
    handling = Handling.ASK


class ReceiverBusy(JikwonError):
    """The receiver cannot be reached or has no time; it may have in a moment."""

    code = "letters-receiver-busy"
    handling = Handling.RETRY


class ReceiverOutOfPaper(JikwonError):
    """The receiver has no paper; somebody brings some, and nobody decides anything."""

    code = "letters-out-of-paper"
    handling = Handling.WAIT


class LoginRefused(JikwonError):
    """The receiver does not take the password."""

    code = "letters-login-refused"


class LetterRefused(JikwonError):
    """The receiver does not take the letter."""

    code = "letters-refused"
