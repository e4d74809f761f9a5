"""Questions about pages and cells, each with its picture, and what their answers mean."""

from collections.abc import Mapping
from typing import Final

from jikwon.model import Answer, Ask, Choice, Item, Place, Run
from jikwon.processes.paper_forms import kept, opening, rules
from jikwon.processes.paper_forms.looking import Look
from jikwon.processes.paper_forms.model import Basis, Doubt, Field, Page, Seen, Value

LEAVE_OUT: Final = "leave-out"
TYPE: Final = "type"
BLANK: Final = "blank"
READ: Final = "read-"
_WHOLE: Final = "쪽"


def about_page(seen: Seen) -> str:
    """Give the code of the question about a page that is not the form."""
    return f"page-{seen.refused}"


def page(run: Run, item: Item[Page], code: str, look: Look) -> Ask:
    """Ask what becomes of a page: left out, or typed from its picture."""
    at = (*item.at, _shown(run, item, _WHOLE, look, None))
    choices = tuple(Choice(code=each, label=run.text("choices", each)) for each in (LEAVE_OUT, TYPE))
    return Ask(code=code, at=at, choices=choices, free=False)


def cell(run: Run, item: Item[Page], field: Field, doubt: Doubt, look: Look) -> Ask:
    """Ask for a field's value, with what was read to choose from."""
    named = _WHOLE if doubt.code == "label-missing" else field.name
    at = (
        opening.place(item.body.file, item.body.page, field=field.name),
        _shown(run, item, named, look, None if named == _WHOLE else field),
    )
    offered = tuple(Choice(code=code, label=value) for code, value in _offered(doubt).items())
    details = {"field": field.name, "takes": " | ".join(field.values) or run.text("takes", field.kind.value)}
    details |= _sure(field, look.seen)
    return Ask(
        code=f"{doubt.code}/{field.name}", at=at, reason=doubt.reason, details=details,
        choices=(*offered, Choice(code=BLANK, label=run.text("choices", BLANK))),
    )  # fmt: skip


def _sure(field: Field, seen: Seen) -> dict[str, str]:
    """Tell how sure the least sure reading of a cell was."""
    read = [cell.readings for cell in seen.cells if cell.field == field.name and cell.readings]
    return {"sure": f"{rules.confidence(read[0]):.0f} %"} if read else {}


def answered(field: Field, doubt: Doubt, answers: Mapping[str, Answer]) -> Value | Doubt:
    """Give the value that a person has answered; the doubt again where nobody has, or what was typed is none."""
    answer = answers.get(f"{doubt.code}/{field.name}")
    if answer is None:
        return doubt
    if answer.choice == BLANK:
        return Value(field=field.name, value="", confidence=0.0, basis=Basis.PERSON)
    value = _offered(doubt).get(answer.choice, "") if answer.choice else rules.typed(field, answer.value)
    return Value(field=field.name, value=value, confidence=0.0, basis=Basis.PERSON) if value else doubt


def _offered(doubt: Doubt) -> dict[str, str]:
    """Give what was read for a person to choose from: the code names the way of reading, of equals the first."""
    found: dict[str, str] = {}
    for number, value in enumerate(doubt.candidates, 1):
        if value and value not in found.values():
            found[f"{READ}{number}"] = value
    return found


def _shown(run: Run, item: Item[Page], named: str, look: Look, field: Field | None) -> Place:
    """Keep a picture when the page is first asked about; later it is there. An answer that is tried out keeps none."""
    key = f"{item.key}/{named}"
    if item.answers:
        return Place(source=kept.CELL, file=f"{key}.png")
    return run.keep(kept.CELL, key, look.picture(field), suffix=".png")
