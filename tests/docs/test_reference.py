"""The reference pages say what the code is."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from jikwon.model import strings
from jikwon.model.errors import all_errors

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_reference", REFERENCE / "write.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["command-line.md", "errors.md", "processes.md"])
def test_a_reference_page_is_what_the_code_says_now(page: str) -> None:
    expected = _writer().pages()[page]

    assert (REFERENCE / page).read_text("utf-8") == expected, "run: .venv/bin/python docs/reference/write.py"


def test_every_error_says_something_in_both_languages_and_survives_being_stored() -> None:
    writer = _writer()
    writer._import_everything()

    for error in all_errors():
        if error.code in writer.PLAIN or not error.__module__.startswith("jikwon."):
            continue
        said = strings.of(error.__module__)
        assert all(said.raw("errors", error.code, language=language) for language in strings.LANGUAGES), error.code
        stored = error(file="가.csv", row=3)
        assert type(stored).code == error.code
