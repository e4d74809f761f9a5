"""How facts are declared: frozen, keyword-only, and silent about personal fields."""

from dataclasses import dataclass, field, fields
from typing import Annotated, TypeVar, dataclass_transform, get_type_hints

T = TypeVar("T")


class _PersonalMark:
    """Marks a field that identifies or describes a person."""

    def __repr__(self) -> str:
        return "PERSONAL"


PERSONAL = _PersonalMark()
Personal = Annotated[T, PERSONAL]
"""`name: Personal[str]` declares a personal field: sealed at rest, never shown by `repr`."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def fact(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, slotted, keyword-only dataclass whose `repr` hides `Personal` fields."""
    made = dataclass(frozen=True, slots=True, kw_only=True, repr=False)(cls)
    made.__repr__ = _masked_repr  # type: ignore[method-assign]
    return made


def personal_fields(cls: type) -> frozenset[str]:
    """Name the fields of a fact that were declared `Personal`."""
    hints = get_type_hints(cls, include_extras=True)
    return frozenset(name for name, hint in hints.items() if PERSONAL in getattr(hint, "__metadata__", ()))


def _masked_repr(self: object) -> str:
    hidden = personal_fields(type(self))
    shown = (
        f"{each.name}={'•' if each.name in hidden else repr(getattr(self, each.name))}"
        for each in fields(self)  # type: ignore[arg-type]
    )
    return f"{type(self).__name__}({', '.join(shown)})"
