"""Two versions of a process beside each other: a run ends on the one that it began with, a new one takes the newer."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.receiving import PROCESSES
from tests.engine.crew import ordered, say
from tests.engine.desk import Desk

from jikwon.engine.runs import lifecycle
from jikwon.engine.workers import demands
from jikwon.engine.workers.worker import Worker
from jikwon.model import State, catalog, errors
from jikwon.model.catalog import ProcessVersionMissing
from jikwon.records import database

SLUG = "test-letters"
IMPORTS = """
import test_letters.marks
import test_letters.marks as by_name
from test_letters import marks as from_package
from test_letters.marks import MARK
"""


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an office's folder with versions 1.9.0 and 1.10.0 of the letters, each with its own file name."""
    folder = tmp_path / "processes"
    for version in ("1.9.0", "1.10.0"):
        made = folder / f"test_letters@{version}"
        shutil.copytree(PROCESSES / "test_letters", made, ignore=shutil.ignore_patterns("__pycache__"))
        manifest = (made / "manifest.toml").read_text("utf-8")
        manifest = manifest.replace('version = "1.0.0"', f'version = "{version}"')
        (made / "manifest.toml").write_text(manifest.replace("letters.xlsx", f"letters-{version}.xlsx"), "utf-8")
        (made / "marks.py").write_text(f'"""Which one it is."""\nMARK = "{version}"\n', "utf-8")
        code = (made / "process.py").read_text("utf-8")
        code = code.replace("from . import questions", f"{IMPORTS}\nfrom . import questions")
        (made / "process.py").write_text(code, "utf-8")
    monkeypatch.setenv("JIKWON_PROCESSES", str(folder))
    monkeypatch.setattr(errors, "_BY_CODE", dict(errors._BY_CODE))  # each version has the same codes
    yield folder
    for name in [name for name in sys.modules if name.startswith("test_letters__")]:
        del sys.modules[name]


def test_each_imports_itself_alone_whatever_way_it_writes_it(beside: Path) -> None:
    for version in ("1.9.0", "1.10.0"):
        code = catalog.find(SLUG, version).code
        assert {code.MARK, code.by_name.MARK, code.from_package.MARK, code.test_letters.marks.MARK} == {version}


def test_the_newest_is_found_unless_another_is_asked_for(beside: Path) -> None:
    assert catalog.find(SLUG).version == "1.10.0"
    assert catalog.find(f"{SLUG}@1.9.0").version == "1.9.0"
    with pytest.raises(ProcessVersionMissing) as missing:
        catalog.find(SLUG, "2")
    assert missing.value.fields["known"] == "1.10.0, 1.9.0"


@pytest.mark.slow
def test_one_worker_ends_runs_of_both_each_on_its_own(desk: Desk, beside: Path) -> None:
    older, newer = ordered(desk, slug=f"{SLUG}@1.9.0", name="a.csv"), ordered(desk, name="b.csv")

    Worker(desk.office, slots=2, capabilities=(), tell=lambda _: None).work(until_idle=True)

    for row, version in ((older, "1.9.0"), (newer, "1.10.0")):
        now = desk.fresh(row)
        assert (now.version, now.state) == (version, State.AWAITING_APPROVAL)
        staged = desk.home / "outputs" / f".{row.id}"
        assert (staged / f"letters-{version}.xlsx").exists()
        assert json.loads((staged / "proof.json").read_text("utf-8"))["process"]["version"] == version


def test_the_office_keeps_new_runs_on_an_older_version(desk: Desk, beside: Path) -> None:
    say(desk, f'[processes.{SLUG}]\nversion = "1.9.0"\n')

    assert ordered(desk).version == "1.9.0"


def test_a_worker_says_which_versions_it_has(desk: Desk, beside: Path) -> None:
    mine = {each for each in demands.able(desk.office, []) if each.startswith(SLUG)}
    shutil.rmtree(beside / "test_letters@1.9.0")

    assert mine == {f"{SLUG}@1.9.0", f"{SLUG}@1.10.0"}
    assert {each for each in demands.able(desk.office, []) if each.startswith(SLUG)} == {f"{SLUG}@1.10.0"}


def test_to_go_on_with_a_version_that_is_gone_says_what_to_do(desk: Desk, beside: Path) -> None:
    row = desk.run(("L1", "김하나"))
    database.run_sql("UPDATE runs SET version = '1.0.0' WHERE id = %s", (row.id,))

    with pytest.raises(ProcessVersionMissing) as missing:
        desk.resume(row, approve=True)

    assert "test-letters@1.0.0" in missing.value.text("ko")
    assert lifecycle.cancel(desk.office, row.id).state is State.CANCELLED
