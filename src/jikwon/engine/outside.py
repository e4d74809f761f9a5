"""What a run's process reaches of the world outside: sites, the mail server, the browser, secrets."""

from jikwon.engine import observing
from jikwon.engine.office import Office
from jikwon.model import Site, declared
from jikwon.model.keeping import Untried
from jikwon.model.mail import MAIL, MailServer
from jikwon.model.opening import OpenSites
from jikwon.model.process_run import ProcessRun
from jikwon.records.runs import RunRow


class Outside(ProcessRun):
    """The outside as one run may reach it: what the manifest names, as the office set it; `Active` is one."""

    office: Office
    id: str
    row: RunRow
    executor: str
    is_trial: bool
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
        return self._sites.get(name, lambda: make(self, name), attempt=self.row.attempt)

    def site_settings(self, name: str) -> Site:
        """Give what the office's settings say about a site."""
        return self.office.settings.site(self.office.home, declared.site(self.process_.manifest, name))

    def mail_settings(self) -> MailServer:
        """Give what the office's settings say about its mail server."""
        declared.site(self.process_.manifest, MAIL)
        return self.office.settings.mail_server(self.office.home)

    def credential(self, name: str) -> str:
        """Give a secret from the vault that the manifest or a site's settings name."""
        if self.is_trial:
            raise Untried
        of_sites = self.office.settings.credentials_of(self.process_.manifest.sites)
        declared.credential(self.process_.manifest, name, of_sites=of_sites)
        self.office.note("credential used", run=self.id, subject=name, actor=self.executor)
        return self.office.vault().use(name)
