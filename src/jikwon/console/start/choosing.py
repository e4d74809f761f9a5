"""The processes that can be handed over, and what is to be known of each before it is."""

from collections.abc import Iterator

from jikwon.console.start import fields
from jikwon.engine.office import Office
from jikwon.engine.workers import staff
from jikwon.model import State, fact, samples
from jikwon.model.capabilities import EVERYWHERE
from jikwon.model.catalog import Process, every
from jikwon.model.errors import ManifestInvalid
from jikwon.records import items, runs


@fact
class Card:
    """One process. `last_s` are the seconds that a robot took for the last released run, of `last_items` items."""

    slug: str
    name: str
    about: str
    owner: str
    is_approved: bool
    is_staffed: bool
    can_practise: bool
    last_at: float | None
    last_s: float
    last_items: int


def cards(office: Office) -> list[Card]:
    """Describe all processes, by name."""
    present = staff.workers(office)
    return sorted(
        (_card(each, is_staffed=staff.can_do(present, each)) for each in installed()), key=lambda each: each.name
    )


def practicable() -> list[Process]:
    """List the processes that can be tried with practice data."""
    return [each for each in installed() if is_practicable(each)]


def is_practicable(process: Process) -> bool:
    """Tell whether a process has a sample for all it needs, and every worker can do it without the outside."""
    given = process.manifest.inputs.items()
    return (
        set(process.manifest.needs) <= EVERYWHERE
        and process.fakes is None
        and any(any(samples.files_of(process, name)) for name, _ in given)
        and all(any(samples.files_of(process, name)) for name, each in given if each.required)
    )


def installed() -> Iterator[Process]:
    """Give every process whose manifest can be read."""
    for process in every():
        try:
            _ = process.manifest
        except ManifestInvalid:
            continue  # `jikwon check` tells it to whoever writes it
        yield process


def _card(process: Process, *, is_staffed: bool) -> Card:
    last, manifest = runs.last_of(process.slug, State.RELEASED), process.manifest
    return Card(
        slug=process.slug, name=fields.named(manifest.name), about=fields.about(process), owner=manifest.owner,
        is_approved=manifest.release == "approve", is_staffed=is_staffed, can_practise=is_practicable(process),
        last_at=last.ended_at if last else None, last_s=last.robot_s if last else 0.0,
        last_items=sum(items.counts(last.id).values()) if last else 0,
    )  # fmt: skip
