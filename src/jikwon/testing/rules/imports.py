"""What a process may import of us: model, tools, korea, learn; its proof model and proof alone."""

from collections.abc import Iterator

from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding
from jikwon.testing.rules import code

PROCESS = ("jikwon.model", "jikwon.tools", "jikwon.korea", "jikwon.learn")
PROOF = ("jikwon.model", "jikwon.proof")
VERIFY = "verify.py"


def look(process: Process) -> Iterator[Finding]:
    """Find imports that a process may not make; other people's packages are its own affair."""
    for file in code.files(process):
        allowed = PROOF if file == VERIFY else (*PROCESS, process.package)
        for each in code.imports(process, file):
            for module in _modules(each):
                if not _is_allowed(process, module, allowed):
                    yield Finding(rule="import-forbidden", file=file, line=each.line, fields={"module": module})


def _modules(each: code.Imported) -> list[str]:
    """Give the modules that an import names; of `from jikwon import tools` it is the second word that counts."""
    if each.module == "jikwon":
        return [f"jikwon.{name}" for name in each.names] or ["jikwon"]
    return [each.module]


def _is_allowed(process: Process, module: str, allowed: tuple[str, ...]) -> bool:
    ours = any(_is_within(module, root) for root in ("jikwon", process.package))
    return not ours or any(_is_within(module, root) for root in allowed)


def _is_within(module: str, root: str) -> bool:
    return module == root or module.startswith(f"{root}.")
