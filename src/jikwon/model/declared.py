"""Holding what a run is given against what the manifest declares: inputs, settings, sites, credentials."""

import re
from collections.abc import Collection, Iterable, Mapping

from jikwon.model.errors import InputError, JikwonError, SettingInvalid
from jikwon.model.manifest import Input, Manifest, Setting
from jikwon.model.runs import NOTHING


class SettingUnknown(InputError):
    """The process has no setting of this name."""

    code = "setting-unknown"


class InputUnknown(InputError):
    """The process has no input of this name."""

    code = "input-unknown"


class InputMissing(InputError):
    """An input that the process needs was not given."""

    code = "input-missing"


class SettingOfOffice(InputError):
    """The setting is the office's own, and is not given on the command line."""

    code = "setting-of-office"


class SiteUndeclared(JikwonError):
    """A process asks for a site that its manifest does not name."""

    code = "site-undeclared"


class PublishUndeclared(JikwonError):
    """The manifest names no such kind of things that runs publish for later ones."""

    code = "publish-undeclared"


class ModelUndeclared(JikwonError):
    """A process asks for a kind of model that its manifest does not name."""

    code = "model-undeclared"


class KindUndeclared(JikwonError):
    """A process keeps a kind of source that its manifest does not name."""

    code = "kind-undeclared"


class CredentialUndeclared(JikwonError):
    """A process asks for a credential that its manifest does not name."""

    code = "credential-undeclared"


def settings(manifest: Manifest, given: Mapping[str, str], office: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """Give every setting's text: what was given, else the office's own, else the default.

    Raises `SettingUnknown`, `SettingOfOffice` for a given one that only the office may say, and
    `SettingInvalid` for a text that is not one of the choices or does not match the pattern as a
    whole. Defaults are not checked here but by `jikwon check`.
    """
    for name in (*given, *office):
        if name not in manifest.settings:
            raise SettingUnknown(process=manifest.slug, setting=name, known=_listed(manifest.settings))
    for name in given:
        if manifest.settings[name].office:
            raise SettingOfOffice(process=manifest.slug, setting=name)
    chosen = {**office, **given}
    for name, value in chosen.items():
        if not fits(manifest.settings[name], value):
            raise SettingInvalid(setting=name, given=value, expected=expected(manifest.settings[name]))
    return {name: chosen.get(name, declared.default) for name, declared in manifest.settings.items()}


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


def credential(manifest: Manifest, name: str, *, of_sites: Collection[str] = ()) -> str:
    """Give `name` back if it, or the part before its dot, is declared; else raise `CredentialUndeclared`.

    `of_sites` are the credentials that the office's settings name for the process's sites.
    """
    if name in manifest.credentials or name.partition(".")[0] in {*manifest.credentials, *of_sites}:
        return name
    raise CredentialUndeclared(process=manifest.slug, credential=name)


def site(manifest: Manifest, name: str) -> str:
    """Give `name` back if the manifest names that site; raise `SiteUndeclared`."""
    if name not in manifest.sites:
        raise SiteUndeclared(process=manifest.slug, site=name)
    return name


def kind(manifest: Manifest, name: str) -> str:
    """Give `name` back if the manifest names that kind of kept source; raise `KindUndeclared`."""
    if name not in manifest.kept:
        raise KindUndeclared(process=manifest.slug, kind=name)
    return name


def publication(manifest: Manifest, name: str) -> str:
    """Give `name` back if the manifest says that runs publish it; raise `PublishUndeclared`."""
    if name not in manifest.publishes:
        raise PublishUndeclared(process=manifest.slug, kind=name)
    return name


def an_input(manifest: Manifest, name: str) -> Input:
    """Give an input; raise `InputUnknown` if the manifest has none of that name."""
    if name not in manifest.inputs:
        raise InputUnknown(process=manifest.slug, input=name, known=_listed(manifest.inputs))
    return manifest.inputs[name]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"


def model(manifest: Manifest, name: str) -> str:
    """Give `name` back if the manifest declares that kind of model; raise `ModelUndeclared`."""
    if name not in manifest.models:
        raise ModelUndeclared(process=manifest.slug, kind=name)
    return name
