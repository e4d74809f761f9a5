"""The language of whoever looks, and errors of ours in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jikwon.console.shell import frameless, views
from jikwon.model import JikwonError, strings


class Language:
    """Sets the language for the length of a request: from the profile, Korean for everybody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language."""
        request.LANGUAGE_CODE = "en" if getattr(request.user, "language", "ko") == "en" else "ko"
        with strings.speaking(request.LANGUAGE_CODE):
            return self._next(request)


class Sorry:
    """Shows an error of ours as a page: what is wrong, and what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self._next(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say an error of ours, and one that the state of the records explains; Django answers to every other."""
        if state := frameless.state_of(exception):
            return frameless.away(request, state)
        return views.told(request, exception) if isinstance(exception, JikwonError) else None
