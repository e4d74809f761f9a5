"""A home of its own for every test."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from jikwon.trust import redaction
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys

NOW = datetime(2021, 10, 6, 9, 0, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home", environ={})


@pytest.fixture
def keys(home: Home) -> Keys:
    return Keys.open(home, environ={})


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the secrets of other tests, which would change what this one reads."""
    monkeypatch.setattr(redaction, "_forms", set())
    monkeypatch.setattr(redaction, "_pattern", None)
