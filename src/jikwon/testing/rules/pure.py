"""Rules decide and do nothing else: no file, no page, no clock, no chance."""

import ast
from collections.abc import Iterator

from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding
from jikwon.testing.rules import code

RULES = "rules.py"
MODULES = frozenset({
    "asyncio", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil",
    "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
    "requests", "httpx", "playwright",
})  # fmt: skip
OURS = ("jikwon.tools",)
CALLS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
METHODS = frozenset({"now", "today", "utcnow", "fromtimestamp"})
"""Ways to ask a clock or the machine's zone; the run's clock is given to a rule by its caller."""


def look(process: Process) -> Iterator[Finding]:
    """Find what `rules.py` reaches for."""
    for each in code.imports(process, RULES):
        if each.module.split(".")[0] in MODULES or any(_is_within(each.module, ours) for ours in OURS):
            yield Finding(rule="rule-impure", file=RULES, line=each.line, fields={"what": each.module})
    for node in ast.walk(code.tree(process, RULES)):
        if isinstance(node, ast.Call) and (name := _called(node.func)):
            yield Finding(rule="rule-impure", file=RULES, line=node.lineno, fields={"what": f"{name}()"})


def _is_within(module: str, root: str) -> bool:
    return module == root or module.startswith(f"{root}.")


def _called(function: ast.expr) -> str:
    """Name the forbidden function that is called, or ""."""
    if isinstance(function, ast.Name) and function.id in CALLS:
        return function.id
    if isinstance(function, ast.Attribute) and function.attr in METHODS:
        owner = function.value.attr if isinstance(function.value, ast.Attribute) else getattr(function.value, "id", "")
        return f"{owner}.{function.attr}" if owner in ("datetime", "date") else ""
    return ""
