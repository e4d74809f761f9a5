"""What a process sees of its run."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from jikwon.model.acts import Act, DoneBefore
from jikwon.model.evidence import Evidence
from jikwon.model.facts import fact
from jikwon.model.items import Answer, Note
from jikwon.model.learned import Approved
from jikwon.model.mail import MailServer
from jikwon.model.places import Place, Subject
from jikwon.model.sites import Site

NOTHING: Mapping[str, str] = MappingProxyType({})


@fact
class Published:
    """Something that a released run of the process has published; `clock` is that run's moment, aware."""

    key: str
    data: Mapping[str, str]
    clock: datetime


class Source(Protocol):
    """One input file, as it was when the run began."""

    @property
    def input(self) -> str:
        """The input's name in the manifest."""

    @property
    def name(self) -> str:
        """The file's name, without folders."""

    @property
    def sha256(self) -> str:
        """The content's hash, in hexadecimal."""

    def read(self) -> bytes:
        """Give the content."""


class Run(Protocol):
    """The run that a process's functions work for. Time, chance and names come from here alone.

    Where the manifest says `parallel`, `handle` is called from several threads with one run: all that
    is meant for `handle` may be used from any of them.
    """

    @property
    def process(self) -> str:
        """The process's slug."""

    @property
    def clock(self) -> datetime:
        """The run's moment, aware (Asia/Seoul), fixed once for the run's whole life."""

    @property
    def started_by(self) -> str:
        """The account of the person who started the run."""

    @property
    def browser_path(self) -> str:
        """The browser that the office's settings name, "" where they name none."""

    def setting(self, name: str) -> str:
        """Give a setting's text: what was set, else the office's own, else the manifest's default."""

    def sources(self, name: str) -> Sequence[Source]:
        """Give an input's files in name order; an optional input without files gives none."""

    def output(self, name: str, *, part: str = "") -> Path:
        """Give the private path to which output `name` of the manifest is written.

        `part` fills the `*` of an output of many files, and only there: a plain file name without
        slashes or a leading dot, at most 120 bytes, NFC. Raises `OutputPartInvalid`. From the act
        stage on it is the path of the released file.
        """

    def beside(self, work: Callable[..., object], *given: object, **named: object) -> None:
        """Do `work(*given, **named)` by the end of `deliver`: in the second process of a large run, else at once.

        For what takes long and nothing waits for, as writing a workbook to its `output` path. `work` is a
        function of a module, and what it is given can be pickled; it must be repeatable, for it is done
        once more, here, where the second process fails. Allowed in deliver. What it raises, `deliver` raises.
        """

    def earlier(self, name: str) -> Sequence[bytes]:
        """Give an output of one file as every earlier part of this run released it, oldest first."""

    def keep(self, kind: str, key: str, data: bytes, *, suffix: str = ".html") -> Place:
        """Keep what was read from outside as a source of this run, for its proof.

        `kind` is one of the manifest's `[kept.*]`, `key` the office's own for what was read. Once
        more with the same key replaces it. Allowed in collect, handle and account; what `collect`
        kept is cleared when `collect` begins again. Raises `KindUndeclared`.

        Effects: a sealed file among the run's working copies, destroyed with them.
        Repeatable: yes; cut in the middle, the older one or none is there.
        """

    @property
    def evidence(self) -> Evidence:
        """Where a tool keeps pictures of a failure: masked by the office's standard, sealed with the run."""

    def add_source(self, input: str, name: str, data: bytes) -> Source:  # noqa: A002 - the manifest's word
        """Take in a file that the process has fetched, as if it had been given for that input.

        `name` is the file's name, without folders; it stands in every place of its rows. From then on
        `sources(input)` has it, in name order; it is sealed, hashed, listed in the proof and read again
        by it. Allowed in collect; what was added is cleared when `collect` begins again. Raises
        `SourceNotNow`, `InputUnknown`, `FileNameTwice`, and what is raised for a given file that is
        not what its name says.

        Effects: a sealed file among the run's working copies, destroyed with them.
        Repeatable: with `collect` as a whole; cut in the middle, nothing of it is there.
        """

    def publish(self, kind: str, key: str, data: Mapping[str, str]) -> None:
        """Keep something for later runs of this process, once this run's files are released.

        `kind` is one of the manifest's `publishes`. Nothing may name or describe a person: it is not
        sealed. Once more with the same key replaces it. Allowed in deliver. Raises `PublishUndeclared`,
        `PublishNotNow`.
        """

    def published(self, kind: str, *, key: str = "") -> "Sequence[Published]":
        """Give what runs of this process had published, before this run began, and released.

        In the order of their clocks, then of their releases; under `key` alone where one is named. The same in
        every stage of this run, which never sees its own. Raises `PublishUndeclared`.
        """

    def model(self, kind: str) -> Approved | None:
        """Give the model of the manifest's `[models.KIND]` that was approved when the run began; None without one.

        The same for the run's whole life; the proof names it by its hash. Raises `ModelUndeclared`, and
        `ModelDamaged` where its file is not the approved one any more.
        """

    def tell(self, note: Note) -> None:
        """List something in the proof: a normalisation, a hidden row, a file passed over."""

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Add to the rows of the main input; read = used + merged + skipped in the end."""

    def answer(self, code: str, about: Subject) -> Answer | None:
        """Give a person's answer to a question about a file, a column or the run."""

    def remembered(self, code: str, key: str) -> Answer | None:
        """Give the answer that the office keeps under `key` for questions with this code."""

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash (16 hexadecimal digits), the same in every run of this office."""

    def act(
        self,
        kind: str,
        item: str,
        *,
        version: str = "1",
        lane: str = "",
        files: Sequence[str] = (),
        marks: Mapping[str, str] = NOTHING,
    ) -> Act:
        """Make an act about the item with key `item`, with a permanent key that names nobody.

        `marks` must name nobody either: the ledger keeps them longer than any run.
        """

    def done_before(self, kind: str, item: str) -> tuple[DoneBefore, ...]:
        """Give what any run of this office has completed of `kind` on the item, in the order it was done."""

    def text(self, table: str, code: str, **fields: object) -> str:
        """Give a sentence of the process's strings in the office's language (Korean)."""

    def site(self, name: str) -> object:
        """Open a resource of the outside (a portal, a printer) once for this worker and run.

        The process's `open_site(run, name)` makes it, under a lock, whichever thread asks first; its
        `close()`, if it has one, is called when the run rests. An opening that stops (a refused
        login) fails the run and is not tried again. Raises `SiteUndeclared`.
        """

    def site_settings(self, name: str) -> Site:
        """Give what the office's settings say about a site. Raises `SiteUnset`, which says what to write."""

    def mail_settings(self) -> MailServer:
        """Give what the office's settings say about its mail server, the site `mail`.

        Raises `SiteUndeclared`, or `MailUnset`, which says what to write.
        """

    def credential(self, name: str) -> str:
        """Give a secret from the vault, for the moment it is needed: `epidemic.account`, `.password`, `.otp`.

        The part before the dot must be one of the manifest's `credentials`, or the `credential` that
        the office's settings name for one of its `sites` or its mail. Raises `CredentialUndeclared`.
        """
