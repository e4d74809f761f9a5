"""A process whose models have no history, are never asked or never proved is told where."""

import re
import shutil
from pathlib import Path

import pytest
from tests.testing.editing import edit

from jikwon.model.catalog import find
from jikwon.testing.findings import found
from jikwon.testing.rules import models


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped process with models, under a name of its own so that its history is imported afresh."""
    made = tmp_path / f"learns_{abs(hash(request.node.name)) % 10**8}"
    shutil.copytree(find("petitions").folder, made, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    monkeypatch.syspath_prepend(tmp_path)
    return made


def rules_of(folder: Path) -> list[str]:
    process = found(folder)
    return [finding.rule for finding in (*models.declared(process), *models.look(process))]


def test_the_shipped_process_with_models_keeps_every_rule(folder: Path) -> None:
    assert rules_of(folder) == []


@pytest.mark.parametrize("slug", ["hygiene-kits", "monitoring", "paper-forms"])
def test_a_process_without_models_is_asked_for_nothing(slug: str) -> None:
    assert rules_of(find(slug).folder) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rules"),
    [
        ("manifest.toml", 'inputs = ["petitions"]', 'inputs = ["letters"]', ["model-input"] * 2),
        ("manifest.toml", 'inputs = ["petitions"]', "inputs = []", ["model-input"] * 2),
        ("manifest.toml", 'max_error = "max_error"', 'max_error = "most"', ["model-setting"] * 2),
        ("manifest.toml", '"checked"]', "]", ["model-unwatched"]),
        ("manifest.toml", 'publishes = ["classified", "proposed", "checked"]', "", ["model-unwatched"] * 2),
        (
            "history.py", "def examples(run: Run, kind: str)", "def examples(run: Run)",
            ["function-parameters", "function-untyped"],
        ),
        ("history.py", "def examples(run: Run, kind: str)", "def examples(run, kind)", ["function-untyped"]),
        ("history.py", "def examples(", "def cases(", ["function-missing"]),
        ("history.py", "from datetime", "import no_such_thing\nfrom datetime", ["import-fails"]),
        ("verify_classes.py", "yield as_proposed(", "yield also_proposed(", ["model-unproved"]),
        ("verify_classes.py", "yield bounded(", "yield unbounded(", ["model-unproved"]),
    ],
)  # fmt: skip
def test_a_departure_is_found(folder: Path, name: str, old: str, new: str, rules: list[str]) -> None:
    edit(folder, name, old, new)

    assert rules_of(folder) == rules


def test_a_history_that_is_not_there_is_missed(folder: Path) -> None:
    (folder / "history.py").unlink()

    process = found(folder)
    assert [(each.rule, each.file) for each in models.declared(process)] == [("file-missing", "history.py")]


def test_models_that_nobody_asks_are_found(folder: Path) -> None:
    for path in folder.rglob("*.py"):
        path.write_text(path.read_text("utf-8").replace("run.model(", "nothing("), "utf-8")

    assert rules_of(folder) == ["model-unasked"]


def test_asking_a_model_that_the_manifest_does_not_name_is_found(folder: Path) -> None:
    path = folder / "manifest.toml"
    text = re.sub(r"\[models\.\w+\]\n(?:[^\[]\S* = .*\n)+", "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert "[models." not in text

    assert set(rules_of(folder)) == {"model-undeclared"}
