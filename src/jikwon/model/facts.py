"""How facts are declared: frozen, keyword-only, and silent about personal fields."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from typing import Annotated, Any, TypeVar, dataclass_transform, get_type_hints

T = TypeVar("T")


class _PersonalMark:
    """Marks a field that identifies or describes a person."""

    def __repr__(self) -> str:
        return "PERSONAL"


_ABSENT = object()
PERSONAL = _PersonalMark()
Personal = Annotated[T, PERSONAL]
"""`name: Personal[str]` declares a personal field: sealed at rest, never shown by `repr`."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def fact(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, slotted, keyword-only dataclass whose `repr` hides `Personal` fields."""
    made = dataclass(frozen=True, slots=True, kw_only=True, repr=False, init=False)(cls)
    made.__repr__ = _masked_repr  # type: ignore[method-assign]
    made.__init__ = _filling(made)  # type: ignore[method-assign]
    return made


def _filling(made: type[Any]) -> Callable[..., None]:
    """Make `__init__`: as the one of a frozen dataclass, but filling the slots themselves.

    A run makes a million facts; `object.__setattr__` by name, as dataclasses have it, takes twice as long.
    """
    known: dict[str, Any] = {"_absent": _ABSENT}
    parameters, body = [], []
    for each in fields(made):
        name = each.name
        known[f"_fill_{name}"] = getattr(made, name).__set__
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            parameters.append(f"{name}=_absent")
            body.append(f"_fill_{name}(self, _make_{name}() if {name} is _absent else {name})")
            continue
        if each.default is not MISSING:
            known[f"_else_{name}"] = each.default
        parameters.append(name if each.default is MISSING else f"{name}=_else_{name}")
        body.append(f"_fill_{name}(self, {name})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    head = f"def __init__(self{', *, ' if parameters else ''}{', '.join(parameters)}):"
    exec("\n ".join((head, *body, "return")), known)  # noqa: S102 - names of fields only, as dataclasses does
    made_init: Callable[..., None] = known["__init__"]
    made_init.__qualname__ = f"{made.__qualname__}.__init__"
    return made_init


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
