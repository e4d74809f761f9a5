"""What becomes of a case: printed as the page has it, or asked about where the page cannot be right.

What is missing or cannot be read needs a person's value. What contradicts may also be printed as it
stands (`as-is`): a form says what the investigator wrote.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from jikwon.model import Ask, Choice, Done, Item, Note, Subject
from jikwon.processes.epi_forms import doubts
from jikwon.processes.epi_forms.fields import FIELD, TABLES, Kind
from jikwon.processes.epi_forms.model import Case, Cohabitant, Detail, Dose, Listed, Visit
from jikwon.processes.epi_forms.written import Written, code_of

Text = Callable[..., str]
"""`run.text`."""
AS_IS: Final = "as-is"
KOREAN: Final = frozenset({"대한민국", "한국", "KOR"})


def judge(
    item: Item[Listed],
    detail: Detail,
    *,
    today: date,
    text: Text,
    drawable: Callable[[str], bool],
    may_unmask: bool = False,
) -> Done[Case] | list[Ask]:
    """Make the case of a page and of a person's answers, or ask what must be known first.

    `today` is the run's day, `drawable` tells whether our fonts have every character of a text. The
    resident number is masked unless the purpose may see it.
    """
    written = Written(item, detail, today=today)
    if found := doubts.of(written, drawable=drawable):
        return [_ask(written, name, reason, text) for name, reason in found.items()]
    return Done(fact=_case(written, may_unmask=may_unmask), notes=_notes(written))


def print_order(case: Case) -> tuple[str, int, str]:
    """Give what forms are printed by: 행정동, then 확진자번호."""
    return case.dong, int(case.case_no), case.case_id


def mask(resident: str) -> str:
    """Mask a resident number as all our screens do: the birth date stays."""
    return f"{resident[:6]}-*******"


def _case(written: Written, *, may_unmask: bool) -> Case:
    resident = written.texts["resident"]
    texts = {**written.texts, "resident": resident if may_unmask else mask(resident)}
    return Case(
        **texts,
        foreign=written.is_foreign,
        doses=tuple(Dose(**row) for row in written.tables["doses"]),
        cohabitants=tuple(Cohabitant(**row) for row in written.tables["cohabitants"]),
        visits=tuple(Visit(**row) for row in written.tables["visits"]),
    )


def _notes(written: Written) -> tuple[Note, ...]:
    """Tell what need not be asked: a nationality that does not go with the number (domain B0)."""
    is_korean = written.texts["nationality"] in KOREAN
    at = replace(written.item.at[0], column=f"{FIELD['nationality'].section}/{FIELD['nationality'].label}")
    return (Note(code="nationality-differs", at=at),) if is_korean == written.is_foreign else ()


def _ask(written: Written, name: str, reason: str, text: Text) -> Ask:
    """Ask about a field or a table: for a value, and where there is one that may stand also for that."""
    field = FIELD.get(name)
    section, label = (field.section, field.label) if field else (TABLES[name][0], TABLES[name][0])
    is_shown = field is not None and field.kind is not Kind.RESIDENT
    stays = reason in doubts.STAYING
    return Ask(
        code=code_of(name),
        about=Subject.item(written.item.key),
        at=(replace(written.item.at[0], column=f"{section}/{label}"),),
        choices=(Choice(code=AS_IS, label=text("choices", AS_IS)),) if stays else (),
        free=field is not None,
        reason=reason,
        details={"field": label, "written": (written.texts[name] if is_shown else "") or "–"},
    )
