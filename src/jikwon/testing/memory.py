"""What a process sees of a run in memory: `jikwon.model.Run` without database, keys or sealing."""

import hashlib
import hmac
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from struct import pack

from jikwon.model import Answer, DoneBefore, Evidence, Note, Place, Published, Run, Site, Stage, Subject, declared
from jikwon.model.catalog import Process
from jikwon.model.keeping import KeepNotNow, PublishNotNow, SourceNotNow, Untried
from jikwon.model.learned import Approved
from jikwon.model.mail import MAIL, MailServer, MailUnset
from jikwon.model.opening import OpenSites
from jikwon.model.outputs import file_of
from jikwon.model.process_run import ProcessRun
from jikwon.model.sites import SiteUnset
from jikwon.testing.effects import MemoryEffects
from jikwon.tools import tables

TEST_KEY = b"a key for tests, known to everyone"


def keyed(*parts: str) -> str:
    """Give a short keyed hash (16 hexadecimal digits), the same in every test."""
    joined = b"".join(pack(">I", len(each)) + each for each in (part.encode("utf-8") for part in parts))
    return hmac.digest(TEST_KEY, joined, "sha256").hex()[:16]


class MemorySource:
    """One input file in memory. Implements `jikwon.model.Source`."""

    def __init__(self, input: str, name: str, data: bytes) -> None:  # noqa: A002 - the name it has in Source
        self.input = input
        self.name = name
        self._data = data

    @cached_property
    def sha256(self) -> str:
        """The content's hash, in hexadecimal."""
        return hashlib.sha256(self._data).hexdigest()

    def read(self) -> bytes:
        """Give the content."""
        return self._data


class MemoryRun(ProcessRun):
    """One run in memory. Implements `jikwon.model.Run` as the engine does."""

    def __init__(
        self,
        process: Process,
        *,
        clock: datetime,
        settings: Mapping[str, str],
        sources: Sequence[MemorySource],
        folder: Path,
        around: "Surroundings",
    ) -> None:
        self.process_ = process
        self.clock = clock
        self.settings = settings
        self.folder = folder
        self.kept_alive: object = None
        self.released: Callable[[str], Sequence[bytes]] = lambda _name: ()
        self.notes: list[Note] = []
        self.rows = no_rows()
        self.answers: dict[tuple[str, Subject], Answer] = {}
        self.kept: dict[str, dict[str, bytes]] = {kind: {} for kind in process.manifest.kept}
        self.released_folder: Path | None = None
        self.doing: Stage | None = None
        self.is_trial = False
        self.given = tuple(sources)
        self.fetched: list[MemorySource] = []
        self.publishing: dict[tuple[str, str], Mapping[str, str]] = {}
        self._published = tuple(around.published)
        self._around = around
        self._lock = threading.Lock()
        self._sites = OpenSites()

    @property
    def started_by(self) -> str:
        """The account that the test's office names."""
        return self._around.started_by

    @property
    def browser_path(self) -> str:
        """The browser that the test's office names."""
        return self._around.browser_path

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        return self.settings[name]

    def sources(self, name: str) -> Sequence[MemorySource]:
        """Give an input's files in name order."""
        found = (each for each in (*self.given, *self.fetched) if each.input == name)
        return sorted(found, key=lambda each: each.name)

    def beside(self, work: Callable[..., object], *given: object, **named: object) -> None:
        """Do something at once: there is no other process here."""
        work(*given, **named)

    def earlier(self, name: str) -> Sequence[bytes]:
        """Give an output as every earlier part of this run released it."""
        return self.released(name)

    def output(self, name: str, *, part: str = "") -> Path:
        """Give the path of an output: private until it is released, then where people find it."""
        manifest = self.process_.manifest
        file = file_of(manifest, name, part=part)
        if self.released_folder is not None and not manifest.outputs[name].after:
            return self.released_folder / file
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def keep(self, kind: str, key: str, data: bytes, *, suffix: str = ".html") -> Place:
        """Keep what was read from outside."""
        if self.is_trial:
            raise Untried
        declared.kind(self.process_.manifest, kind)
        if self.doing not in (Stage.COLLECT, Stage.HANDLE, Stage.ACCOUNT):
            raise KeepNotNow(process=self.process, kind=kind)
        with self._lock:
            self.kept[kind][key] = data
        return Place(source=kind, file=f"{key}{suffix}")

    @property
    def evidence(self) -> Evidence:
        """Where a tool keeps pictures of a failure: nowhere, and everything is masked."""
        return Evidence(write=lambda _name, _data: None, is_personal=lambda _: True, mask=lambda *_: "•", scrub=str)

    def add_source(self, input: str, name: str, data: bytes) -> MemorySource:  # noqa: A002 - the name it has in Run
        """Take in a file that the process has fetched."""
        given = declared.an_input(self.process_.manifest, input)
        if self.doing is not Stage.COLLECT:
            raise SourceNotNow(process=self.process, input=input)
        if name in (each.name for each in self.sources(input)):
            raise AssertionError("two files of one input have one name")
        tables.check_data(data, file=name, extensions=given.extensions)
        added = MemorySource(input, name, data)
        twin = next((each.name for each in self.sources(input) if each.sha256 == added.sha256), "")
        if twin and not given.allow_same:
            raise tables.FileTwice(input=input, file=name, twin=twin)
        self.fetched.append(added)
        return added

    def publish(self, kind: str, key: str, data: Mapping[str, str]) -> None:
        """Keep something for later runs of the test's office."""
        declared.publication(self.process_.manifest, kind)
        if self.doing is not Stage.DELIVER:
            raise PublishNotNow(process=self.process, kind=kind)
        self.publishing[kind, key] = dict(data)

    def published(self, kind: str, *, key: str = "") -> Sequence[Published]:
        """Give what earlier runs of the test's office have published."""
        declared.publication(self.process_.manifest, kind)
        found = [each for its, each in self._published if its == kind and key in ("", each.key)]
        return sorted(found, key=lambda each: each.clock)

    def release_published(self) -> None:
        """Let later runs see what this one has published."""
        self._around.published.extend(
            (kind, Published(key=key, data=data, clock=self.clock)) for (kind, key), data in self.publishing.items()
        )

    def model(self, kind: str) -> Approved | None:
        """Give the model that the test's office has approved."""
        return self._around.models.get(declared.model(self.process_.manifest, kind))

    def tell(self, note: Note) -> None:
        """List something in the proof."""
        self.notes.append(note)

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Add to the rows of the main input."""
        with self._lock:
            for name, more in (("read", read), ("used", used), ("merged", merged), ("skipped", skipped)):
                self.rows[name] += more

    def answer(self, code: str, about: Subject) -> Answer | None:
        """Give a person's answer about a file, a column or the run."""
        return self.answers.get((code, about))

    def remembered(self, code: str, key: str) -> Answer | None:
        """Give the answer that the office keeps."""
        return self._around.remembered.get((code, key))

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash."""
        return keyed(*parts)

    def done_before(self, kind: str, item: str) -> tuple[DoneBefore, ...]:
        """Give what any run of this office has completed on an item."""
        return self._around.effects.done_before(self.act(kind, item).key)

    def site(self, name: str) -> object:
        """Open a resource of the outside once for this run, through the office's or the process's `open_site`."""
        declared.site(self.process_.manifest, name)
        if self.is_trial:
            raise Untried
        make = self._around.open_site or self.process_.function("open_site")
        return self._sites.get(name, lambda: make(self, name))

    def site_settings(self, name: str) -> Site:
        """Give what the test's office says about a site."""
        declared.site(self.process_.manifest, name)
        if name not in self._around.sites:
            raise SiteUnset(site=name, file="settings.toml")
        return self._around.sites[name]

    def mail_settings(self) -> MailServer:
        """Give what the test's office says about its mail server."""
        declared.site(self.process_.manifest, MAIL)
        if self._around.mail is None:
            raise MailUnset(file="settings.toml")
        return self._around.mail

    def credential(self, name: str) -> str:
        """Give a secret that the test has handed to its office."""
        manifest, mail = self.process_.manifest, self._around.mail
        of_sites = {site.credential for site in self._around.sites.values() if site.name in manifest.sites}
        of_sites |= {mail.credential} if mail and MAIL in manifest.sites else set()
        declared.credential(manifest, name, of_sites=of_sites)
        return self._around.credentials[name]

    def close(self) -> None:
        """Close what was opened outside."""
        for error in self._sites.close():
            raise error


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a test's office gives to its runs."""

    remembered: Mapping[tuple[str, str], Answer]
    effects: MemoryEffects
    credentials: Mapping[str, str]
    sites: Mapping[str, Site]
    mail: MailServer | None
    open_site: Callable[[Run, str], object] | None
    started_by: str
    browser_path: str
    published: list[tuple[str, Published]]
    models: Mapping[str, Approved]


def no_rows() -> dict[str, int]:
    """Give the counts of a run that has read nothing."""
    return {"read": 0, "used": 0, "merged": 0, "skipped": 0}
