"""What workers can do and processes need: `browser`, `printer`, `printer:2F`, each with how many at a time."""

import re
from collections.abc import Collection, Iterable, Mapping

from jikwon.model.errors import InputError

EVERYWHERE = frozenset({"fonts", "documents"})
"""Needs that come with the installation, so that every worker can."""
_NAME = re.compile(r"[a-z0-9가-힣][a-z0-9가-힣-]*(:[\w가-힣-]+)?")
MOST = 64


class CapabilityInvalid(InputError):
    """A capability is not written as `name`, `name:which` or `name=how-many`."""

    code = "capability-invalid"


def is_name(text: str) -> bool:
    """Tell whether a text names a capability: `browser`, or `printer:2F` for one certain printer."""
    return _NAME.fullmatch(text) is not None


def parse(words: Iterable[str]) -> dict[str, int]:
    """Read `--can` words (`browser`, `printer:2F`, `browser=2`); 0 stands for as many as there are slots.

    Raises `CapabilityInvalid`, also for one that is given twice.
    """
    found: dict[str, int] = {}
    for word in words:
        name, equals, count = word.partition("=")
        most = int(count) if count.isascii() and count.isdigit() else 0
        if not is_name(name) or name in found or (equals and not 1 <= most <= MOST):
            raise CapabilityInvalid(given=word)
        found[name] = most
    return found


def of_process(manifest: Iterable[str], office: Iterable[str] = ()) -> frozenset[str]:
    """Give what a process needs: what its manifest says, which the office may narrow (`printer` to `printer:2F`)."""
    narrowed = frozenset(office)
    general = {each.partition(":")[0] for each in narrowed if ":" in each}
    return frozenset(manifest) - general | narrowed


def lacking(needs: Iterable[str], has: Collection[str]) -> tuple[str, ...]:
    """Name the needs that are not met; who has `printer:2F` has a `printer`, too."""
    return tuple(sorted(need for need in needs if need not in EVERYWHERE and not any(_meets(one, need) for one in has)))


def is_about(one: str, other: str) -> bool:
    """Tell whether two capabilities may be the same thing: `printer:2F` and `printer`, not `printer:3F`."""
    return one == other or one.startswith(f"{other}:") or other.startswith(f"{one}:")


def room(limits: Mapping[str, int], in_hand: Iterable[Collection[str]], needs: Collection[str]) -> bool:
    """Tell whether one more piece with these needs fits beside those in hand; a limit of 0 is none."""
    busy = list(in_hand)
    return all(
        sum(any(is_about(limited, one) for one in each) for each in busy) < most
        for limited, most in limits.items()
        if most and any(is_about(limited, need) for need in needs)
    )


def _meets(capability: str, need: str) -> bool:
    return capability == need or capability.startswith(f"{need}:")
