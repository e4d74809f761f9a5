"""Uploads: taken where files are asked for and nowhere else, never in memory, and cut off once they are too large."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser
from django.urls import Resolver404, resolve

from jikwon.console import desk
from jikwon.console.settings import LARGEST_UPLOAD
from jikwon.console.start import held
from jikwon.console.start.held import Held

TOO_LARGE: Final = "jikwon.too-large"
"""What a request's META says of files that were cut off."""
_HELD: Final = "jikwon.held"
_TAKING: Final = frozenset({"start-process"})
"""The addresses that take files."""


class Upload(UploadedFile):  # type: ignore[type-arg] # not generic where it runs
    """One file: `said` is the name that the browser gave, as it came; it lies at `path`, which says nothing of it."""

    def __init__(self, said: str, path: Path) -> None:
        super().__init__(path.open("w+b"), "upload", size=0)
        self.said = said
        self.path = path

    def temporary_file_path(self) -> str:
        """Say where the file is."""
        return str(self.path)


class Bounded(TemporaryFileUploadHandler):
    """Writes files to a folder of their own, and takes none of a request that brings too much."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._request: HttpRequest = request  # type: ignore[assignment] # Django makes it with one
        self._seen = 0
        self._parses = False

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 - a stream of the server's
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,  # noqa: ANN401, ARG002 - the parser reads it again
        encoding: str | None = None,
    ) -> Any:  # noqa: ANN401 - Django's fields and files
        """Parse the request ourselves: a file's name is judged by us as it came, and not silently mended."""
        if self._parses:
            return None
        self._parses = True
        if content_length > LARGEST_UPLOAD:
            META[TOO_LARGE] = "1"
        return _AsNamed(META, input_data, [self], encoding).parse()

    def new_file(self, field_name: str, file_name: str, *_rest: Any, **_more: Any) -> None:  # noqa: ANN401 - Django's
        """Begin a file, or pass it over: on a page that takes none, or if they are too large."""
        self.field_name, self.file_name = field_name, file_name
        if TOO_LARGE in self._request.META or not _takes_files(self._request):
            raise SkipFile
        self.file = Upload(file_name, held_of(self._request).fresh())  # type: ignore[assignment] # a file all the same

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the data, and count it."""
        self._seen += len(raw_data)
        if self._seen > LARGEST_UPLOAD:
            self._request.META[TOO_LARGE] = "1"
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


class Tidy:
    """Removes what a request has brought, whatever became of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response
        held.sweep(desk.office().home.spool)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        try:
            return self._next(request)
        finally:
            if kept := request.META.pop(_HELD, None):
                kept.drop()


def held_of(request: HttpRequest) -> Held:
    """Give the folder of a request's files."""
    if _HELD not in request.META:
        request.META[_HELD] = Held(desk.office().home.spool)
    kept: Held = request.META[_HELD]
    return kept


class _AsNamed(MultiPartParser):
    """Leaves names as they came."""

    def sanitize_file_name(self, file_name: str) -> str:
        """Give the name as it is: it is never a path here."""
        return file_name


def _takes_files(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in _TAKING
    except Resolver404:
        return False
