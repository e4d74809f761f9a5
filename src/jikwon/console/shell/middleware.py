"""The language of whoever looks: from their profile, Korean for everybody else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jikwon.console.shell import words


class Language:
    """Sets the language for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language."""
        chosen = getattr(request.user, "language", "") or request.COOKIES.get("jikwon_language", "ko")
        with words.speaking("en" if chosen == "en" else "ko"):
            return self._next(request)
