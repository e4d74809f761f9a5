"""What can go wrong between a robot and a screen; the fields name places and pages, never a person's data.

`page` is the path of the address without what identifies a case; `found` is masked.
"""

from jikwon.model import Handling, InputError, JikwonError, strings


class BrowserMissing(InputError):
    """No browser is installed that could be used; none is ever downloaded."""

    code = "browser-missing"


class BrowserPathWrong(InputError):
    """The settings name a browser that is not there; no other one is taken instead."""

    code = "browser-path-wrong"


class LoginRefused(JikwonError):
    """A portal does not take the account; tried once only, for accounts lock."""

    code = "portal-login-refused"
    run_wide = True


class SecretUnusable(JikwonError):
    """What the vault holds as the secret of a second step is none: no code can be made of it."""

    code = "portal-secret-unusable"
    run_wide = True


class SessionLost(JikwonError):
    """A portal's session ended, and again after the one new login."""

    code = "portal-session-lost"
    handling = Handling.RETRY


class BrowserError(JikwonError):
    """Something on a page: a picture and the accessible tree are kept of it."""

    code = "browser-error"

    def text(self, language: str | None = None) -> str:
        """Say the error in one line, with the words of `language` for roles and reasons."""
        said = strings.of(__name__)
        named = {"kind": "roles", "reason": "reasons"}
        words = {
            name: said.text(table, str(self.fields[name]), language=language)
            for name, table in named.items()
            if name in self.fields
        }
        fields = {"place": "", "about": "", **self.fields, **words}
        return said.text("errors", self.code, language=language, **fields).replace(" .", ".")


class BrowserNotStarting(BrowserError):
    """The browser that was found does not start, or ended while it did."""

    code = "browser-not-starting"
    handling = Handling.RETRY
    out_of_reach = True


class BrowserGone(BrowserError):
    """The browser or the page ended by itself; the next page starts a new browser."""

    code = "browser-gone"
    handling = Handling.RETRY


class PageSlow(BrowserError):
    """A page, or what covers it while it works, was not ready in time."""

    code = "page-slow"
    handling = Handling.RETRY
    out_of_reach = True


class PageFailed(BrowserError):
    """The site answered that it failed or is too busy (HTTP 5xx, 408, 429)."""

    code = "page-failed"
    handling = Handling.RETRY


class PageUnreachable(BrowserError):
    """The site gave no answer: no connection, an unknown name, a broken line."""

    code = "page-unreachable"
    handling = Handling.RETRY
    out_of_reach = True


class PageRefused(BrowserError):
    """The site refused the page (HTTP 4xx), and what was looked for is not on what it showed instead."""

    code = "page-refused"
    handling = Handling.ASK


class PlaceMissing(BrowserError):
    """Nothing on a page that is ready fits the place; `found` lists what there is of its role."""

    code = "place-missing"
    handling = Handling.ASK


class PlaceAmbiguous(BrowserError):
    """More than one thing on the page fits the place."""

    code = "place-ambiguous"
    handling = Handling.ASK


class PlaceBlocked(BrowserError):
    """The place is there and cannot be used: covered, disabled, moving, or of a kind that takes no such act."""

    code = "place-blocked"
    handling = Handling.RETRY


class ChoiceMissing(BrowserError):
    """A list of choices does not have the one that is wanted, or has it twice."""

    code = "choice-missing"
    handling = Handling.ASK


class TableUnclear(BrowserError):
    """A table cannot be read in one way only: a header or label twice, or rows that do not fit the header."""

    code = "table-unclear"
    handling = Handling.ASK


class DialogUnexpected(BrowserError):
    """The page opened a message window that nobody expected; it was dismissed."""

    code = "dialog-unexpected"
    handling = Handling.ASK


class DialogMissing(BrowserError):
    """The message window that was expected did not open."""

    code = "dialog-missing"
    handling = Handling.ASK


class DownloadCut(BrowserError):
    """A download ended before all of the file was there; nothing of it is used."""

    code = "download-cut"
    handling = Handling.RETRY


class DownloadTooLarge(BrowserError):
    """A download is larger than any file that is read here."""

    code = "download-too-large"


class SearchRefused(BrowserError):
    """A page answered a search with an alert in place of a list."""

    code = "search-refused"
    handling = Handling.RETRY


class ExportIncomplete(BrowserError):
    """A downloaded list has not as many rows as its page says: more came in between, or it was cut."""

    code = "export-incomplete"
    handling = Handling.RETRY
