"""A real console with a real worker over an office of its own, and ways in for its people."""

import atexit
import http.cookiejar
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyotp
from tests import looking, postgres
from tests.console.people import PASSWORD, PEOPLE, SECRET
from tests.journeys.home import Home

HERE = Path(__file__).parent
WITHOUT_ROBOT = ("--slots", "0")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class House(Home):
    """An office whose console is up; `peopled` with an account of each role."""

    def __init__(self, folder: Path, settings: str = "", *, peopled: bool = False) -> None:
        super().__init__(folder, settings, like=_peopled_home() if peopled and postgres.wanted is None else None)
        if peopled and postgres.wanted is not None:  # there the accounts are not in the folder
            self.make_people()
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._program: subprocess.Popen[bytes] | None = None
        self._visitors: dict[str, Visitor] = {}

    def make_people(self) -> None:
        """Make an account of each role."""
        subprocess.run(  # our own program
            [sys.executable, str(HERE / "people.py")], env=self.environment, check=True, stdout=subprocess.DEVNULL
        )

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start `jikwon up`, and wait until it answers."""
        command = [sys.executable, "-m", "jikwon", "up", "--port", str(self.port), *words]
        with (self.folder / "up.txt").open("wb") as said:
            self._program = subprocess.Popen(command, env=self.environment, stdout=said, stderr=subprocess.STDOUT)
        until = time.monotonic() + 60
        while time.monotonic() < until and self._program.poll() is None:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self._program
            time.sleep(0.05)
        raise AssertionError((self.folder / "up.txt").read_text("utf-8"))

    def stop(self) -> None:
        """Stop the console and its worker."""
        if self._program is not None and self._program.poll() is None:
            self._program.terminate()
            self._program.wait(30)

    def visitor(self, role: str = "") -> "Visitor":
        """Give a browser without pictures: a stranger's, or that of one role's person, who comes in once."""
        if not role:
            return Visitor(self.address)
        if role not in self._visitors:
            self._visitors[role] = visitor = Visitor(self.address)
            visitor.come_in(PEOPLE[role])
        return self._visitors[role]

    def wait_for(self, run: str, *states: str, within_s: float = 60) -> dict[str, Any]:
        """Wait until a run rests in one of the states, and give what `--json` says of it."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if self._state_of(run) in states and (told := self.told("show", run))["state"] in states:
                return told
            time.sleep(0.1)
        told = self.told("show", run)
        raise AssertionError(f"{run} is {told['state']}, not {states}: {told.get('error')}")

    def _state_of(self, run: str) -> str:
        """Read a run's state, without a process for every look."""
        found = looking.look(self.home, "SELECT state FROM runs WHERE id = %s", (run,))
        return str(found[0][0]) if found else ""


@cache
def _peopled_home() -> Path:
    """Make accounts once for all houses: hashing their passwords and migrating took as long as many a test."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    house = House(folder)
    house.make_people()
    return house.home


@contextmanager
def house_in(folder: Path, settings: str = "", *words: str) -> Iterator[House]:
    """Keep a console with its people up for the block."""
    house = House(folder, settings, peopled=True)
    house.start(*words)
    try:
        yield house
    finally:
        house.stop()


class Answer:
    """What the console answered."""

    def __init__(self, status: int, headers: Message, body: bytes, address: str) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.path = urllib.parse.urlsplit(address).path

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8")


class Visitor:
    """Somebody with cookies, who asks for pages and sends forms."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Tell())

    def get(self, path: str, headers: Mapping[str, str] = {}) -> Answer:
        """Ask for a page, and follow where it leads."""
        return self.ask(urllib.request.Request(self.address + path, headers=dict(headers)))

    def post(
        self, path: str, fields: Mapping[str, str | list[str]] | None = None, *, page: str = "", token: str = ""
    ) -> Answer:
        """Send a form with the token of the page that it stands on (`page`, else the address itself)."""
        found = token or TOKEN.search(self.get(page or path).text)
        sent = {"csrfmiddlewaretoken": found[1] if isinstance(found, re.Match) else found or "", **(fields or {})}
        data = urllib.parse.urlencode(sent, doseq=True).encode()
        return self.ask(urllib.request.Request(self.address + path, data))

    def come_in(self, name: str, *, password: str = PASSWORD, secret: str = SECRET) -> Answer:
        """Log in with password and second factor."""
        self.post("/login", {"name": name, "password": password})
        return self.post("/second", {"code": pyotp.TOTP(secret).now()})

    def ask(self, request: urllib.request.Request) -> Answer:
        """Send a request, and follow where it leads."""
        with self._opener.open(request, timeout=60) as found:
            return Answer(found.status, found.headers, found.read(), found.url)


class _Tell(urllib.request.HTTPErrorProcessor):
    """Gives refusals as answers; redirections are followed."""

    def http_response(self, request: Any, response: Any) -> Any:
        """Let the redirection handler see what it must, and nothing else."""
        return super().http_response(request, response) if 300 <= response.status < 400 else response

    https_response = http_response


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
