"""What a process's proof says, as far as the code spells it out: the names of its checks, the codes of its notes."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import get_args

from jikwon.model import Check, Note
from jikwon.model.catalog import Process
from jikwon.testing.rules import code
from jikwon.testing.rules.imports import is_of_proof


def checks(process: Process) -> frozenset[str]:
    """Give every name that is written where a check is made, also of checks that a sample does not come to.

    Names that are put together only while the proof runs are not among them: the sample tells those.
    """
    modules = {file: file.removesuffix(".py") for file in code.files(process)}
    return frozenset(
        name
        for file, module in modules.items()
        if is_of_proof(module)
        for name in _checks(importlib.import_module(f"{process.package}.{module}"), code.tree(process, file))
    )


def notes(process: Process) -> frozenset[str]:
    """Give every code that is written where a note is made."""
    return frozenset(
        code_
        for file in code.files(process)
        for node in ast.walk(code.tree(process, file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == Note.__name__
        for word in node.keywords
        if word.arg == "code"
        for code_ in _texts(word.value)
    )


def _checks(module: ModuleType, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and _makes_checks(module, node.func.id):
            for each in (*node.args[:1], *(word.value for word in node.keywords if word.arg == "name")):
                yield from _texts(each)


def _makes_checks(module: ModuleType, called: str) -> bool:
    """Tell whether a function makes checks under a name that it is given first, as `Check` itself does."""
    function = getattr(module, called, None)
    if function is Check:
        return True
    if not inspect.isfunction(function):
        return False
    made = inspect.get_annotations(function).get("return")
    return Check in (made, *get_args(made)) and next(iter(inspect.signature(function).parameters), "") == "name"


def _texts(written: ast.expr) -> Iterator[str]:
    """Give a text that is written out, or the two of a choice."""
    if isinstance(written, ast.IfExp):
        yield from (*_texts(written.body), *_texts(written.orelse))
    elif isinstance(written, ast.Constant) and isinstance(written.value, str):
        yield written.value
