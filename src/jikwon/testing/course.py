"""A run in memory on its way through the stages: what it holds, and what an answer does to it."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jikwon.model import Answer, Ask, Check, Item, Note, Receipt, Stage, State, Subject, SubjectKind, fact
from jikwon.model.answering import EXCLUDED_BY_PERSON, AnswerInvalid, QuestionUnknown, from_text, hold, sentence
from jikwon.model.errors import JikwonError
from jikwon.model.keeping import Untried
from jikwon.model.outputs import OutputFile, many, singles
from jikwon.model.planning import Planned
from jikwon.model.settling import ItemState, Settled, exclude_by_person, settle
from jikwon.proof import Fate, FateState
from jikwon.testing.effects import MemoryEffects
from jikwon.testing.memory import MemoryRun

PERSON = "tester"


@fact
class Excluded:
    """An answer that leaves the item out (담당자제외), with the person's reason."""

    reason: str = ""


Given = str | Answer | Excluded


@dataclass(slots=True)
class ActState:
    """A planned act: planned, done, in-doubt or failed; `waits` is what a planned one waits for outside."""

    planned: Planned
    state: str = "planned"
    waits: JikwonError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted:
    """What a part's proof looked at: its files, and its receipts once it has a ledger."""

    part: int
    files: Sequence[OutputFile]
    receipts: Sequence[Receipt] = ()


class Course:
    """One run's records in memory. The stages move it; `jikwon.testing.driving` orders them."""

    def __init__(
        self,
        run: MemoryRun,
        effects: MemoryEffects,
        remembered: dict[tuple[str, str], Answer],
        *,
        partial: bool,
        plan_only: bool = False,
    ) -> None:
        self.run = run
        self.effects = effects
        self.remembered = remembered
        self.partial = partial
        self.plan_only = plan_only
        self.approved = False
        self.root: Path = run.folder
        self.state = State.RUNNING
        self.stage = Stage.COLLECT
        self.part = 1
        self.items: dict[str, Item[object]] = {}
        self.settled: dict[str, Settled] = {}
        self.late: dict[str, Settled] = {}
        self.in_part: dict[str, int] = {}
        self.answers: dict[str, dict[str, Answer]] = {}
        self.open: dict[tuple[str, Subject], tuple[Stage, Ask]] = {}
        self.pending: dict[tuple[str, str], Given] = {}
        self.plans: dict[int, list[ActState]] = {}
        self.receipts: list[Receipt] = []
        self.notes: dict[Stage, list[Note]] = {}
        self.checks: list[Check] = []
        self.verdict = ""
        self.files: list[OutputFile] = []
        self.parts: list[list[OutputFile]] = []
        self.accounted: Accounted | None = None
        self.error: JikwonError | None = None

    # Items

    def item(self, key: str) -> Item[object]:
        """Give an item with the answers that people have given about it."""
        answers = self.answers.get(key)
        return replace(self.items[key], answers=dict(answers)) if answers else self.items[key]

    def fate(self, key: str) -> Settled:
        """Give what became of an item: what `deliver` decided comes before what `handle` did."""
        return self.late.get(key) or self.settled.get(key) or Settled(state=ItemState.OPEN)

    def states(self) -> Iterable[ItemState]:
        """Walk the items' states in the order of their keys."""
        return (self.fate(key).state for key in self.items)

    def has(self, state: ItemState) -> bool:
        """Tell whether an item is in a state."""
        return state in self.states()

    def fates(self) -> list[Fate]:
        """Say what became of each item, as a proof sees it."""
        return [self._fate(key, self.fate(key)) for key in self.items]

    def _fate(self, key: str, settled: Settled) -> Fate:
        item = self.item(key)
        return Fate(
            key=key, state=FateState(settled.state.value), code=settled.code, at=item.at, answers=item.answers,
            why=settled.excluded.why if settled.excluded else "", codes=_codes(settled),
            delivered=self.in_part.get(key, self.part) < self.part,
        )  # fmt: skip

    # Questions

    def ask(self, stage: Stage, asks: Iterable[Ask]) -> None:
        """Open questions; an answer that did not settle its question is taken back."""
        for ask in asks:
            assert ask.about is not None
            self.open[ask.code, ask.about] = (stage, ask)
            self.run.answers.pop((ask.code, ask.about), None)
            if ask.about.kind is SubjectKind.ITEM:
                self.answers.get(ask.about.key, {}).pop(ask.code, None)

    def withdraw(self, *, stage: Stage | None = None, key: str | None = None) -> None:
        """Take back the open questions of a stage, or those about an item."""
        for (code, about), (asked_in, _) in list(self.open.items()):
            if asked_in is stage or (about.kind is SubjectKind.ITEM and about.key == key):
                del self.open[code, about]

    def takes_pending(self) -> bool:
        """Tell whether an open question waits for an answer that was given beforehand."""
        return any((about.key, code) in self.pending for code, about in self.open)

    def give_pending(self) -> bool:
        """Give every answer whose question is open; tell whether there was one."""
        found = [(code, about) for code, about in self.open if (about.key, code) in self.pending]
        for code, about in found:
            given = self.pending.pop((about.key, code))
            if (code, about) in self.open:
                self._give(code, about, given)
        return bool(found)

    def refuse_pending(self) -> None:
        """Raise `QuestionUnknown` for an answer that no question took."""
        for _, code in self.pending:
            raise QuestionUnknown(question=code)

    def _give(self, code: str, about: Subject, given: Given) -> None:
        stage, ask = self.open[code, about]
        if isinstance(given, Excluded):
            self._exclude(about, given)
            return
        answer = hold(ask, given) if isinstance(given, Answer) else from_text(ask, given, by=PERSON, at=self.run.clock)
        self._try_out(stage, ask, answer)
        self._take(code, about, answer)
        for other, same in [(key[1], each) for key, (_, each) in self.open.items() if key[0] == code]:
            if ask.remember and same.remember == ask.remember:
                self._take(code, other, answer)

    def _try_out(self, stage: Stage, ask: Ask, answer: Answer) -> None:
        """Judge the item once with the answer; one that leads to the same question is refused."""
        about = ask.about
        if stage is not Stage.HANDLE or about is None or about.kind is not SubjectKind.ITEM:
            return
        item = self.item(about.key)
        tried = replace(item, answers={**item.answers, ask.code: answer})
        self.run.is_trial = True
        try:
            settled = settle(self.run.process_.function("handle")(self.run, tried), item)
        except Untried:
            return
        finally:
            self.run.is_trial = False
        if any((again.code, again.about) == (ask.code, about) for again in settled.waiting):
            raise AnswerInvalid(question=ask.code, expected=sentence(self.run.process_.strings, ask))

    def _take(self, code: str, about: Subject, answer: Answer) -> None:
        stage, ask = self.open.pop((code, about))
        if ask.remember:
            self.remembered[code, ask.remember] = answer
        if stage is Stage.ACT:
            self._decide(about.key, answer)
        elif about.kind is SubjectKind.ITEM:
            self.answers.setdefault(about.key, {})[code] = answer
            self.reopen(about.key)
        else:
            self.run.answers[code, about] = answer
            self._reopen_waiting_for(code, about)

    def _exclude(self, about: Subject, given: Excluded) -> None:
        if about.kind is not SubjectKind.ITEM or about.key not in self.items:
            raise QuestionUnknown(question=EXCLUDED_BY_PERSON)
        self.withdraw(key=about.key)
        self.settled[about.key] = exclude_by_person(self.items[about.key], given.reason)
        self.late.pop(about.key, None)
        self.stage = Stage.HANDLE

    def reopen(self, key: str) -> None:
        """Let `handle` judge an item again."""
        self.settled.pop(key, None)
        self.stage = Stage.HANDLE

    def _reopen_waiting_for(self, code: str, about: Subject) -> None:
        for key, settled in list(self.settled.items()):
            if any((ask.code, ask.about) == (code, about) for ask in settled.waiting):
                self.reopen(key)

    def _decide(self, act_key: str, answer: Answer) -> None:
        doubted = next(each for each in self.plan if each.planned.act.key == act_key)
        self.effects.decide(doubted.planned.act, answer.choice, by=answer.by)
        doubted.state = "planned"

    @property
    def plan(self) -> list[ActState]:
        """The acts of the part at hand, in the plan's order."""
        return self.plans.get(self.part, [])

    def all_acts(self) -> list[ActState]:
        """Give the acts of every part, in the plans' order."""
        return [each for plan in self.plans.values() for each in plan]

    # Files

    @property
    def staging(self) -> Path:
        """The private folder in which the part's outputs are made."""
        return self.root / f".part-{self.part}"

    @property
    def released_folder(self) -> Path:
        """Where the part's outputs appear in one move."""
        return self.root / f"part-{self.part}"

    @property
    def outputs(self) -> dict[str, Path]:
        """The outputs of one file, by name."""
        return singles(self.files)

    def fresh_staging(self) -> None:
        """Empty the private folder."""
        self.drop_staging()
        self.staging.mkdir(parents=True)
        self.run.folder = self.staging

    def drop_staging(self) -> None:
        """Remove the private folder with all that is in it."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.files = []

    def earlier(self) -> Mapping[str, list[bytes]]:
        """Give the outputs of one file of this run's earlier parts, oldest first."""
        found: dict[str, list[bytes]] = {}
        for part in self.parts[: self.part - 1]:
            for name, path in singles(part).items():
                found.setdefault(name, []).append(path.read_bytes())
        return found

    def earlier_many(self) -> Mapping[str, list[Mapping[str, bytes]]]:
        """Give the outputs of many files of this run's earlier parts, oldest first."""
        found: dict[str, list[Mapping[str, bytes]]] = {}
        for part in self.parts[: self.part - 1]:
            for name, paths in many(self.run.process_.manifest, part).items():
                found.setdefault(name, []).append({each: path.read_bytes() for each, path in paths.items()})
        return found


def _codes(settled: Settled) -> tuple[str, ...]:
    if settled.state is not ItemState.WAITING:
        return ()
    return tuple(ask.code for ask in settled.waiting) or (settled.code,)
