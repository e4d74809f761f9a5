"""Programs that a test needs beside Python: a printer, a queue, a browser."""

import os

import pytest


def need(missing: str) -> None:
    """Pass a test over where what it needs is missing; in CI, whose set-up installs all of it, fail it instead."""
    if not missing:
        return
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
