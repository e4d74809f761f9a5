"""Pages that ask the records for nothing, for when they cannot be asked: no navigation, no account, no session."""

from contextlib import suppress
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from jikwon.console import desk
from jikwon.console.shell import words
from jikwon.model import strings
from jikwon.records.failing import RecordsBusy, RecordsUnreachable, translated
from jikwon.trust import logs

AGAIN_AFTER_S: Final = 10
_LOG = logs.get(__name__)


def state_of(error: BaseException) -> RecordsBusy | None:
    """Tell which state of the records is behind an error, None if none is; a connection that is lost is dropped."""
    with suppress(Exception):
        try:
            with translated:
                raise error
        except RecordsBusy as found:
            return found
    return None


def away(request: HttpRequest, state: RecordsBusy) -> HttpResponse:
    """Say that the records cannot be used now, and what became of what was sent (503)."""
    _LOG.failure("page-failed", state)
    if session := getattr(request, "session", None):
        session.modified = False  # or it is saved on the way out, which asks the records again
    sentence = "" if state.code == RecordsUnreachable.code else words.without_commands(state.text())
    answer = sorry(request, "away", status=503, sentence=sentence)
    answer["Retry-After"] = str(AGAIN_AFTER_S)
    answer._has_been_logged = True  # type: ignore[attr-defined] # noqa: SLF001 - Django would log it again, namelessly
    return answer


def sorry(request: HttpRequest, code: str, *, status: int, sentence: str = "") -> HttpResponse:
    """Say a sentence of the table `sorry`, or another, in the language of whoever looks if that was learnt yet."""
    language = getattr(request, "LANGUAGE_CODE", "ko")
    with strings.speaking(language):
        page = render_to_string("console/sorry.html", {
            "code": code, "sentence": sentence, "language": language,
            "institution": desk.office().settings.console.institution,
            "again": request.get_full_path() if request.method == "GET" else "",
        })  # fmt: skip
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
