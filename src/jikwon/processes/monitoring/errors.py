"""What can be wrong with the inputs as a whole; found before any work."""

from jikwon.model import InputError


class ReportsMissing(InputError):
    """No report file of any kind was given."""

    code = "reports-missing"
