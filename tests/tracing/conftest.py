"""A desk for every test, in an office of the engine's tests."""

from tests.engine.conftest import desk

__all__ = ["desk"]
