"""Every deed that the audit trail can tell has words in Korean and in English."""

import re
import tomllib
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "jikwon"
_DEED = re.compile(r"\bnote\(\s*['\"]([a-z][a-z -]+)['\"]")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_deed_has_words(language: str) -> None:
    said = tomllib.loads((SOURCES / "console" / "trail" / "strings" / f"{language}.toml").read_text("utf-8"))["actions"]
    told = {deed for path in SOURCES.rglob("*.py") for deed in _DEED.findall(path.read_text("utf-8"))}
    assert len(told) > 30
    assert told - said.keys() == set()
