"""Models that learn: their history is there, their proposals are asked for, and the proof holds them to their bound."""

import ast
from collections.abc import Iterator

from jikwon.model import JikwonError
from jikwon.model.catalog import Process
from jikwon.model.manifest import Manifest
from jikwon.testing.findings import Finding
from jikwon.testing.rules import code
from jikwon.testing.rules.functions import of_one
from jikwon.testing.rules.imports import is_of_proof

MANIFEST = "manifest.toml"
HISTORY = "history.py"
WATCHED = ("classified", "checked")
"""What the watch over models in use lives on (`jikwon.engine.learned.drift`)."""
PROVED = ("as_proposed", "bounded")
"""The words of `jikwon.proof.models`: that a model proposed what it decided, and that its bound follows."""


def declared(process: Process) -> Iterator[Finding]:
    """Find what the manifest says of models that it does not have elsewhere."""
    try:
        manifest = process.manifest
    except JikwonError:
        return  # the rules about manifests tell it
    for kind, model in manifest.models.items():
        unknown = [each for each in model.inputs if each not in manifest.inputs]
        for name in unknown or ([] if model.inputs else ["–"]):
            yield Finding(rule="model-input", file=MANIFEST, fields={"model": kind, "input": name})
        if model.max_error not in manifest.settings:
            yield Finding(rule="model-setting", file=MANIFEST, fields={"model": kind, "setting": model.max_error})
    if manifest.models:
        yield from _watched(manifest)
        if not (process.folder / HISTORY).exists():
            yield Finding(rule="file-missing", file=HISTORY)


def look(process: Process) -> Iterator[Finding]:
    """Find a history that cannot be read, models that nobody asks, and decisions that no proof holds."""
    asked = [file for file in code.files(process) if _calls(process, file, "model", of_run=True)]
    if not process.manifest.models:
        for file in asked:
            yield Finding(rule="model-undeclared", file=file)
        return
    yield from _history(process)
    if not any(not is_of_proof(file.removesuffix(".py")) for file in asked):
        yield Finding(rule="model-unasked", file="process.py")
    proofs = [file for file in code.files(process) if is_of_proof(file.removesuffix(".py"))]
    for word in PROVED:
        if not any(_calls(process, file, word) for file in proofs):
            yield Finding(rule="model-unproved", file="verify.py", fields={"word": word})


def _watched(manifest: Manifest) -> Iterator[Finding]:
    for kind in WATCHED:
        if kind not in manifest.publishes:
            yield Finding(rule="model-unwatched", file=MANIFEST, fields={"kind": kind})


def _history(process: Process) -> Iterator[Finding]:
    try:
        module = process.history
    except Exception as error:  # noqa: BLE001 - foreign code may fail in any way
        yield Finding(rule="import-fails", file=HISTORY, fields={"kind": type(error).__name__})
        return
    yield from of_one(HISTORY, "examples", getattr(module, "examples", None), ("run", "kind"))


def _calls(process: Process, file: str, name: str, *, of_run: bool = False) -> bool:
    """Tell whether a file calls something by a name; `of_run` means a method of what is called run or proof."""
    for node in ast.walk(code.tree(process, file)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=called, value=ast.Name(id=owner)) if of_run:
                    found = called == name and owner in ("run", "proof")
                case ast.Name(id=called) | ast.Attribute(attr=called) if not of_run:
                    found = called == name
                case _:
                    found = False
            if found:
                return True
    return False
