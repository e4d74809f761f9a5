"""Fonts, and what else npm fetches, come by a lock that fixes their content and names no address."""

import json
from pathlib import Path

LOCKED = Path(__file__).parents[2] / "setup" / "npm"


def test_the_lock_of_the_fonts_has_a_hash_and_no_address() -> None:
    text = (LOCKED / "package-lock.json").read_text(encoding="utf-8")

    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert "://" not in text
    assert "omit-lockfile-registry-resolved=true" in (LOCKED / ".npmrc").read_text(encoding="utf-8")
