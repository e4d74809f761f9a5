"""What becomes of a letter, decided from its row and its answers alone."""

import re
from collections.abc import Mapping, Sequence

from jikwon.model import Ask, Choice, Done, DoneBefore, Exclude, Item, Result, Subject, Wait

from .errors import LetterBroken, LetterUnsure
from .model import Letter

_BUSY = re.compile(r"오류(\d+)번")
_SLOW = re.compile(r"느림(\d+)")


def judge(item: Item[Letter]) -> Done[Letter] | Exclude | Ask | Sequence[Ask]:
    """Decide one letter alone; what it waits for are the questions without an answer."""
    letter = item.body
    if letter.status == "제외":
        return Exclude(code="수신거부", at=item.at)
    if letter.status == "고장":
        raise LetterBroken(row=item.at[0].row)
    if letter.status == "업무오류" and not item.answer(LetterUnsure.code):
        raise LetterUnsure(row=item.at[0].row)
    open_questions = [ask for ask in _questions(item) if not item.answer(ask.code)]
    return open_questions or Done(fact=letter)


def _questions(item: Item[Letter]) -> list[Ask]:
    unclear = Ask(code="letter-unclear", at=item.at, reason="two-readings", details={"number": item.key})
    kinds = (Choice(code="home", label="집"), Choice(code="work", label="직장"))
    address = Ask(code="letter-address", at=item.at, choices=kinds, free=False, details={"number": item.key})
    return {"질문": [unclear], "질문둘": [unclear, address]}.get(item.body.status, [])


def busy_times(letter: Letter) -> int:
    """Tell how often the receiver shall be busy when it is asked about this letter's address."""
    found = _BUSY.fullmatch(letter.status)
    return int(found[1]) if found else 0


def needs_address(letter: Letter) -> bool:
    """Tell whether the receiver's address card is needed."""
    return letter.status == "주소확인"


def is_corrected(marks: Mapping[str, str], version: str, before: Sequence[DoneBefore]) -> bool:
    """Tell whether an earlier version went to somebody else."""
    return any(done.version != version and done.marks != marks for done in before)


def slow_ms(letter: Letter) -> int:
    """Tell how many milliseconds judging this letter shall take."""
    found = _SLOW.fullmatch(letter.status)
    return int(found[1]) if found else 0


def decide_late(results: Sequence[Result[Letter, Letter]]) -> dict[str, Exclude | Ask | Wait]:
    """Decide what needs all letters together, by number; the letters that are not named may go."""
    late: dict[str, Exclude | Ask | Wait] = {}
    for result in results:
        if decided := _alone(result):
            late[result.item.key] = decided
    waiting = {result.item.key for result in results if result.waiting}
    waiting |= {key for key, decided in late.items() if isinstance(decided, Ask)}
    for result in results:
        if result.done and result.item.key not in late and result.item.body.beside in waiting:
            late[result.item.key] = Wait(code="companion-waits", about=Subject.item(result.item.key))
    return late


def _alone(result: Result[Letter, Letter]) -> Exclude | Ask | None:
    item, about = result.item, Subject.item(result.item.key)
    if result.done and item.body.status == "늦은제외":
        return Exclude(code="같은주소", about=about, at=item.at)
    if result.done and item.body.status == "늦은질문" and not item.answer("letter-late"):
        return Ask(code="letter-late", about=about, at=item.at, details={"number": item.key})
    return None
