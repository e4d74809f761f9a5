"""The doors to the outside: a process marks its own and leaves opening them to the engine.

What cannot be seen in the code, the doors themselves stop when it runs.
"""

import ast
from collections.abc import Iterator

from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding
from jikwon.testing.rules import code

DOORS = "jikwon.model.doors"
MARK = "changes_outside"
"""The one name of the doors that a process needs."""
STEPS = "steps.py"
FAKES = "fakes.py"


def look(process: Process) -> Iterator[Finding]:
    """Find what opens a door by itself, and calls that change something outside anywhere but in the steps."""
    files = [file for file in code.files(process) if file != FAKES]
    changing = {name for file in files for name in _marked(code.tree(process, file))}
    for file in files:
        yield from _opened(process, file)
        for node in ast.walk(code.tree(process, file)) if file != STEPS else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in changing:
                yield Finding(rule="change-outside-steps", file=file, line=node.lineno, fields={"what": node.func.attr})


def _opened(process: Process, file: str) -> Iterator[Finding]:
    for each in code.imports(process, file):
        for name in _taken(each):
            if name != MARK:
                yield Finding(rule="door-opened", file=file, line=each.line, fields={"what": name})


def _taken(each: code.Imported) -> tuple[str, ...]:
    """Name what an import takes of the doors; the module itself is all that is in it."""
    if each.module == DOORS:
        return each.names or (DOORS,)
    package, _, module = DOORS.rpartition(".")
    return (DOORS,) if each.module == package and module in each.names else ()


def _marked(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(_name(each) == MARK for each in node.decorator_list):
            yield node.name


def _name(decorator: ast.expr) -> str:
    return decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", "")
