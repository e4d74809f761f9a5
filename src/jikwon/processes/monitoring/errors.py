"""What can be wrong with the inputs as a whole, or with fetching them; found before any work."""

from jikwon.model import Handling, InputError, JikwonError


class ReportsMissing(InputError):
    """No report file of any kind was given."""

    code = "reports-missing"


class SearchRefused(JikwonError):
    """The app's page answered the search with an alert in place of a list."""

    code = "quarantine-search-refused"
    handling = Handling.RETRY


class ExportIncomplete(JikwonError):
    """The file has not as many rows as the page says: answers came in between, or it was cut."""

    code = "quarantine-export-incomplete"
    handling = Handling.RETRY
