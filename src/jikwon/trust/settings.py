"""The office's own settings: `settings.toml` in the home folder, written by the office's IT officer."""

import tomllib
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Annotated, Any

import msgspec

from jikwon.model import Site
from jikwon.model.sites import SiteUnset
from jikwon.trust.errors import SettingsInvalid
from jikwon.trust.home import Home


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; an unknown word in it is an error."""


class _Browser(_Table, frozen=True, kw_only=True):
    path: str = ""


class _Site(_Table, frozen=True, kw_only=True):
    address: str
    credential: str = ""
    timeout_s: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 30.0
    pages: Annotated[int, msgspec.Meta(ge=1, le=64)] = 4


class Settings(_Table, frozen=True, kw_only=True):
    """The whole of `settings.toml`; an office without the file has none of it."""

    browser: _Browser = _Browser()
    sites: Mapping[str, _Site] = {}
    processes: Mapping[str, Mapping[str, str]] = {}

    def site(self, home: Home, name: str) -> Site:
        """Give a site's settings; raise `SiteUnset` that says which lines to write and where."""
        found = self.sites.get(name)
        if found is None:
            raise SiteUnset(site=name, file=str(home.settings))
        return Site(
            name=name, address=found.address, credential=found.credential,
            timeout=timedelta(seconds=found.timeout_s), pages=found.pages,
        )  # fmt: skip


def load(home: Home) -> Settings:
    """Read the home's `settings.toml`; raise `SettingsInvalid` that names the file and the word that is wrong."""
    try:
        data: dict[str, Any] = tomllib.loads(home.settings.read_text("utf-8"))
        return msgspec.convert(data, Settings, strict=True)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsInvalid(file=str(home.settings), reason=str(error)) from error


def refuse_unknown(home: Home, settings: Settings, known: Collection[str]) -> None:
    """Raise `SettingsInvalid` for a process that is not among the `known` slugs."""
    for slug in settings.processes:
        if slug not in known:
            raise SettingsInvalid(file=str(home.settings), reason=f"[processes.{slug}]")
