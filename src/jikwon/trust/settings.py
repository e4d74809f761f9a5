"""The office's own settings: `settings.toml` in the home folder, written by the office's IT officer."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any, Final, Literal

import msgspec

from jikwon.model import Site, capabilities, fact
from jikwon.model.mail import MAIL, MailRecord, MailServer, MailUnset
from jikwon.model.manifest import PRIORITIES
from jikwon.model.sites import SiteUnset
from jikwon.trust.errors import SettingsInvalid
from jikwon.trust.home import Home

Security = Literal["tls", "starttls", "none"]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
PerMinute = Annotated[int, msgspec.Meta(ge=1, le=6000)]
AtOnce = Annotated[int, msgspec.Meta(ge=1, le=1000)]
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; an unknown word in it is an error."""


class _Browser(_Table, frozen=True, kw_only=True):
    path: str = ""


class _Site(_Table, frozen=True, kw_only=True):
    address: str
    credential: str = ""
    timeout_s: Seconds = 30.0
    pages: Annotated[int, msgspec.Meta(ge=1, le=64)] = 4
    per_minute: PerMinute | None = None
    at_once: AtOnce | None = None


class _Capability(_Table, frozen=True, kw_only=True):
    at_once: AtOnce


class _Shared(_Table, frozen=True, kw_only=True):
    folder: str


class _Record(_Table, frozen=True, kw_only=True):
    server: str
    port: Port = 993
    security: Security = "tls"
    folder: str = "Sent"
    complete: bool = False
    settles_s: Seconds = 60.0


class _Mail(_Table, frozen=True, kw_only=True):
    server: str
    port: Port = 587
    security: Security = "starttls"
    credential: str = ""
    sender: str
    domains: Annotated[Sequence[str], msgspec.Meta(min_length=1)]
    timeout_s: Seconds = 30.0
    authority: str = ""
    record: _Record | None = None
    per_minute: PerMinute | None = None
    at_once: AtOnce | None = None

    @property
    def plain(self) -> Sequence[str]:
        """The servers that are talked to without encryption."""
        talked = (self, self.record) if self.record else (self,)
        return [each.server for each in talked if each.security == "none"]


class Console(_Table, frozen=True, kw_only=True):
    """Where people reach the console, and what the office allows there.

    `certificate` and `key` are files (PEM); with `is_behind_proxy` a proxy on this machine speaks TLS instead.
    Without either only this machine reaches it. `may_approve_own` lets people approve runs of their own.
    """

    address: str = "127.0.0.1"
    port: Port = 8800
    hosts: Sequence[str] = ()
    certificate: str = ""
    key: str = ""
    is_behind_proxy: bool = False
    may_approve_own: bool = False
    institution: str = ""
    help: str = ""

    @property
    def is_secure(self) -> bool:
        """Tell whether browsers reach it over TLS."""
        return bool(self.certificate) or self.is_behind_proxy


class Metrics(_Table, frozen=True, kw_only=True):
    """Where Prometheus reads (`/metrics`) and others ask after health: an address beside the console's; port 0 is off.

    `credential` names the vault's token that opens the metrics (`Authorization: Bearer …`); without one only this
    machine may ask. `backups` names the folder whose newest backup's age is told.
    """

    address: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    credential: str = ""
    backups: str = ""


class Log(_Table, frozen=True, kw_only=True):
    """How the log is written to standard output beside its file: not at all, as JSON or as text for a person."""

    stdout: Literal["", "json", "text"] = ""


@fact
class OfTheOffice:
    """What an office says of a process beside its settings: its place in the line, what it needs, its version."""

    priority: str = ""
    needs: tuple[str, ...] = ()
    version: str = ""


@fact
class Limits:
    """How a site outside is spared by all machines together: None is without a limit."""

    per_minute: int | None = None
    at_once: int | None = None


_OF_THE_OFFICE: Final = frozenset({"priority", "needs", "version"})


class Settings(_Table, frozen=True, kw_only=True):
    """The whole of `settings.toml`; an office without the file has none of it."""

    browser: _Browser = _Browser()
    console: Console = Console()
    metrics: Metrics = Metrics()
    log: Log = Log()
    mail: _Mail | None = None
    sites: Mapping[str, _Site] = {}
    processes: Mapping[str, Mapping[str, str]] = {}
    capabilities: Mapping[str, _Capability] = {}
    shared: _Shared | None = None

    @property
    def at_once(self) -> Mapping[str, int]:
        """How many pieces that need a capability may be under way in the whole office."""
        return {name: each.at_once for name, each in self.capabilities.items()}

    def settings_of(self, slug: str) -> Mapping[str, str]:
        """Give the office's own texts for a process's settings."""
        return {name: text for name, text in self.processes.get(slug, {}).items() if name not in _OF_THE_OFFICE}

    def process(self, slug: str) -> OfTheOffice:
        """Give what the office says of a process beside its settings."""
        said = self.processes.get(slug, {})
        return OfTheOffice(
            priority=said.get("priority", ""), version=said.get("version", ""),
            needs=tuple(each.strip() for each in said.get("needs", "").split(",") if each.strip()),
        )  # fmt: skip

    def limits(self, site: str) -> Limits:
        """Give how a site, or the mail server, is spared."""
        found = self.mail if site == MAIL else self.sites.get(site)
        return Limits(per_minute=found.per_minute, at_once=found.at_once) if found else Limits()

    def site(self, home: Home, name: str) -> Site:
        """Give a site's settings; raise `SiteUnset` that says which lines to write and where."""
        found = self.sites.get(name)
        if found is None:
            raise SiteUnset(site=name, file=str(home.settings))
        return Site(
            name=name, address=found.address, credential=found.credential,
            timeout=timedelta(seconds=found.timeout_s), pages=found.pages,
        )  # fmt: skip

    def credentials_of(self, sites: Collection[str]) -> frozenset[str]:
        """Name the credentials that open these sites, the mail server among them."""
        named = {self.sites[name].credential for name in sites if name in self.sites}
        return frozenset(named | ({self.mail.credential} if self.mail and MAIL in sites else set()))

    def mail_server(self, home: Home) -> MailServer:
        """Give the mail server's settings; raise `MailUnset` that says which lines to write and where."""
        found = self.mail
        if found is None:
            raise MailUnset(file=str(home.settings))
        return MailServer(
            server=found.server, port=found.port, security=found.security, credential=found.credential,
            sender=found.sender, domains=tuple(found.domains), timeout=timedelta(seconds=found.timeout_s),
            authority=found.authority, record=_record(found.record),
        )  # fmt: skip


def _record(found: _Record | None) -> MailRecord | None:
    if found is None:
        return None
    return MailRecord(
        server=found.server, port=found.port, security=found.security, folder=found.folder,
        is_complete=found.complete, settles_within=timedelta(seconds=found.settles_s),
    )  # fmt: skip


def load(home: Home) -> Settings:
    """Read the home's `settings.toml`; raise `SettingsInvalid` that names the file and the word that is wrong."""
    try:
        data: dict[str, Any] = tomllib.loads(home.settings.read_text("utf-8"))
        settings = msgspec.convert(data, Settings, strict=True)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsInvalid(file=str(home.settings), reason=str(error)) from error
    console = settings.console
    if not console.is_secure and console.address not in LOOPBACK:
        reason = f"[console] address = {console.address!r}: certificate, key | is_behind_proxy"
        raise SettingsInvalid(file=str(home.settings), reason=reason)
    if reason := _nonsense(settings):
        raise SettingsInvalid(file=str(home.settings), reason=reason)
    return settings


def refuse_unknown(home: Home, settings: Settings, known: Collection[str]) -> None:
    """Raise `SettingsInvalid` for a process that is not among the `known` slugs."""
    for slug in settings.processes:
        if slug not in known:
            raise SettingsInvalid(file=str(home.settings), reason=f"[processes.{slug}]")


def _nonsense(settings: Settings) -> str:
    """Name the first word of the file that has the right type and no sense; "" where all have."""
    for slug in settings.processes:
        said = settings.process(slug)
        if said.priority not in ("", *PRIORITIES):
            return f"[processes.{slug}] priority: {' | '.join(PRIORITIES)}"
        if wrong := next((each for each in said.needs if not capabilities.is_name(each)), ""):
            return f"[processes.{slug}] needs: {wrong}"
    if wrong := next((each for each in settings.capabilities if not capabilities.is_name(each)), ""):
        return f"[capabilities.{wrong}]"
    if settings.metrics.address not in LOOPBACK and not settings.metrics.credential:
        return f"[metrics] address = {settings.metrics.address!r}: credential"
    if settings.mail and (strange := set(settings.mail.plain) - LOOPBACK):
        return f'[mail] {", ".join(sorted(strange))}: security = "none"'
    return ""
