"""Changing one place of a copied process, to see what the checks say of it."""

from pathlib import Path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Put `new` for `old` in a file of the copy; what is not there fails the test."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), "utf-8")
