"""The files of a run: where an output is written, and what was written, one file or many a name."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from jikwon.model.errors import JikwonError
from jikwon.model.facts import Personal, fact
from jikwon.model.manifest import Manifest, Output

MOST_BYTES = 120
"""A part's name in UTF-8; a file system takes 255, and the output's own prefix and suffix are added."""


class OutputUndeclared(JikwonError):
    """A process asks for an output that its manifest does not name."""

    code = "output-undeclared"


class OutputMissing(JikwonError):
    """`deliver` or `account` did not write an output that the manifest promises."""

    code = "output-missing"


class OutputPartInvalid(JikwonError):
    """A part's name is no plain file name, or was given for an output of one file (or not for one of many)."""

    code = "output-part-invalid"


@fact
class OutputFile:
    """One file of an output: `file` is its path within the folder of outputs, `part` what fills the `*`."""

    name: str
    file: Personal[str]
    path: Personal[Path]
    part: Personal[str] = ""


def file_of(manifest: Manifest, name: str, *, part: str = "") -> str:
    """Give an output's file name within the folder of outputs.

    Raises `OutputUndeclared` and `OutputPartInvalid`.
    """
    declared = manifest.outputs.get(name)
    if declared is None:
        raise OutputUndeclared(process=manifest.slug, output=name)
    if declared.is_many != bool(part) or (part and not is_part(part)):
        raise OutputPartInvalid(process=manifest.slug, output=name)
    return declared.file.replace("*", part)


def is_part(name: str) -> bool:
    """Tell whether a part's name is a plain file name: no slash, no leading dot, ≤ 120 bytes, NFC."""
    if not name or name.startswith(".") or len(name.encode("utf-8", "replace")) > MOST_BYTES:
        return False
    if any(character in "/\\*" or unicodedata.category(character)[0] == "C" for character in name):
        return False
    return name == name.strip() and unicodedata.is_normalized("NFC", name)


def found_in(manifest: Manifest, folder: Path, *, after: bool) -> list[OutputFile]:
    """Find what was written of the outputs before (or `after`) the acts, by name and part.

    Raises `OutputMissing` where the manifest promises one that is not there, `OutputPartInvalid` for
    a file whose name no part can have.
    """
    found: list[OutputFile] = []
    for name, output in sorted(manifest.outputs.items()):
        if output.after is not after:
            continue
        files = list(_parts(manifest, name, folder)) if output.is_many else _one(name, output.file, folder)
        if not files and not output.many_may_be_none:
            raise OutputMissing(process=manifest.slug, output=name)
        found += files
    return found


def _one(name: str, file: str, folder: Path) -> list[OutputFile]:
    path = folder / file
    return [OutputFile(name=name, file=file, path=path)] if path.exists() else []


def _parts(manifest: Manifest, name: str, folder: Path) -> Iterable[OutputFile]:
    output = manifest.outputs[name]
    pattern = PurePosixPath(output.file)
    before, _, behind = pattern.name.partition("*")
    within = folder / pattern.parent
    for path in sorted(within.iterdir()) if within.is_dir() else ():
        if path.name.startswith(before) and path.name.endswith(behind) and path.is_file():
            file = str(pattern.parent / path.name)
            part = part_of(output, file)
            if not is_part(part):
                raise OutputPartInvalid(process=manifest.slug, output=name)
            yield OutputFile(name=name, file=file, path=path, part=part)


def part_of(output: Output, file: str) -> str:
    """Give what fills the `*` in the name of one of an output's many files."""
    before, _, behind = output.file.partition("*")
    return file[len(before) : len(file) - len(behind)]


def singles(files: Iterable[OutputFile]) -> dict[str, Path]:
    """Give the outputs of one file by name."""
    return {each.name: each.path for each in files if not each.part}


def many(manifest: Manifest, files: Iterable[OutputFile]) -> dict[str, dict[str, Path]]:
    """Give the outputs of many files by name and part; one without any file is there, and empty."""
    found: dict[str, dict[str, Path]] = {name: {} for name, output in manifest.outputs.items() if output.is_many}
    for each in files:
        if each.part:
            found[each.name][each.part] = each.path
    return found
