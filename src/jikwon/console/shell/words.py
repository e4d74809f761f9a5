"""The sentences of the console, in the language of whoever looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jikwon.model import strings

SAYS = strings.of(__name__)
_language: ContextVar[str] = ContextVar("language", default="ko")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """Give the language of the request at hand."""
    return _language.get()


def say(table: str, code: str, **fields: object) -> str:
    """Give a sentence."""
    return SAYS.text(table, code, language=language(), **fields)
