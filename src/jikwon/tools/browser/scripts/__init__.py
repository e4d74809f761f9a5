"""The scripts that run inside a page, each one function."""

from functools import cache
from importlib import resources


@cache
def script(name: str) -> str:
    """Give a script's text, without the comments above it."""
    text = resources.files(__name__).joinpath(f"{name}.js").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))
