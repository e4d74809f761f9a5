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
    """The receiver has no time; it may have in a moment."""

    code = "letters-receiver-busy"
    handling = Handling.RETRY


class ReceiverUnreachable(JikwonError):
    """There is no line to the receiver, or it broke."""

    code = "letters-receiver-unreachable"
    handling = Handling.RETRY
    out_of_reach = True


class ReceiverOff(JikwonError):
    """The receiver is switched off; somebody switches it on, and nobody decides anything."""

    code = "letters-receiver-off"
    handling = Handling.WAIT
    out_of_reach = True


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
