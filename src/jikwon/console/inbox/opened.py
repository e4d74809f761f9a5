"""Questions opened for whoever looks: their words, in the person's language, from the run's own seal."""

import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Final

from jikwon.console.shell import words
from jikwon.console.shell.templatetags.console import moment as words_of
from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.questions import answering, asking
from jikwon.model import Ask, JikwonError, strings
from jikwon.model.catalog import find
from jikwon.model.dates import moment
from jikwon.model.items import kind_of
from jikwon.records.questions import QuestionRow

_HASHED: Final = re.compile(r"[0-9a-f]{12,}")
"""A key that was made because the office has none of its own: it says nothing to anybody."""


class Desk:
    """The runs that one page shows questions of, each opened once."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._opened: dict[str, Active | None] = {}

    def run(self, run: str) -> Active | None:
        """Open a run; None if its key was destroyed or its process is gone."""
        if run not in self._opened:
            self._opened[run] = None
            with suppress(JikwonError):
                self._opened[run] = Active.of(self.office, run, answering.NOBODY)
        return self._opened[run]

    def ask(self, row: QuestionRow) -> Ask | None:
        """Open a question's words."""
        active = self.run(row.run_id)
        return asking.opened(active, row) if active else None

    def sentence(self, row: QuestionRow) -> str:
        """Say a question as a person reads it, with its reason."""
        active = self.run(row.run_id)
        if active is None:
            return words.say("page", "inbox.destroyed")
        ask = asking.opened(active, row)
        return _labelled(asking.sentence(active, ask), ask)


def asked(active: Active, ask: Ask) -> str:
    """Say what is asked, without the reason."""
    return _labelled(asking.sentence(active, replace(ask, reason="")), ask)


def _labelled(sentence: str, ask: Ask) -> str:
    """Put a choice's label where a sentence names its code, which the screen does not show."""
    for choice in ask.choices:
        code, label = rf"(?<![\w-]){re.escape(choice.code)}", f"‘{choice.label}’".replace("\\", r"\\")
        sentence = re.sub(rf"{code}(을|를)(?!\w)", label + _object(choice.label), sentence)
        sentence = re.sub(rf"(?<=choose ){code}(?![\w-])", label, sentence)
    return sentence


def _object(word: str) -> str:
    """Give the particle that a word takes as an object: 을 after a final consonant, else 를."""
    last = ord(word[-1]) - ord("가") if word else 0
    return "을" if 0 <= last < 11172 and last % 28 else "를"


def reason(active: Active, ask: Ask) -> str:
    """Say why a question is asked: the rule that did not hold, and what it was held against."""
    return active.process_.strings.text("reasons", ask.reason, **ask.details) if ask.reason else ""


def subject(ask: Ask, row: QuestionRow) -> str:
    """Name what a question is about."""
    if "act" in ask.details:
        return ask.details["item"]
    key = ask.about.key if ask.about else ""
    if row.position is None:
        return key if row.about != "run" else words.say("page", "inbox.whole-run")
    return words.say("page", "inbox.nth", number=row.position + 1) if _HASHED.fullmatch(key) else key


def process_name(slug: str) -> str:
    """Give a process's name in the language of whoever looks; its slug once it is gone."""
    return _names(slug).get(strings.language(), slug)


@cache
def _names(slug: str) -> Mapping[str, str]:
    try:
        named = find(slug).manifest.name
    except JikwonError:
        return {}
    return {"ko": named.ko, "en": named.en}


def kind_label(process: str, code: str) -> str:
    """Name a kind of question: the first sentence of its words, its gaps left open."""
    try:
        said = find(process).strings.text("questions", kind_of(code))
    except JikwonError:
        return code
    return said.partition(". ")[0].rstrip(".")


def clock(at: float | None = None) -> str:
    """Write a moment, now if none is given: the hour alone if it was today."""
    now = time.time()
    seen, today = moment(now if at is None else at), moment(now).date()
    return f"{seen:%H:%M}" if seen.date() == today else words_of(seen)
