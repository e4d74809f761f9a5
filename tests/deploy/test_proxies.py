"""The proxies that are shipped as examples stand before a real console: over TLS, within its bounds, metrics closed."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.console.house import TOKEN, House, Visitor, _free_port, _Tell
from tests.console.people import PEOPLE
from tests.deploy.units import DEPLOY
from tests.journeys.home import _aside

from jikwon.console.settings import LARGEST_UPLOAD
from jikwon.engine import auditing
from jikwon.engine.office import Office
from jikwon_practice.mailbox.certificates import make

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CADDY = shutil.which("caddy")
AROUND = """
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/jikwon.conf;
}}
"""
SETTINGS = '[console]\nis_behind_proxy = true\nhosts = ["localhost"]\n'
pytestmark = pytest.mark.slow


class Front:
    """A console behind a proxy that speaks TLS at `secure` and sends what comes to `plain` there."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house = house
        self.judges_at_once = folder.name.startswith("nginx")
        self.plain, self.secure = _free_port(), _free_port()
        _, self.certificate = make(folder)
        self.context = ssl.create_default_context(cafile=str(self.certificate))

    def visitor(self) -> Visitor:
        """Give a browser that comes in by the proxy."""
        made = Visitor(f"https://localhost:{self.secure}")
        made._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=self.context), urllib.request.HTTPCookieProcessor(made.cookies), _Tell()
        )
        made._opener.addheaders = [("Referer", f"{made.address}/"), ("X-Forwarded-For", "203.0.113.9")]
        return made

    def ask(self, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
        """Ask once, without a body and without following."""
        asked = http.client.HTTPSConnection("localhost", self.secure, context=self.context, timeout=30)
        asked.putrequest(method, path)
        for name, value in headers.items():
            asked.putheader(name.replace("_", "-"), value)
        asked.endheaders()
        with closing(asked):
            answer = asked.getresponse()
            answer.read()
        return answer


def nginx(front: Front, folder: Path) -> list[str]:
    """Write the example's files for this machine, and give the command."""
    site = (DEPLOY / "nginx" / "jikwon.conf").read_text("utf-8")
    for written, meant in (
        ("listen 80;", f"listen 127.0.0.1:{front.plain};"), ("listen 443 ", f"listen 127.0.0.1:{front.secure} "),
        ("jikwon.songpa.local", "localhost"), ("/etc/jikwon/cert.pem", str(front.certificate)),
        ("/etc/jikwon/cert.key", str(front.certificate.with_name("key.pem"))),
        ("127.0.0.1:8800", f"127.0.0.1:{front.house.port}"), ("/etc/nginx/jikwon-proxy.conf", f"{folder}/proxy.conf"),
    ):  # fmt: skip
        assert written in site
        site = site.replace(written, meant)
    (folder / "jikwon.conf").write_text(site, "utf-8")
    shutil.copy(DEPLOY / "nginx" / "jikwon-proxy.conf", folder / "proxy.conf")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")
    command = [str(NGINX), "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    subprocess.run([*command, "-t"], check=True, capture_output=True, timeout=60)
    return [*command, "-g", "daemon off; master_process off;"]


def caddy(front: Front, folder: Path) -> list[str]:
    """Write the example's file for this machine, and give the command."""
    site = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8")
    for written, meant in (
        ("\tadmin off\n", f"\tadmin off\n\thttp_port {front.plain}\n\thttps_port {front.secure}\n"),
        ("\njikwon.songpa.local {", "\nlocalhost {"), ("\ttls /etc/caddy/jikwon.pem", f"\ttls {front.certificate}"),
        (" /etc/caddy/jikwon.key\n\n", f" {front.certificate.with_name('key.pem')}\n\n"),
        ("127.0.0.1:8800", f"127.0.0.1:{front.house.port}"),
    ):  # fmt: skip
        assert written in site
        site = site.replace(written, meant)
    (folder / "Caddyfile").write_text(site, "utf-8")
    return [str(CADDY), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES = {"nginx": (nginx, NGINX), "caddy": (caddy, CADDY)}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("office"), SETTINGS)
    house.make_people()
    house.start("--slots", "0")
    try:
        yield house
    finally:
        house.stop()


@pytest.fixture(scope="module", params=PROXIES)
def front(request: pytest.FixtureRequest, house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    write, program = PROXIES[request.param]
    if program is None:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    made = Front(house, folder)
    environ = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with subprocess.Popen(write(made, folder), env=environ, stderr=subprocess.DEVNULL) as proxy:
        try:
            _wait_for(made.secure, proxy)
            yield made
        finally:
            proxy.kill()  # caddy would wait for connections that a browser keeps


def _wait_for(port: int, proxy: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and proxy.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the proxy does not listen")


def test_somebody_comes_in_over_tls_and_is_told_by_their_own_address(front: Front) -> None:
    visitor = front.visitor()

    assert visitor.come_in(PEOPLE["official"]).path == "/"

    assert all(each.secure for each in visitor.cookies)
    assert came_from(front.house, "login")[-1] == "127.0.0.1"  # what the browser made up is not believed


def test_what_comes_without_tls_is_sent_to_it(front: Front) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=30)
    asked.request("GET", "/inbox", headers={"Host": "localhost"})
    answer = asked.getresponse()
    answer.read()
    asked.close()

    assert answer.status in {301, 308}
    assert re.fullmatch(r"https://localhost(:\d+)?/inbox", answer.headers["Location"])


def test_every_answer_says_that_only_tls_is_meant(front: Front) -> None:
    for path in ("/login", "/health/live", "/metrics"):
        assert front.ask("GET", path).headers.get_all("Strict-Transport-Security") == ["max-age=31536000"], path


def test_metrics_are_closed_and_health_is_told(front: Front) -> None:
    assert front.ask("GET", "/metrics").status == 404
    assert front.ask("GET", "/health/live").status == 200
    assert front.ask("GET", "/health/ready").status == 503  # from this machine: no worker lives


def test_more_than_the_console_takes_does_not_reach_it(front: Front) -> None:
    if not front.judges_at_once:
        pytest.skip("caddy counts what comes, and not what is said to come")
    assert front.ask("POST", "/login", Content_Length=str(LARGEST_UPLOAD + 1)).status == 413


def test_caddy_reads_its_certificate_where_its_own_account_may_enter() -> None:
    site = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8")
    folders = (DEPLOY / "systemd" / "jikwon.tmpfiles").read_text("utf-8").splitlines()
    root_s = [line.split()[1] for line in folders if line.split()[2:4] == ["0700", "root"]]
    (files,) = re.findall(r"^\ttls (\S+) (\S+)$", site, re.MULTILINE)

    assert root_s == ["/etc/jikwon"]  # which nginx reads before it becomes another; Caddy never is root
    for file in files:
        assert not any(file.startswith(f"{each}/") for each in root_s)
        assert re.search(rf"^# +install .*-g caddy .* {file}$", site, re.MULTILINE)


@pytest.mark.parametrize("name", ["nginx/jikwon.conf", "caddy/Caddyfile"])
def test_the_bound_is_the_console_s_own(name: str) -> None:
    (bound,) = re.findall(r"max_(?:body_)?size (\d{5,})", (DEPLOY / name).read_text("utf-8"))
    assert int(bound) == LARGEST_UPLOAD


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("203.0.113.9, 192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("192.0.2.7, <script>", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_last_address_is_the_proxy_s_word_and_what_is_none_is_not_believed(
    house: House, said: str, believed: str
) -> None:
    sent = {"Host": "localhost", "X-Forwarded-Proto": "https", "X-Forwarded-For": said}
    asked = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    asked.request("GET", "/login", headers=sent)
    page = asked.getresponse()
    token = TOKEN.search(page.read().decode())
    cookie = str(page.headers["Set-Cookie"]).partition(";")[0]
    assert token
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "name": "nobody", "password": "틀린-암호"})
    more = {"Cookie": cookie, "Referer": "https://localhost/", "Content-Type": "application/x-www-form-urlencoded"}
    asked.request("POST", "/login", form, {**sent, **more})
    asked.getresponse().read()
    asked.close()

    assert came_from(house, "login refused")[-1] == believed


def came_from(house: House, action: str) -> list[str]:
    """Give where those came from who did something, in order, as the audit trail has it."""
    found: list[str] = []

    def look() -> None:
        Office.open(house.home)
        found.extend(each.host for each in auditing.entries() if each.action == action)

    _aside(look)
    return found
