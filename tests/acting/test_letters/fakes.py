"""The receiver in memory, for samples and tests."""

from typing import Any
from urllib.parse import unquote, urlsplit

from jikwon.model import Run


class FakeReceiver:
    """Takes every letter and forgets none."""

    address = "memory"

    def __init__(self) -> None:
        self.receipts: dict[str, str] = {}

    def call(self, path: str, body: dict[str, str] | None = None) -> tuple[int, Any]:
        """Answer as the receiver does."""
        kind, _, name = urlsplit(path).path.lstrip("/").partition("/")
        if kind == "addresses":
            return 200, {"address": f"사서함 {unquote(name)}"}
        if body is not None:
            self.receipts[body["key"]] = f"R{len(self.receipts) + 1:06d}"
            return 201, {"receipt": self.receipts[body["key"]]}
        receipt = self.receipts.get(unquote(name))
        return (200 if receipt else 404), {"remembers_from": 0.0, "receipt": receipt}


def open_site(run: Run, name: str) -> FakeReceiver:
    """Open the receiver in memory."""
    return FakeReceiver()
