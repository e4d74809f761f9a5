"""The fields of an order: the inputs and settings that a process's manifest declares."""

from collections.abc import Mapping, Sequence

from jikwon.console.shell import words
from jikwon.console.start import templates
from jikwon.console.start.faults import Faults
from jikwon.engine.office import Office
from jikwon.engine.runs.starting import office_settings
from jikwon.engine.workers import demands
from jikwon.model import declared, fact, strings
from jikwon.model.catalog import Process
from jikwon.model.manifest import PRIORITIES, Names, Setting

_DAY_PATTERN = r"\d{4}-\d{2}-\d{2}"


@fact
class InputField:
    """One input that takes files. `again` are names of files that have to be chosen again."""

    name: str
    field: str
    label: str
    is_required: bool
    accept: str
    kinds: str
    has_template: bool
    errors: Sequence[str]
    again: Sequence[str]


@fact
class SettingField:
    """One setting: `choices` (code, words) makes it a list to choose from, `kind` is that of its input otherwise."""

    name: str
    field: str
    label: str
    value: str
    default: str
    kind: str
    choices: Sequence[tuple[str, str]]
    errors: Sequence[str]
    hint: str = ""


def named(names: Names) -> str:
    """Give a name in the language of whoever looks."""
    return names.en if strings.language() == "en" else names.ko


def inputs(process: Process, faults: Faults, again: Mapping[str, Sequence[str]]) -> list[InputField]:
    """List the inputs in the manifest's order."""
    return [
        InputField(
            name=name, field=f"input-{name}", label=named(given.name), is_required=given.required,
            accept=",".join(given.extensions), kinds=" ".join(each.removeprefix(".") for each in given.extensions),
            has_template=templates.has(process, name), errors=faults.at(f"input-{name}"), again=again.get(name, ()),
        )
        for name, given in process.manifest.inputs.items()
    ]  # fmt: skip


def settings(process: Process, office: Office, filled: Mapping[str, str], faults: Faults) -> list[SettingField]:
    """List the settings that an order may say; what it does not is the office's own value, else the default."""
    usual = declared.settings(process.manifest, {}, office_settings(office, process))
    return [
        SettingField(
            name=name, field=f"set-{name}", label=named(given.name), value=filled.get(name, usual[name]),
            default=usual[name], kind=_kind(name, given),
            choices=[(each, choice_word(process, name, each)) for each in given.choices],
            errors=faults.at(f"set-{name}"),
        )
        for name, given in process.manifest.settings.items()
        if not given.office
    ]  # fmt: skip


def urgency(process: Process, office: Office, said: str, faults: Faults) -> SettingField:
    """Offer how urgent an order is; unsaid it is as the office's settings have it, else the process itself."""
    usual = PRIORITIES[demands.priority_of(office, process)]
    return SettingField(
        name="priority", field="priority", label=words.say("page", "start.priority"),
        value=said if said in PRIORITIES else usual, default=usual, kind="text",
        choices=[(each, words.say("priorities", each)) for each in PRIORITIES], errors=faults.at("priority"),
        hint=words.say("page", "start.priority-how"),
    )  # fmt: skip


def choice_word(process: Process, setting: str, choice: str) -> str:
    """Say a choice of a setting in words: `[settings]` of the process's strings, else the choice as it is."""
    code = f"{setting}/{choice}"
    return process.strings.raw("settings", code, language=strings.language()) or choice


def about(process: Process) -> str:
    """Say in one sentence what a process does: `[about]` of its strings, "" where it does not say."""
    return process.strings.raw("about", "what", language=strings.language())


def _kind(name: str, given: Setting) -> str:
    return "date" if name == "date" or given.pattern.strip("()?") == _DAY_PATTERN else "text"
