"""What can go wrong between the portal, the office's settings and a case; each names what to do about it."""

from jikwon.model import Handling, InputError, JikwonError


class PrinterUnset(InputError):
    """Neither the command nor the office's settings name a printer."""

    code = "epi-printer-unset"


class DayUnknown(InputError):
    """The date is no day that can have reports."""

    code = "epi-day-unknown"


class DistrictUnknown(InputError):
    """The portal's tree has no such district."""

    code = "epi-district-unknown"


class SearchFailed(JikwonError):
    """The portal answered the search with an alert in place of a list."""

    code = "epi-search-failed"
    handling = Handling.RETRY


class ListIncomplete(JikwonError):
    """The lines read are not as many as the portal says, or one came twice: the list moved while it was read."""

    code = "epi-list-incomplete"
    handling = Handling.RETRY


class OtherCase(JikwonError):
    """The page that opened is another case's."""

    code = "epi-other-case"
    handling = Handling.RETRY


class MarkNotKept(JikwonError):
    """The portal said that it marked the case, and its own record does not show it."""

    code = "epi-mark-not-kept"
    handling = Handling.RETRY


class PlanMissing(JikwonError):
    """The plan of a run does not name the case of an act."""

    code = "epi-plan-missing"
