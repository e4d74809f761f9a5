"""B4: ten forms of eight fields filled in a browser, each sent and its answer waited for."""

import atexit
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

FORMS = 10
LABELS = ("성명", "생년월일", "휴대전화", "전자우편", "도로명주소", "상세주소", "제목", "내용")


def contest(data: Path, *, forms: int = FORMS) -> Contest:
    """Put ours beside plain Playwright, which is its limit, and what peers build on."""
    site = _site(data)
    people = data / "forms.json"
    people.write_text(json.dumps([_form(number) for number in range(forms)], ensure_ascii=False), encoding="utf-8")
    peers = (
        ("plain Playwright", "playwright", "web_forms.py", "the limit: the same browser, no checks of our own"),
        ("robocorp-browser", "robocorp_browser", "web_forms.py", "told the installed browser by its internals"),
        ("Selenium, rpaframework", "rpaframework", "web_forms.py", "needs chromedriver (Debian: chromium-driver)"),
    )  # fmt: skip
    return Contest(
        code="B4", title=f"web forms: {forms} forms of {len(LABELS)} fields", unit="form", size=forms,
        contenders=(_ours(site, people, forms), *(_peer(site, people, forms, *peer) for peer in peers)),
    )  # fmt: skip


class Site:
    """The site's process and the file that it writes what it received into."""

    def __init__(self, received: Path) -> None:
        self.received = received
        script = Path(__file__).parent / "form_site.py"
        self._process = subprocess.Popen([sys.executable, script, received], stdout=subprocess.PIPE, text=True)
        atexit.register(self._process.kill)
        told = self._process.stdout.readline() if self._process.stdout else ""
        self.address = f"http://127.0.0.1:{told.strip()}/"


def _site(data: Path) -> Site:
    return Site(data / "received.txt")


def _ours(site: Site, people: Path, forms: int) -> Contender:
    def prepare(folder: Path) -> Start:
        env = {**_env(site, folder), "PYTHONPATH": str(ours.ROOT / "src")}
        return Start(argv=(sys.executable, Path(__file__).parent / "web_forms.py", site.address, people), env=env)

    return Contender(
        name="jikwon.tools.browser", size=forms, prepare=prepare, check=_arrived(site, people),
        note="every place must be the only one that fits",
    )  # fmt: skip


def _peer(site: Site, people: Path, forms: int, name: str, folder_name: str, script: str, note: str) -> Contender:
    def prepare(folder: Path) -> Start:
        words = (PEERS / folder_name / script, site.address, people)
        return Start(argv=(program(folder_name), *words), env=_env(site, folder))

    return Contender(name=name, size=forms, prepare=prepare, check=_arrived(site, people), note=note)


def _env(site: Site, folder: Path) -> dict[str, str]:
    from jikwon.tools.browser import finding

    site.received.write_text("", encoding="utf-8")
    return {"BENCH_TOLD": str(folder / TOLD), "BENCH_BROWSER": str(finding.find())}


def _arrived(site: Site, people: Path) -> Callable[[Path], None]:
    def check(_: Path) -> None:
        wanted = json.loads(people.read_text(encoding="utf-8"))
        found = [line.split("\t") for line in site.received.read_text(encoding="utf-8").splitlines()]
        if found != wanted:
            raise ValueError(f"{len(found)} forms arrived, of {len(wanted)}")

    return check


def _form(number: int) -> list[str]:
    return [
        f"홍길{'가나다라마바사아자차'[number % 10]}", "1990-01-01", f"010-0{number:03}-4567", "a@example.com",
        "서울특별시 송파구 올림픽로 326", f"{number + 1}층", f"민원 {number + 1}", "도로의 가로등이 켜지지 않습니다.",
    ]  # fmt: skip
