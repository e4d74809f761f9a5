"""What an act has come to, told once on the next page."""

from typing import Any, Final

from django.http import HttpRequest

from jikwon.console.shell import words

_KEPT: Final = "told"


def tell(request: HttpRequest, code: str, **fields: str | int) -> None:
    """Keep a sentence of the inbox for the next page; its fields hold counts and colleagues' names alone."""
    request.session[_KEPT] = [*request.session.get(_KEPT, ()), [code, fields]]


def told(request: HttpRequest) -> list[str]:
    """Give the sentences, and forget them."""
    kept: list[tuple[str, dict[str, Any]]] = request.session.pop(_KEPT, [])
    return [words.say("page", f"inbox.{code}", **fields) for code, fields in kept]
