"""What can be wrong with what somebody hands over, besides what the engine finds."""

from jikwon.model import InputError


class UploadTooLarge(InputError):
    """All files together are more than the console takes."""

    code = "upload-too-large"


class UploadMissing(InputError):
    """An input that the process needs has no file."""

    code = "upload-missing"
