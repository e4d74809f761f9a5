"""The vocabulary of every process: pure facts and errors, importable in milliseconds."""

from jikwon.model.acts import Act, DoneBefore, Effects, Intent, NoteDown, NotYet, Probe, Receipt, Seen
from jikwon.model.checks import Check
from jikwon.model.errors import ActInDoubt, Handling, InputError, JikwonError, SettingInvalid
from jikwon.model.evidence import Evidence
from jikwon.model.facts import Personal, fact
from jikwon.model.items import Answer, Ask, Choice, Done, Exclude, Item, Note, Outcome, Result, Wait
from jikwon.model.places import Place, Subject, SubjectKind
from jikwon.model.runs import Published, Run, Source
from jikwon.model.sites import Site
from jikwon.model.states import Exit, Stage, State

__all__ = [
    "Act",
    "ActInDoubt",
    "Answer",
    "Ask",
    "Check",
    "Choice",
    "Done",
    "DoneBefore",
    "Effects",
    "Evidence",
    "Exclude",
    "Exit",
    "Handling",
    "InputError",
    "Intent",
    "Item",
    "JikwonError",
    "NotYet",
    "Note",
    "NoteDown",
    "Outcome",
    "Personal",
    "Place",
    "Probe",
    "Published",
    "Receipt",
    "Result",
    "Run",
    "Seen",
    "SettingInvalid",
    "Site",
    "Source",
    "Stage",
    "State",
    "Subject",
    "SubjectKind",
    "Wait",
    "fact",
]  # fmt: skip
