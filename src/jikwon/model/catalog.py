"""Finding processes by their manifest, and loading their functions only when they are needed."""

import importlib
import importlib.metadata
import importlib.util
import os
import re
import sys
import typing
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from jikwon.model import beside
from jikwon.model import manifest as manifests
from jikwon.model.doors import behind_shut_doors
from jikwon.model.errors import InputError, ManifestInvalid
from jikwon.model.items import Done, Item
from jikwon.model.manifest import Manifest
from jikwon.model.strings import Strings

ENTRY_POINTS = "jikwon.processes"


class ProcessUnknown(InputError):
    """No installed process has this slug."""

    code = "process-unknown"


class ProcessVersionMissing(InputError):
    """The process is installed, and not in this version."""

    code = "process-version-missing"


class ProcessShape(InputError):
    """A process's code does not have the shape that every process has."""

    code = "process-shape"


class Process:
    """One process: its folder and manifest; its code is imported when a function is asked for."""

    def __init__(self, folder: Path, package: str) -> None:
        self.folder = folder
        self.package = package

    @property
    def name(self) -> str:
        """The slug as the folder has it: `hygiene_kits`, or `hygiene_kits@1.2` for one version beside others."""
        return self.folder.name.partition("@")[0].replace("_", "-")

    @cached_property
    def manifest(self) -> Manifest:
        """The manifest, read without importing the process's code."""
        return manifests.load(self.folder / "manifest.toml")

    @property
    def slug(self) -> str:
        """The process's name on the command line."""
        return self.manifest.slug

    @property
    def version(self) -> str:
        """The process's own version, with which its runs are finished."""
        return self.manifest.version

    @cached_property
    def strings(self) -> Strings:
        """The process's sentences."""
        return Strings(self.folder / "strings")

    @cached_property
    def code(self) -> ModuleType:
        """`process.py`: collect, handle, deliver and, for acting processes, act and account."""
        return importlib.import_module(f"{self.package}.process")

    @cached_property
    def proof(self) -> ModuleType:
        """`verify.py`: verify and, for acting processes, verify_acts."""
        return importlib.import_module(f"{self.package}.verify")

    @cached_property
    def history(self) -> ModuleType:
        """`history.py`: examples, which a process with models reads from its past files."""
        if not (self.folder / "history.py").exists():
            raise ProcessShape(process=self.slug, missing="history.py: examples(run: Run, kind: str) -> ...")
        return importlib.import_module(f"{self.package}.history")

    @property
    def fakes(self) -> ModuleType | None:
        """`fakes.py`: the process's public fakes of what is outside, for samples and tests; None without it."""
        if not (self.folder / "fakes.py").exists():
            return None
        return importlib.import_module(f"{self.package}.fakes")

    def function(self, name: str) -> Callable[..., Any]:
        """Give one of the process's functions, with the doors to the outside shut while it runs.

        Raises `ProcessShape` if it has none.
        """
        module = self.history if name == "examples" else self.proof if name.startswith("verify") else self.code
        found = getattr(module, name, None)
        if found is None:
            raise ProcessShape(process=self.slug, missing=f"{module.__name__}.{name}")
        return behind_shut_doors(typing.cast("Callable[..., Any]", found))

    @property
    def acts(self) -> bool:
        """Tell whether the process touches the outside."""
        return bool(self.manifest.acts)

    @cached_property
    def item_type(self) -> Any:  # noqa: ANN401 - a type made at run time
        """`Item[T]` as the hints of `handle` name it."""
        hints = typing.get_type_hints(self.function("handle"))
        found = next((hint for hint in hints.values() if typing.get_origin(hint) is Item), None)
        if found is None:
            raise ProcessShape(process=self.slug, missing="handle(run: Run, item: Item[...]) -> Done[...] | ...")
        return found

    @cached_property
    def fact_type(self) -> Any:  # noqa: ANN401 - a type made at run time
        """`Done[F]` as the return hint of `handle` names it."""
        hint = typing.get_type_hints(self.function("handle")).get("return")
        found = next((each for each in _members(hint) if typing.get_origin(each) is Done), None)
        if found is None:
            raise ProcessShape(process=self.slug, missing="handle(...) -> Done[...] | ...")
        return found


def _members(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type made at run time
    return (hint,) if typing.get_origin(hint) is Done else typing.get_args(hint)


def find(slug: str, version: str = "") -> Process:
    """Find a process by its slug: the newest version that is installed, or the one asked for (also as `slug@1.0.0`).

    Raises `ProcessUnknown` with the slugs that are there, `ProcessVersionMissing` with the versions.
    """
    slug, _, said = slug.partition("@")
    wanted = version or said
    found = _of_slug(slug)
    chosen = [process for process in found if wanted in ("", process.version)]
    if chosen:
        return max(reversed(chosen), key=lambda process: _order(process.version))  # of two that are equal the first
    if not found:
        raise ProcessUnknown(process=slug, known=", ".join(sorted(_known())) or "–")
    known = ", ".join(sorted({process.version for process in found}))
    raise ProcessVersionMissing(process=slug, version=wanted, known=known)


def nearest(slug: str, version: str) -> Process:
    """Find a version of a process, or the newest where it is not installed: for its names and sentences alone."""
    try:
        return find(slug, version)
    except ProcessVersionMissing:
        return find(slug)


def _of_slug(slug: str) -> list[Process]:
    """List the versions of a process; their folders are named like it, or else every manifest is read.

    A fault in a manifest of its own is raised; another folder's fault must not hide it, and `jikwon check` tells it.
    """
    named = [process for process in every() if process.name == slug]
    return [process for process in named if process.slug == slug] or [
        process for process in every() if process.name != slug and _slug(process) == slug
    ]


def _known() -> frozenset[str]:
    return frozenset(_slug(process) for process in every()) - {""}


def _slug(process: Process) -> str:
    try:
        return process.slug
    except ManifestInvalid:
        return ""


def _order(version: str) -> tuple[tuple[int, int, str], ...]:
    """Give a version's place among others: its numbers count as numbers, and every word comes before a number."""
    return tuple((1, int(each), "") if each.isdecimal() else (0, 0, each) for each in re.split(r"[.+_-]", version))


def every() -> Iterator[Process]:
    """List all processes: those installed as entry points, then those in the folder JIKWON_PROCESSES."""
    for folder, package in _installed():
        yield Process(folder, package)
    if root := os.environ.get("JIKWON_PROCESSES"):
        yield from in_folder(Path(root))


def slugs() -> frozenset[str]:
    """Name all processes by their folders, which are named like their slugs; no manifest is read."""
    return frozenset(process.name for process in every())


@cache
def _installed() -> tuple[tuple[Path, str], ...]:
    """Give the folders of entry points with their packages; it reads a file of every package there is."""
    entries = importlib.metadata.entry_points(group=ENTRY_POINTS)
    specs = [(importlib.util.find_spec(entry.value), entry.value) for entry in entries]
    return tuple(
        (Path(folder), package) for spec, package in specs if spec for folder in spec.submodule_search_locations or ()
    )


def in_folder(root: Path) -> Iterator[Process]:
    """List the processes of an office's own folder: each sub-folder with a manifest is one.

    A folder `hygiene_kits@1.2` is one version of a process beside others, whatever its manifest's version is.
    """
    if str(root) not in sys.path:
        sys.path.append(str(root))
    for manifest in sorted(root.glob("*/manifest.toml")):
        folder = manifest.parent
        yield Process(folder, beside.package_of(folder) if "@" in folder.name else folder.name)


def at(folder: Path) -> Process:
    """Give the process of one folder, inside a package or on its own; its code becomes importable."""
    if "@" in folder.name:
        return Process(folder.resolve(), beside.package_of(folder.resolve()))
    root = folder.resolve().parent
    names = [folder.resolve().name]
    while (root / "__init__.py").exists():
        names.insert(0, root.name)
        root = root.parent
    if str(root) not in sys.path:
        sys.path.append(str(root))
    return Process(folder.resolve(), ".".join(names))
