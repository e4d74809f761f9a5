"""What can be wrong with the inputs as a whole; found before any work."""

from jikwon.model import InputError


class ExportsMissing(InputError):
    """No export was given, and none is to be fetched."""

    code = "exports-missing"


class DepartmentUnreadable(InputError):
    """A line of the table of departments has no code or name, or dates that mean nothing."""

    code = "department-unreadable"


class HistoryColumns(InputError):
    """Past exports have columns that nobody has explained yet."""

    code = "history-columns"
