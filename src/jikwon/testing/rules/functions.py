"""The functions of a process: there, with the right parameters and types."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from jikwon.model import JikwonError
from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding

ALWAYS = {"collect": ("run",), "handle": ("run", "item"), "deliver": ("run", "results"), "verify": ("proof",)}
ACTING = {"act": ("run", "act", "effects"), "account": ("run", "receipts"), "verify_acts": ("proof",)}


def look(process: Process) -> Iterator[Finding]:
    """Find functions that are missing or do not take what the engine gives; say why code cannot be imported."""
    try:
        modules = {"process.py": process.code, "verify.py": process.proof}
    except Exception as error:  # noqa: BLE001 - foreign code may fail in any way
        yield Finding(rule="import-fails", file="process.py", fields={"kind": type(error).__name__})
        return
    for name, parameters in {**ALWAYS, **(ACTING if process.acts else {})}.items():
        file = "verify.py" if name.startswith("verify") else "process.py"
        yield from of_one(file, name, getattr(modules[file], name, None), parameters)
    if not process.acts and any(hasattr(process.code, name) for name in ("act", "account")):
        yield Finding(rule="acts-undeclared", file="manifest.toml")
    yield from _types(process)


def of_one(file: str, name: str, function: Callable[..., Any] | None, parameters: tuple[str, ...]) -> Iterator[Finding]:
    """Find a function that is missing, or takes or says other than it must."""
    wanted = {"wanted": f"{name}({', '.join(parameters)})"}
    if function is None:
        yield Finding(rule="function-missing", file=file, fields=wanted)
        return
    line = inspect.unwrap(function).__code__.co_firstlineno
    if tuple(inspect.signature(function).parameters) != parameters:
        yield Finding(rule="function-parameters", file=file, line=line, fields=wanted)
    hinted = {*inspect.get_annotations(function)}
    if hinted != {*parameters, "return"}:
        yield Finding(rule="function-untyped", file=file, line=line, fields=wanted)


def _types(process: Process) -> Iterator[Finding]:
    try:
        _ = process.item_type, process.fact_type
    except (JikwonError, NameError) as error:
        missing = error.fields.get("missing", "") if isinstance(error, JikwonError) else str(error)
        yield Finding(rule="handle-types", file="process.py", fields={"missing": str(missing)})
