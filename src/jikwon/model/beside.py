"""Several versions of one process in one program: each is imported under a name of its own, and imports itself alone.

A folder `hygiene_kits@1.2` becomes the package `hygiene_kits__1_2`. What its modules import as `hygiene_kits…` or
`jikwon.processes.hygiene_kits…`, as they do when they are the only version, is read as this package.
"""

import ast
import re
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

SHIPPED = "jikwon.processes"


def package_of(folder: Path) -> str:
    """Give the name of the package of a version's folder, which can be imported from now on."""
    name, version = _parts(folder)
    package = f"{name}__{re.sub(r'[^0-9A-Za-z]', '_', version)}"
    _finder.folders[package] = folder
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    return package


def _parts(folder: Path) -> tuple[str, str]:
    """Give the package's name that all versions share, and the version."""
    name, _, version = folder.name.partition("@")
    return name.replace("-", "_"), version


class _Finder(MetaPathFinder):
    """Finds the modules of the packages that lie beside others."""

    def __init__(self) -> None:
        self.folders: dict[str, Path] = {}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module by the place where its file must lie."""
        package, *inner = fullname.split(".")
        folder = self.folders.get(package)
        if folder is None:
            return None
        place = folder.joinpath(*inner)
        if place.is_dir():
            start = place / "__init__.py"
            if not start.exists():
                spec = ModuleSpec(fullname, None, is_package=True)
                spec.submodule_search_locations = [str(place)]
                return spec
            return spec_from_file_location(
                fullname,
                start,
                loader=_Loader(fullname, str(start), package, folder),
                submodule_search_locations=[str(place)],
            )
        file = place.with_name(f"{place.name}.py")
        if not file.exists():
            return None
        return spec_from_file_location(fullname, file, loader=_Loader(fullname, str(file), package, folder))


class _Loader(SourceFileLoader):
    """Reads a module with its own package's names in place of those that all versions share; keeps no bytecode."""

    def __init__(self, fullname: str, path: str, package: str, folder: Path) -> None:
        super().__init__(fullname, path)
        shared = _parts(folder)[0]
        self._renamed = _Renamed({shared: package, f"{SHIPPED}.{shared}": package})

    def get_code(self, fullname: str) -> CodeType:
        """Compile the module."""
        path = self.get_filename(fullname)
        tree = ast.parse(self.get_data(path), filename=path)
        return compile(ast.fix_missing_locations(self._renamed.visit(tree)), path, "exec", dont_inherit=True)


class _Renamed(ast.NodeTransformer):
    """Names other packages in imports."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        """`from hygiene_kits.rules import x`; and `from jikwon.processes import hygiene_kits`."""
        if node.level or node.module is None:
            return node
        node.module = self._of(node.module)
        own = [each for each in node.names if f"{node.module}.{each.name}" in self._names]
        if not own:
            return node
        other = [each for each in node.names if each not in own]
        kept = [ast.ImportFrom(module=node.module, names=other, level=0)] if other else []
        taken = [
            ast.Import(names=[ast.alias(self._names[f"{node.module}.{each.name}"], each.asname or each.name)])
            for each in own
        ]
        return _together(node, [*kept, *taken])

    def visit_Import(self, node: ast.Import) -> ast.AST:
        """`import hygiene_kits.rules as rules`. Without `as` the name at the front is bound: to our package, too."""
        made: list[ast.stmt] = []
        for each in node.names:
            name = self._of(each.name)
            made.append(ast.Import(names=[ast.alias(name, each.asname)]))
            front = each.name.partition(".")[0]
            if name != each.name and not each.asname and front in self._names:
                ours = ast.Name(id=self._names[front], ctx=ast.Load())
                made.append(ast.Assign(targets=[ast.Name(id=front, ctx=ast.Store())], value=ours))
        return _together(node, made)

    def _of(self, module: str) -> str:
        for shared, own in self._names.items():
            if module == shared or module.startswith(f"{shared}."):
                return own + module.removeprefix(shared)
        return module


def _together(node: ast.stmt, made: Sequence[ast.stmt]) -> ast.AST:
    """Put statements in the place of one; `if` holds several where one is expected."""
    placed = [ast.copy_location(each, node) for each in made]
    if len(placed) == 1:
        return placed[0]
    return ast.copy_location(ast.If(test=ast.Constant(value=True), body=placed, orelse=[]), node)


_finder = _Finder()
