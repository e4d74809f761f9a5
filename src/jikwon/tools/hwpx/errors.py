"""What can keep a document from being filled, read or shown."""

from jikwon.model import InputError, JikwonError


class HwpxUnreadable(InputError):
    """A file is no HWPX document, is damaged, or is beyond the bounds: `why` is one of its short words."""

    code = "hwpx-unreadable"


class FieldMissing(InputError):
    """A template has neither a field nor a label of this name."""

    code = "hwpx-field-missing"


class LabelAmbiguous(InputError):
    """A template has more than one place that a name may mean."""

    code = "hwpx-label-ambiguous"


class FieldUnfilled(InputError):
    """A template has a field that nothing was given for."""

    code = "hwpx-field-unfilled"


class TableMissing(InputError):
    """A template has no table of this name, or its table lacks a column or its last row."""

    code = "hwpx-table-missing"


class TextForbidden(JikwonError):
    """A value holds a character that no document can hold."""

    code = "hwpx-text-forbidden"


class RendererMissing(InputError):
    """The machine lacks what draws a document."""

    code = "hwpx-renderer-missing"
