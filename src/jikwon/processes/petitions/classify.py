"""What the export does not say of a petition's 유형 and department: a model's proposal, or a person's word."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from jikwon.model import Ask, Choice, Item, Note, Place, Result
from jikwon.model.learned import Approved, Doubt, Proposal
from jikwon.processes.petitions.model import Basis, Case, Classed, Petition, Proposals

TYPE, DEPARTMENT = "type", "department"
KINDS: Final = (TYPE, DEPARTMENT)
CODES: Final = {TYPE: "type-unsure", DEPARTMENT: "department-unsure"}
NOTES: Final = {TYPE: "type-proposed", DEPARTMENT: "department-proposed"}


class Models(NamedTuple):
    """The approved models by kind, and how much error the office lets pass."""

    by_kind: Mapping[str, Approved]
    max_error: float


def classed(
    kind: str, said: str, text: str, *, item: Item[Case], at: Place, models: Models, asks: list[Ask]
) -> Classed | None:
    """Give a petition's class of a kind, None where nobody says it.

    `said` is what the export says, `text` what the model is asked about, free of personal data. Without
    an approved model nothing is proposed or asked. A proposal that may not stand is asked with the
    model's guesses as choices.
    """
    if said:
        return Classed(kind=kind, label=said, basis=Basis.SOURCE)
    model = models.by_kind.get(kind)
    if model is None:
        return None
    if answer := item.answer(CODES[kind]).strip():
        return Classed(kind=kind, label=answer, basis=Basis.PERSON)
    proposal = model.propose([text])[0]
    if proposal.is_accepted and model.certificate.max_error <= models.max_error:
        return Classed(kind=kind, label=proposal.label, basis=Basis.MODEL, chance=proposal.guesses[0].chance)
    asks.append(_ask(CODES[kind], proposal, at))
    return None


def notes(found: Iterable[Classed], at: Place) -> tuple[Note, ...]:
    """List in the proof what the model decided."""
    return tuple(Note(code=NOTES[each.kind], at=at) for each in found if each.basis is Basis.MODEL)


def figures(
    model: Approved | None, petitions: Sequence[Petition], results: Iterable[Result[Case, Petition]]
) -> Proposals | None:
    """Give the period's figures of the model of 유형, None without one."""
    if model is None:
        return None
    rests = [basis_of(each, TYPE) for each in petitions]
    waiting = sum(any(ask.code == CODES[TYPE] for ask in each.waiting) for each in results)
    accepted = rests.count(Basis.MODEL)
    return Proposals(
        model=model.sha256, asked=accepted + rests.count(Basis.PERSON) + waiting, accepted=accepted,
        threshold=model.certificate.threshold or 0.0, bound=model.certificate.bound,
    )  # fmt: skip


def basis_of(petition: Petition, kind: str) -> Basis | None:
    """Tell on what a petition's class of a kind rests, None where it has none."""
    return next((each.basis for each in petition.classes if each.kind == kind), None)


def _ask(code: str, proposal: Proposal, at: Place) -> Ask:
    choices = tuple(Choice(code=each.label, label=f"{each.label} ({each.chance:.0%})") for each in proposal.guesses)
    reason = proposal.doubt if proposal.doubt is not Doubt.NONE else Doubt.UNCERTIFIED
    return Ask(code=code, at=(at,), choices=choices, reason=f"model-{reason}")
