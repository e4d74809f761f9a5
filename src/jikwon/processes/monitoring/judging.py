"""What one report says: its values read, its outcome, or what must be asked about it. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from jikwon.korea import Reading
from jikwon.model import Answer
from jikwon.processes.monitoring import signs
from jikwon.processes.monitoring.choosing import SILENT_WORDS
from jikwon.processes.monitoring.model import Outcome, Report
from jikwon.processes.monitoring.signs import folded

SIGNS: Final = ("fever", "cough", "throat", "breath")
WORDS: Final[Mapping[str, Outcome | None]] = {
    "": None, "-": None, "정상": Outcome.WELL, "이상없음": Outcome.WELL, "양호": Outcome.WELL, "무증상": Outcome.WELL,
    "유증상": Outcome.SYMPTOMATIC, "증상있음": Outcome.SYMPTOMATIC, "이탈": Outcome.LEFT,
    "이탈의심": Outcome.MAYBE_LEFT, "확진": Outcome.CONFIRMED, "확진전환": Outcome.CONFIRMED,
    "이관": Outcome.TRANSFERRED, **dict.fromkeys(SILENT_WORDS, Outcome.SILENT),
}  # fmt: skip
"""What the words of a report's own 결과구분 mean."""
_MEANINGS: Final = tuple(each.value for each in Outcome if each is not Outcome.RELEASED)
OWN: Final = (Outcome.CONFIRMED, Outcome.TRANSFERRED, Outcome.LEFT, Outcome.MAYBE_LEFT)
"""What is taken from a report's own 결과구분 alone, the strongest first."""


class Open(NamedTuple):
    """A question that is open about a report: its code, what is written there, and what may be chosen."""

    code: str
    written: str = ""
    choices: Sequence[str] = ()
    free: bool = True


class Read(NamedTuple):
    """A report's values, its outcome, and what changed without loss on the way."""

    outcome: Outcome
    temperature: str
    signs: tuple[str, str, str, str]
    notes: Sequence[str] = ()


def read(report: Report, answers: Mapping[str, Answer], remembered: Mapping[str, str]) -> Read | list[Open]:
    """Read a report that stands; every value without one reading is a question.

    `remembered` maps status words to what the office once said that they mean.
    """
    opened: list[Open] = []
    temperature, notes = _temperature(report, answers, opened)
    values = [_sign(report, name, answers, opened) for name in SIGNS]
    own = _own(report, answers, remembered, opened)
    if opened:
        return opened
    outcome = _outcome(report, temperature, values, own, answers, opened)
    if outcome is None:
        return opened
    fever, cough, throat, breath = map(signs.shown_sign, values)
    return Read(outcome, signs.shown_temperature(temperature), (fever, cough, throat, breath), notes)


def outcome_of_loser(report: Report) -> str:
    """Give what a report that does not stand would have said, its own word where that cannot be read."""
    found = read(report, {}, {})
    return found.outcome.value if isinstance(found, Read) else report.result


def _temperature(
    report: Report, answers: Mapping[str, Answer], opened: list[Open]
) -> tuple[Decimal | None, Sequence[str]]:
    given = answers.get("temperature-unclear")
    written = report.temperature if given is None else "" if given.choice == "none" else given.value
    reading = signs.read_temperature(written)
    if isinstance(reading, Reading):
        return reading.value, reading.normalised if given is None else ()
    opened.append(Open("temperature-unclear", written, ("none",)))
    return None, ()


def _sign(report: Report, name: str, answers: Mapping[str, Answer], opened: list[Open]) -> bool | None:
    code = f"{name}-unclear"
    if given := answers.get(code):
        return {"yes": True, "no": False}.get(given.choice)
    reading = signs.read_sign(getattr(report, name))
    if isinstance(reading, Reading):
        return reading.value
    opened.append(Open(code, getattr(report, name), ("yes", "no", "not-said"), free=False))
    return None


def _own(
    report: Report, answers: Mapping[str, Answer], remembered: Mapping[str, str], opened: list[Open]
) -> Outcome | None:
    word = folded(report.result)
    if word in WORDS:
        return WORDS[word]
    given = answers.get("result-unknown")
    meaning = given.choice if given else remembered.get(word, "")
    if meaning:
        return None if meaning == "nothing" else Outcome(meaning)
    opened.append(Open("result-unknown", report.result, (*_MEANINGS, "nothing"), free=False))
    return None


def _outcome(
    report: Report,
    temperature: Decimal | None,
    values: Sequence[bool | None],
    own: Outcome | None,
    answers: Mapping[str, Answer],
    opened: list[Open],
) -> Outcome | None:
    if own in OWN:
        return own
    if any(values) or (temperature is not None and temperature >= signs.FEVER_C):
        return Outcome.SYMPTOMATIC
    is_answered = temperature is not None or all(each is not None for each in values)
    if own is Outcome.SYMPTOMATIC:
        return _asked("sign-missing", report, answers, opened)
    if own is Outcome.SILENT and not is_answered and not any(each is not None for each in values):
        return Outcome.SILENT
    if not is_answered:
        return _asked("answer-incomplete", report, answers, opened)
    if signs.names_symptom(report.note):
        return _asked("symptom-in-note", report, answers, opened)
    return Outcome.WELL


def _asked(code: str, report: Report, answers: Mapping[str, Answer], opened: list[Open]) -> Outcome | None:
    if given := answers.get(code):
        return Outcome(given.choice)
    choices = [Outcome.SYMPTOMATIC.value, Outcome.WELL.value]
    if code == "answer-incomplete":
        choices.append(Outcome.SILENT.value)
    written = report.note if code == "symptom-in-note" else report.result
    opened.append(Open(code, written, tuple(choices), free=False))
    return None
