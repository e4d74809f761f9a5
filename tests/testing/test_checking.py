"""A process folder that departs from the shape is told where."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.testing.editing import edit

from jikwon import testing
from jikwon.testing.proving import SampleNotProved

from .conftest import ACTING

CHANGES = """
from jikwon.model.doors import changes_outside


class Site:
    @changes_outside
    def press(self) -> None: ...


def reach() -> None:
    Site().press()
"""
Change = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the acting process under a name of its own, so that its code is imported afresh."""
    slug = f"copy-{abs(hash(request.node.name)) % 10**8}"
    made = tmp_path / slug.replace("-", "_")
    shutil.copytree(ACTING / "test_letters", made, ignore=shutil.ignore_patterns("__pycache__"))
    edit(made, "manifest.toml", "test-letters", slug)
    (made / "errors.py").write_text((made / "errors.py").read_text("utf-8").replace('"letters-', f'"{slug}-'), "utf-8")
    for name in ("manifest.toml", "strings/ko.toml", "strings/en.toml"):
        edit(made, name, "letters-", f"{slug}-")
    monkeypatch.syspath_prepend(tmp_path)
    return made


def rules_of(folder: Path) -> list[str]:
    return [finding.rule for finding in testing.check(folder)]


def test_the_acting_process_has_the_shape() -> None:
    assert [str(finding) for finding in testing.check(ACTING / "test_letters")] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("manifest.toml", 'owner = "시험용"', 'owner = "시험용"\nboss = "x"', "manifest-unreadable"),
        ("manifest.toml", "main = true", "main = false", "main-input"),
        ("manifest.toml", 'file = "letters.xlsx"', 'file = "../letters.xlsx"', "output-file"),
        ("manifest.toml", 'default = "plain"', 'default = "grey"', "setting-default"),
        ("manifest.toml", r"'https?://\S+'", "'('", "setting-pattern"),
        ("manifest.toml", '"수신거부", ', "", "code-undeclared"),
        ("manifest.toml", 'personal = ["받는분", "추신"]', "personal = []", "personal-undeclared"),
        ("manifest.toml", 'acts = ["send"]', 'acts = ["post"]', "code-not-in-manifest"),
        ("strings/en.toml", "paper-missing =", "paper-lost =", "sentence-missing"),
        ("strings/en.toml", "letter {number} goes", "letter {key} goes", "gaps-differ"),
        ("model.py", "Personal[str]", "str", "personal-unmarked"),
        ("rules.py", "import re\n", "import re\nimport os\n", "rule-impure"),
        ("rules.py", "letter = item.body\n", "letter = item.body\n    print(1)\n", "rule-impure"),
        ("process.py", "import time\n", "import time\nimport jikwon.proof\n", "import-forbidden"),
        ("process.py", "import time\n", "import time\nfrom jikwon import records\n", "import-forbidden"),
        ("process.py", "import time\n", "import time\nimport no_such_thing\n", "import-fails"),
        ("process.py", "import time\n", "import time\nfrom jikwon.model.doors import act_in_hand\n", "door-opened"),
        ("process.py", "import time\n", "import time\nfrom jikwon.model import doors\n", "door-opened"),
        ("process.py", "import time\n", "import time\nimport jikwon.model.doors\n", "door-opened"),
        ("process.py", "import time\n", f"import time\n{CHANGES}", "change-outside-steps"),
        ("process.py", "def account(", "def accounts(", "function-missing"),
        ("process.py", "def handle(run: Run, item:", "def handle(item:", "function-parameters"),
        ("process.py", "receipts: Sequence[Receipt]) -> None", "receipts: Sequence[Receipt])", "function-untyped"),
        ("verify.py", "from jikwon.proof", "from .rules import judge\nfrom jikwon.proof", "import-forbidden"),
        ("sample/letters.csv", "박세나,,", "박세나,고장,", "sample-fails"),
        ("sheets.py", "letter.number, letter.to", "letter.to, letter.number", "sample-unproved"),
    ],
)  # fmt: skip
def test_a_departure_from_the_shape_is_found(folder: Path, name: str, old: str, new: str, rule: str) -> None:
    edit(folder, name, old, new)

    assert rule in rules_of(folder)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("checks", "an act a letter"),
        ("checks", "cells 접수대장"),
        ("checks", "keys 제외"),
        ("notes", "letter-corrected"),
    ],
)
def test_what_the_proof_says_without_a_sentence_is_found(folder: Path, table: str, code: str) -> None:
    """It is found where the code spells it out, which the sample may not come to, and where the sample makes it."""
    for language in ("ko", "en"):
        path = folder / "strings" / f"{language}.toml"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.strip('"').startswith(code)), "utf-8")

    found = [(each.rule, each.file, dict(each.fields)) for each in testing.check(folder)]

    assert found == [
        ("sentence-missing", f"strings/{language}.toml", {"table": table, "code": code}) for language in ("ko", "en")
    ]


@pytest.mark.parametrize("wanted", ["from .rules import judge", "from . import rules", "from jikwon import korea"])
def test_a_part_of_the_proof_may_import_no_more_than_the_proof(folder: Path, wanted: str) -> None:
    (folder / "verify_more.py").write_text(f'"""More."""\n\n{wanted}\n', "utf-8")

    assert rules_of(folder) == ["import-forbidden"]


def test_the_parts_of_a_proof_may_import_each_other(folder: Path) -> None:
    (folder / "verify_words.py").write_text('"""Words."""\n\nWORD = "x"\n', "utf-8")
    (folder / "verify_more.py").write_text('"""More."""\n\nfrom .verify_words import WORD\n', "utf-8")
    edit(folder, "verify.py", "from jikwon.proof", "from .verify_more import WORD\nfrom jikwon.proof")

    assert rules_of(folder) == []


@pytest.mark.parametrize("name", ["README.md", "strings/en.toml", "verify.py"])
def test_a_file_that_every_process_has_is_missed(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert [(found.rule, found.file) for found in testing.check(folder)] == [("file-missing", name)]


def test_a_folder_that_is_not_named_like_its_slug_is_told(folder: Path) -> None:
    edit(folder, "manifest.toml", 'slug = "', 'slug = "other-')

    assert rules_of(folder) == ["slug-differs"]


def test_every_planted_break_is_refuted() -> None:
    broken = list(testing.prove(ACTING / "test_letters"))

    assert len(broken) > 20
    assert [str(each) for each in broken if not each.refuted] == []


def test_a_proof_that_looks_away_misses_breaks(folder: Path) -> None:
    verify = folder / "verify.py"
    verify.write_text(re.sub(r"    yield same_cells.*\n", "", verify.read_text("utf-8")), "utf-8")

    assert any(not each.refuted for each in testing.prove(folder))


def test_outputs_that_are_not_proved_are_not_broken(folder: Path) -> None:
    edit(folder, "sheets.py", "letter.number, letter.to", "letter.to, letter.number")

    with pytest.raises(SampleNotProved):
        list(testing.prove(folder))
