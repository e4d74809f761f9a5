"""A long proof in parts that can be done apart, as a large run does them in two processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, cast

from jikwon.model import Check
from jikwon.proof.proof import Proof

Part: TypeAlias = Callable[[Proof], Iterable[Check]]


def in_parts(*parts: Part) -> Callable[[Proof], Iterator[Check]]:
    """Make a process's `verify` of parts: all of them, in this order.

    A part rests on nothing that another one has done; what several of them need they share with `Proof.once`.
    """

    def verify(proof: Proof) -> Iterator[Check]:
        for part in parts:
            yield from part(proof)

    verify.parts = parts  # type: ignore[attr-defined]
    return verify


def parts_of(verify: Part) -> Sequence[Part]:
    """Give the parts of a `verify`; one that was not made of parts is its only one."""
    return cast("Sequence[Part]", getattr(verify, "parts", (verify,)))
