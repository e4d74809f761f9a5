"""A searcher of its own: nothing planted is found in anything that a run leaves anywhere, sent or kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import postgres

from jikwon.proof import personal_search
from jikwon_practice.mailbox import PracticeMailbox

from .driver import CommandLine, Outcome
from .petitions import runs
from .petitions.files import write_month
from .petitions.months import random_month
from .petitions.truth import Month
from .petitions.words import words_of

pytestmark = pytest.mark.slow
MAIL = """[mail]
server = "127.0.0.1"
port = {port}
security = "none"
sender = "robot@songpa.go.kr"
domains = ["songpa.go.kr"]
"""


def work(month: Month, folder: Path, peer: PracticeMailbox) -> Outcome:
    """Let the command line work on a month to its sent mail."""
    office = CommandLine(folder)
    office.environment["JIKWON_PROCESSES"] = str(runs.PROCESS.parent)
    home = folder / "jikwon"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text(MAIL.format(port=peer.port), "utf-8")
    given = [
        part for name, paths in write_month(month, folder / "in").items() for path in paths
        for part in ("--input", f"{name}={path}")
    ]  # fmt: skip
    return office.command(
        "run", "petitions", *given, "--set", f"period={month.first}..{month.last}", "--set", "mail_to=kim@songpa.go.kr",
        "--as-of", f"{month.clock:%Y-%m-%dT%H:%M}", "--out", str(folder / "out"), "--approve", "--partial", "--json",
        out=folder / "out",
    )  # fmt: skip


def secrets_of(month: Month) -> list[str]:
    """List what was planted, but for what an official's name says as well."""
    shown = " ".join(each.officer for each in month.filings)
    return sorted({secret for each in month.filings for secret in each.secrets if secret not in shown})


def left_behind(folder: Path) -> Iterator[Path]:
    """List every file that the run has left, but for its inputs."""
    yield from (path for path in folder.rglob("*") if path.is_file() and folder / "in" not in path.parents)


@pytest.mark.parametrize("seed", [60, 61])
def test_nothing_that_a_run_leaves_names_anybody(seed: int, tmp_path: Path) -> None:
    month = random_month(seed)
    secrets = secrets_of(month)
    with PracticeMailbox(tmp_path / "mailbox") as peer:
        outcome = work(month, tmp_path, peer)
        assert outcome.code == 3, outcome.stderr
        assert len(peer.record()) == 1

    files = list(left_behind(tmp_path))
    found = [
        (path.name, hit.start)
        for path in files
        for text in words_of(path.name, path.read_bytes())
        for hit in personal_search.known(text, secrets)
    ]
    said = outcome.stdout + outcome.stderr
    assert found == []
    assert not list(personal_search.known(said, secrets))
    on_this_database = set() if postgres.wanted else {".sqlite"}
    kinds = {".eml", ".hwpx", ".pdf", ".xlsx", ".json", ".html"} | on_this_database
    assert kinds <= {path.suffix for path in files}
    assert len(secrets) > 100


def test_the_searcher_finds_what_is_planted_in_every_kind_of_file(tmp_path: Path) -> None:
    month = random_month(60)
    inputs = [path for paths in write_month(month, tmp_path).values() for path in paths]
    texts = [text for path in inputs for text in words_of(path.name, path.read_bytes())]

    found = {hit.text for text in texts for hit in personal_search.known(text, secrets_of(month))}

    assert found == set(secrets_of(month))
