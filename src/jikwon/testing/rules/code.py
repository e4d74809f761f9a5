"""Reading a process's code as a tree, without running it."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from jikwon.model.catalog import Process


class Imported(NamedTuple):
    """One import: the module as an absolute name, the names taken from it, the line."""

    module: str
    names: tuple[str, ...]
    line: int


def files(process: Process) -> Iterator[str]:
    """Name the code files of a process, its tests left out."""
    for path in sorted(process.folder.rglob("*.py")):
        name = path.relative_to(process.folder)
        if name.parts[0] not in ("tests", "sample"):
            yield name.as_posix()


def tree(process: Process, file: str) -> ast.Module:
    """Parse one file."""
    return ast.parse((process.folder / file).read_text("utf-8"), filename=file)


def imports(process: Process, file: str) -> Iterator[Imported]:
    """Walk the imports of a file; a relative one is given the package's name."""
    for node in ast.walk(tree(process, file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Imported(alias.name, (), node.lineno)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                module = f"{process.package}.{module}".rstrip(".")
            yield Imported(module, tuple(alias.name for alias in node.names), node.lineno)
