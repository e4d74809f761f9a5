"""The kinds of failure: each names what to do about it, and survives being stored."""

import json
from enum import StrEnum
from typing import ClassVar

from jikwon.model import strings


class Handling(StrEnum):
    """What the engine does about an error; the raiser names it."""

    RETRY = "retry"
    """A system exception: the same thing may work in a moment."""
    WAIT = "wait"
    """The outside must change (a printer wants paper) and nobody decides.

    In the act stage it is tried again without limit, after waits that grow up to the manifest's cap;
    elsewhere it counts as `RETRY`.
    """
    ASK = "ask"
    """A business exception: a person decides."""
    STOP = "stop"
    """Nothing helps but a change from outside."""


_BY_CODE: dict[str, type["JikwonError"]] = {}


class JikwonError(Exception):
    """An error with a code, fields and a handling.

    The message is a sentence of the strings beside the raising package, by code: it says what, where
    and what to do next. Fields hold places and names, never a person's data. One that stops and is
    `run_wide` fails the whole run and not only the item at hand: a refused login.

    One that is `out_of_reach` is about the way from this machine to the outside: another machine may succeed, and
    is given the chance.
    """

    code: ClassVar[str] = "error"
    handling: ClassVar[Handling] = Handling.STOP
    run_wide: bool = False
    out_of_reach: bool = False

    def __init_subclass__(cls) -> None:
        """Register the class by its code, so that a stored error finds its class again."""
        if (known := _BY_CODE.get(cls.code)) is not None and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"error code {cls.code!r} is taken by {known.__qualname__}")
        _BY_CODE[cls.code] = cls

    def __init__(self, **fields: str | int) -> None:
        super().__init__()
        self.fields = fields

    def __str__(self) -> str:
        return self.text()

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (loads, (self.dumps(),))

    def text(self, language: str | None = None) -> str:
        """Say the error in one line, in `language` ("ko" or "en"; None is the user's own)."""
        fields = dict(self.fields)
        if isinstance(reason := fields.get("reason"), str):
            fields["reason"] = strings.reason(reason, language)
        return strings.of(type(self).__module__).text("errors", self.code, language=language, **fields)

    def dumps(self) -> str:
        """Give the error as text that `loads` makes an equal error from."""
        return json.dumps({"code": self.code, "fields": self.fields}, ensure_ascii=False)


def loads(stored: str) -> JikwonError:
    """Make the error again that `JikwonError.dumps` has stored."""
    data = json.loads(stored)
    return _BY_CODE.get(data["code"], UnknownError)(**data["fields"])


def all_errors() -> tuple[type[JikwonError], ...]:
    """List every error class known so far, by code."""
    return tuple(_BY_CODE[code] for code in sorted(_BY_CODE))


class UnknownError(JikwonError):
    """A failure whose class is not known; `kind` is the exception's name."""

    code = "unknown"

    @classmethod
    def of(cls, error: BaseException) -> "UnknownError":
        """Describe a foreign exception by class and place in the code, never by its text."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
        return cls(kind=type(error).__name__, where=where)


class InputError(JikwonError):
    """Bad usage or an unreadable input, found before any work: exit 2 and no run."""

    code = "input"


class SettingInvalid(InputError):
    """A setting's value is not one that the process takes."""

    code = "setting-invalid"


class ActInDoubt(JikwonError):
    """The receiver cannot tell whether an act was done; a person decides."""

    code = "act-in-doubt"
    handling = Handling.ASK


class ManifestInvalid(InputError):
    """A process's manifest does not have the shape it must have."""

    code = "manifest-invalid"
