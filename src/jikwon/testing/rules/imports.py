"""What a process may import of us: model, tools, korea, learn; its proof model and proof alone, and the eyes."""

from collections.abc import Iterator

from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding
from jikwon.testing.rules import code

PROCESS = ("jikwon.model", "jikwon.tools", "jikwon.korea", "jikwon.learn")
PROOF = ("jikwon.model", "jikwon.proof", "jikwon.tools.scans")
"""Of the tools a proof has the eyes alone: what stands on paper can only be looked at again, in another way."""
VERIFY = "verify"
"""`verify.py` and the modules `verify_*.py` beside it, which may import each other."""


def look(process: Process) -> Iterator[Finding]:
    """Find imports that a process may not make; other people's packages are its own affair."""
    for file in code.files(process):
        for each in code.imports(process, file):
            for module in _modules(process, each):
                if not _is_allowed(process, module, proves=is_of_proof(file.removesuffix(".py"))):
                    yield Finding(rule="import-forbidden", file=file, line=each.line, fields={"module": module})


def is_of_proof(module: str) -> bool:
    """Tell whether a module of a process is a part of its proof."""
    return module == VERIFY or module.startswith(f"{VERIFY}_")


def _modules(process: Process, each: code.Imported) -> list[str]:
    """Give the modules that an import names; of `from jikwon import tools` it is the second word that counts."""
    if each.module in ("jikwon", process.package):
        return [f"{each.module}.{name}" for name in each.names] or [each.module]
    return [each.module]


def _is_allowed(process: Process, module: str, *, proves: bool) -> bool:
    if proves and _is_within(module, process.package):
        return is_of_proof(module.removeprefix(f"{process.package}."))
    ours = any(_is_within(module, root) for root in ("jikwon", process.package))
    roots = PROOF if proves else (*PROCESS, process.package)
    return not ours or any(_is_within(module, root) for root in roots)


def _is_within(module: str, root: str) -> bool:
    return module == root or module.startswith(f"{root}.")
