"""Holding what a run is given against what the manifest declares: inputs, settings, outputs, credentials."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jikwon.model.errors import InputError, JikwonError, SettingInvalid
from jikwon.model.manifest import Manifest, Setting


class SettingUnknown(InputError):
    """The process has no setting of this name."""

    code = "setting-unknown"


class InputUnknown(InputError):
    """The process has no input of this name."""

    code = "input-unknown"


class InputMissing(InputError):
    """An input that the process needs was not given."""

    code = "input-missing"


class OutputUndeclared(JikwonError):
    """A process asks for an output that its manifest does not name."""

    code = "output-undeclared"


class OutputMissing(JikwonError):
    """`deliver` or `account` did not write an output that the manifest promises."""

    code = "output-missing"


class CredentialUndeclared(JikwonError):
    """A process asks for a credential that its manifest does not name."""

    code = "credential-undeclared"


def settings(manifest: Manifest, given: Mapping[str, str]) -> dict[str, str]:
    """Give every setting's text: what was given, else the default.

    Raises `SettingUnknown`, and `SettingInvalid` for a given text that is not one of the choices or
    does not match the pattern as a whole. Defaults are not checked here but by `jikwon check`.
    """
    for name in given:
        if name not in manifest.settings:
            raise SettingUnknown(process=manifest.slug, setting=name, known=_listed(manifest.settings))
    for name, value in given.items():
        if not fits(manifest.settings[name], value):
            raise SettingInvalid(setting=name, given=value, expected=expected(manifest.settings[name]))
    return {name: given.get(name, declared.default) for name, declared in manifest.settings.items()}


def fits(setting: Setting, value: str) -> bool:
    """Tell whether a setting takes this text."""
    if setting.choices and value not in setting.choices:
        return False
    return not setting.pattern or re.fullmatch(setting.pattern, value) is not None


def expected(setting: Setting) -> str:
    """Say what a setting takes, for an error line."""
    return " | ".join(setting.choices) or setting.pattern


def inputs(manifest: Manifest, given: Iterable[str]) -> None:
    """Raise `InputUnknown` for a name that is no input, `InputMissing` for a required one without a file."""
    names = set(given)
    for name in sorted(names):
        if name not in manifest.inputs:
            raise InputUnknown(process=manifest.slug, input=name, known=_listed(manifest.inputs))
    for name, declared in manifest.inputs.items():
        if declared.required and name not in names:
            raise InputMissing(process=manifest.slug, input=name)


def outputs_in(manifest: Manifest, folder: Path, *, after: bool) -> dict[str, Path]:
    """Find the outputs that are promised before (or `after`) the acts; raise `OutputMissing`."""
    found = {name: folder / output.file for name, output in manifest.outputs.items() if output.after is after}
    for name, path in found.items():
        if not path.exists():
            raise OutputMissing(process=manifest.slug, output=name)
    return found


def output_file(manifest: Manifest, name: str) -> str:
    """Give an output's file name, relative to the folder of outputs; raise `OutputUndeclared`."""
    if name not in manifest.outputs:
        raise OutputUndeclared(process=manifest.slug, output=name)
    return manifest.outputs[name].file


def credential(manifest: Manifest, name: str) -> str:
    """Give `name` back if the manifest names that credential; raise `CredentialUndeclared`."""
    if name not in manifest.credentials:
        raise CredentialUndeclared(process=manifest.slug, credential=name)
    return name


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"
