"""Uploads: held apart from everything, never in memory, and cut off once they are too large."""

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from jikwon.console.settings import LARGEST_UPLOAD

TOO_LARGE = "jikwon.too-large"
"""What a request's META says of files that were cut off."""


class Bounded(TemporaryFileUploadHandler):
    """Writes files to the disk, and stops a request whose files are more than the console takes."""

    seen = 0

    def handle_raw_input(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - handed on as it is
        """Look at the size that the browser announces."""
        self._count(int(given[2]))
        self.seen = 0
        super().handle_raw_input(*given, **named)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the data, and count it."""
        self._count(len(raw_data))
        super().receive_data_chunk(raw_data, start)

    def _count(self, size: int) -> None:
        self.seen += size
        if self.seen > LARGEST_UPLOAD and self.request is not None:
            self.request.META[TOO_LARGE] = "1"
            raise StopUpload(connection_reset=False)
