"""What a run's process reaches of the world outside: sites, the mail server, the browser, secrets."""

import time
from collections.abc import Callable
from dataclasses import replace

from jikwon.engine import observing
from jikwon.engine.acts.turns import Turns
from jikwon.engine.office import Office
from jikwon.model import Site, declared
from jikwon.model.keeping import Untried
from jikwon.model.mail import MAIL, MailServer
from jikwon.model.opening import OpenSites
from jikwon.model.process_run import ProcessRun
from jikwon.model.states import OPEN
from jikwon.records import executors, runs
from jikwon.records.runs import RunRow


class Outside(ProcessRun):
    """The outside as one run may reach it: what the manifest names, as the office set it; `Active` is one."""

    office: Office
    id: str
    row: RunRow
    executor: str
    is_trial: bool
    is_stopping: Callable[[], bool]
    _sites: OpenSites

    @property
    def browser_path(self) -> str:
        """The browser that the office's settings name."""
        return self.office.settings.browser.path

    @observing.site
    def site(self, name: str) -> object:
        """Open a resource of the outside once for this executor and run."""
        declared.site(self.process_.manifest, name)
        if self.is_trial:
            raise Untried
        make = self.process_.function("open_site")

        def opened() -> object:
            self._turns(name).next()
            return make(self, name)

        return self._sites.get(name, opened, attempt=self.row.attempt)

    def site_settings(self, name: str) -> Site:
        """Give what the office's settings say about a site."""
        found = self.office.settings.site(self.office.home, declared.site(self.process_.manifest, name))
        return replace(found, turns=self._turns(name))

    def mail_settings(self) -> MailServer:
        """Give what the office's settings say about its mail server."""
        declared.site(self.process_.manifest, MAIL)
        return replace(self.office.settings.mail_server(self.office.home), turns=self._turns(MAIL))

    def credential(self, name: str) -> str:
        """Give a secret from the vault that the manifest or a site's settings name."""
        if self.is_trial:
            raise Untried
        of_sites = self.office.settings.credentials_of(self.process_.manifest.sites)
        declared.credential(self.process_.manifest, name, of_sites=of_sites)
        self.office.note("credential used", run=self.id, subject=name, actor=self.executor)
        return self.office.vault().use(name)

    def _turns(self, site: str) -> Turns:
        limits = self.office.settings.limits(site)
        return Turns(site, limits, run=self.id, executor=self.executor, pause=self._pause)

    def _pause(self, seconds: float) -> None:
        """Let time pass; raises `Stopped` once the run rests or the worker is to end, `Fenced` for one declared dead.

        A site outlives the piece that opened it: whose stage and attempt it was does not count.
        """
        from jikwon.engine.active import Stopped  # it is made of this

        executors.assert_alive(self.executor)
        if self.is_stopping() or runs.standing(self.id)[0] not in OPEN:
            raise Stopped(run=self.id)
        time.sleep(seconds)
