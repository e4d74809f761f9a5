"""What a manifest must say besides having the right words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from jikwon.model import JikwonError
from jikwon.model.catalog import Process
from jikwon.model.declared import expected, fits
from jikwon.model.manifest import Manifest
from jikwon.proof.certificate import JSON_NAME, PAGE_NAME
from jikwon.testing.findings import Finding

MANIFEST = "manifest.toml"


def look(process: Process) -> Iterator[Finding]:
    """Find a manifest that cannot be loaded, or that contradicts its folder or itself."""
    try:
        manifest = process.manifest
    except JikwonError as error:
        yield _finding("manifest-unreadable", reason=str(error))
        return
    if manifest.slug.replace("-", "_") != process.folder.name:
        yield _finding("slug-differs", slug=manifest.slug, folder=process.folder.name)
    yield from _inputs(manifest)
    yield from _outputs(manifest)
    yield from _settings(manifest)
    for codes in (manifest.questions, manifest.exclusions, manifest.personal, manifest.acts):
        for code, times in Counter(codes).items():
            if times > 1:
                yield _finding("code-twice", code=code)


def _inputs(manifest: Manifest) -> Iterator[Finding]:
    mains = [name for name, given in manifest.inputs.items() if given.main]
    if manifest.inputs and len(mains) != 1:
        yield _finding("main-input", count=str(len(mains)))


def _outputs(manifest: Manifest) -> Iterator[Finding]:
    for name, output in manifest.outputs.items():
        path = PurePosixPath(output.file)
        parts_well = output.file.count("*") == path.name.count("*") <= 1 and "*" not in path.suffix
        if path.is_absolute() or ".." in path.parts or not path.suffix or not parts_well:
            yield _finding("output-file", output=name, file=output.file)
        if output.after and not manifest.acts:
            yield _finding("output-after", output=name)
    yield from _one_place_each([output.file for output in manifest.outputs.values()])


def _one_place_each(files: Sequence[str]) -> Iterator[Finding]:
    """Find a name that two outputs could have: the same one, or one that another's `*` could stand for."""
    for number, file in enumerate(files):
        others = [*files[number + 1 :], *(each for each in files[:number] if "*" not in each), JSON_NAME, PAGE_NAME]
        if file in files[:number] or ("*" in file and any(fnmatchcase(each, file) for each in others)):
            yield _finding("output-twice", file=file)


def _settings(manifest: Manifest) -> Iterator[Finding]:
    for name, setting in manifest.settings.items():
        try:
            re.compile(setting.pattern)
        except re.error:
            yield _finding("setting-pattern", setting=name)
            continue
        if setting.default and not fits(setting, setting.default):
            yield _finding("setting-default", setting=name, expected=expected(setting))


def _finding(rule: str, **fields: str) -> Finding:
    return Finding(rule=rule, file=MANIFEST, fields=fields)
