"""Words about models: that what one decided is what it proposes, and that its bound follows from what was measured."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from jikwon.model import Check, Place
from jikwon.model.learned import Proposal
from jikwon.proof.proof import Proof
from jikwon.proof.rows import Row

_CLOSE: Final = 1e-6
_ROUNDED: Final = 0.5001e-4


class Decided(NamedTuple):
    """A class that an output says a model decided: the row that says so, the text it was asked about, the label.

    `chance` is how sure the output says the model was (0–1, rounded to four places).
    """

    row: Row
    text: str
    label: object
    chance: object


def as_proposed(name: str, proof: Proof, kind: str, decided: Iterable[Decided]) -> Check:
    """Check that the run's approved model proposes each label, as surely as is said, and accepts it by itself."""
    found, model = list(decided), proof.model(kind)
    proposals = model.propose([each.text for each in found]) if model else [None] * len(found)
    pairs = zip(found, proposals, strict=True)
    wrong = [each.row.at for each, proposal in pairs if proposal is None or not _is(proposal, each)]
    return Check(name=name, compared=len(found), mismatches=len(wrong), at=wrong[:100])


def bounded(name: str, proof: Proof, kind: str, *, max_error: float, decided: int) -> Check:
    """Check a model's certificate again: its bound follows from its counts, and neither passes `max_error`.

    The bound is the rate at which so few errors or fewer have a chance of 5 % (Clopper and Pearson, 1934), summed
    here term by term. A model that accepts nothing must have `decided` nothing.
    """
    model = proof.model(kind)
    if model is None:
        return Check(name=name, compared=1, mismatches=int(decided > 0), at=_at(kind) if decided else ())
    said = model.certificate
    if not said.thresholds:
        holds = not decided
    else:
        tail = _chance(said.errors, said.accepted, said.bound)
        holds = abs(tail - 0.05) < _CLOSE and said.bound <= said.max_error
        holds = holds and (said.max_error <= max_error or not decided)
    return Check(name=name, compared=1, mismatches=int(not holds), at=() if holds else _at(kind))


def _is(proposal: Proposal, decided: Decided) -> bool:
    said = decided.chance
    if isinstance(said, bool) or not isinstance(said, int | float):
        return False
    sure = abs(proposal.guesses[0].chance - said) <= _ROUNDED
    return proposal.is_accepted and proposal.label == decided.label and sure


def _chance(errors: int, cases: int, rate: float) -> float:
    """Give the chance of `errors` or fewer in `cases` when each is wrong with `rate`."""
    if not 0 < rate < 1 or errors > cases:
        return math.nan
    logs = (
        math.lgamma(cases + 1)
        - math.lgamma(number + 1)
        - math.lgamma(cases - number + 1)
        + number * math.log(rate)
        + (cases - number) * math.log1p(-rate)
        for number in range(errors + 1)
    )
    return math.fsum(map(math.exp, logs))


def _at(kind: str) -> tuple[Place, ...]:
    return (Place(source="models", file="", column=kind),)
