"""While the records' server is away the console says so in words, on every page, and works again when it is back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.console.asking import words
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import WITHOUT_ROBOT, House
from tests.postgres import Databases, name_of

PAGES = ("/", "/login", "/inbox", "/runs/no-such-run", "/no-such-page")
SENTENCE = "기록 데이터베이스에 닿지 않습니다"


@pytest.fixture
def house(tmp_path: Path, databases: Databases) -> Iterator[House]:
    house = House(tmp_path, peopled=True)
    house.start(*WITHOUT_ROBOT, "--log-format", "json")
    try:
        yield house
    finally:
        house.stop()


@contextmanager
def away(databases: Databases, house: House) -> Iterator[None]:
    """Let the server refuse the office's database for the block, as one that is going down does."""
    name, cluster = name_of(databases.of(house.home)), databases.cluster
    cluster.tell(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    cluster.tell(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    try:
        yield
    finally:
        cluster.tell(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def said(house: House) -> list[str]:
    """Give what the console wrote to standard output once its log was open."""
    lines = (house.folder / "up.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("http") and house.address not in line]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["", "official"])
def test_every_page_says_that_the_database_is_away_and_works_again_when_it_is_back(
    house: House, databases: Databases, role: str
) -> None:
    visitor = house.visitor(role)
    with away(databases, house):
        answers = [visitor.get(page) for page in PAGES]

    assert {(answer.status, SENTENCE in answer.text) for answer in answers} == {(503, True)}
    assert {answer.headers["Retry-After"] for answer in answers} == {"10"}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert {'lang="ko"' in answer.text for answer in answers} == {True}
    assert visitor.get("/login").status == 200
    assert ("오늘" in words(visitor.get("/"))) == bool(role)


@pytest.mark.slow
def test_a_form_that_was_sent_meanwhile_is_told_to_be_looked_at_again(house: House, databases: Databases) -> None:
    visitor = house.visitor()
    sent = {"name": "nobody", "password": "wrong"}
    token = visitor.get("/login").text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    with away(databases, house):
        answer = visitor.post("/login", sent, token=token)

    assert answer.status == 503
    assert "보내던 것은 저장되지 않았을 수 있습니다" in answer.text


@pytest.mark.slow
def test_the_log_stays_one_line_of_json_an_event_and_names_the_failure(house: House, databases: Databases) -> None:
    visitors = house.visitor("official"), house.visitor()
    with away(databases, house):
        for visitor in visitors:
            for page in PAGES:
                visitor.get(page)

    told = [json.loads(line) for line in said(house)]

    pages = [each for each in told if each["event"] == "page-failed"]
    assert {each["code"] for each in pages} == {"records-unreachable"}
    assert len(pages) == len(visitors) * len(PAGES)
    assert not [each for each in told if each["log"].startswith("django")]


@pytest.mark.slow
def test_the_page_is_as_readable_as_any_other(house: House, databases: Databases) -> None:
    with chromium() as browser, page_of(browser, house, "official") as page:
        page.goto("/login")
        with away(databases, house):
            page.goto("/inbox")
            assert violations(page) == []
            assert page.get_by_role("link", name="다시 열기").get_attribute("href") == "/inbox"
        page.get_by_role("link", name="다시 열기").click()
        page.wait_for_load_state()
        assert SENTENCE not in page.content()
