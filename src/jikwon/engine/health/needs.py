"""Examining what the installed processes need: the tool behind each need says what it finds."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from jikwon.engine.office import Office
from jikwon.model import JikwonError, strings
from jikwon.model.catalog import Process
from jikwon.model.doctor import Finding

_SAYS = strings.of(__name__)
TOOLS = {
    "browser": "jikwon.tools.browser.doctor",
    "printer": "jikwon.tools.printer.doctor",
    "fonts": "jikwon.tools.pdf.doctor",
    "documents": "jikwon.tools.hwpx.doctor",
    "korean-reading": "jikwon.tools.scans.doctor",
}
"""Who has `findings(...)` for a need: given the browser's path, a printer's address, nothing."""
PRINTER = "printer"
"""The setting of a process that names its printer."""


def examine(processes: Sequence[Process]) -> Iterator[Finding]:
    """Let the tools look at what any of the processes needs; each thing once."""
    needing = [process for process in processes if _needs(process)]
    if not needing:
        return
    try:
        office = Office.open()
        browser, of_processes = office.settings.browser.path, office.settings.processes
    except JikwonError:
        return  # the home folder's own finding says it
    wanted = {need for process in needing for need in _needs(process)}
    if "browser" in wanted:
        yield from _of("browser", browser)
    for need in ("fonts", "documents", "korean-reading"):
        if need in wanted:
            yield from _of(need)
    printers = {
        _printer(process, of_processes.get(process.slug, {})): process for process in needing if _prints(process)
    }
    for address, process in sorted(printers.items()):
        yield from _of("printer", address) if address else (_unset(office, process),)


def _needs(process: Process) -> Sequence[str]:
    try:
        return process.manifest.needs
    except JikwonError:
        return ()


def _prints(process: Process) -> bool:
    return "printer" in _needs(process) and PRINTER in process.manifest.settings


def _printer(process: Process, settings: Any) -> str:  # noqa: ANN401 - a table of the settings
    return str(settings.get(PRINTER) or process.manifest.settings[PRINTER].default)


def _unset(office: Office, process: Process) -> Finding:
    mend = f'{office.home.settings}: [processes.{process.slug}] {PRINTER} = "ipp://…"'
    return Finding(name=f"printer ({process.slug})", ok=False, found=_SAYS.text("doctor", "unset"), mend=mend)


def _of(need: str, *given: str) -> Iterable[Finding]:
    try:
        findings: Callable[..., Iterable[Any]] = importlib.import_module(TOOLS[need]).findings
    except ImportError:
        return [
            Finding(name=need, ok=False, found=_SAYS.text("doctor", "missing"), mend=_SAYS.text("doctor", "set-up"))
        ]
    return [
        Finding(name=each.name, ok=each.ok, found=each.found, mend=each.mend, optional=getattr(each, "optional", False))
        for each in findings(*given)
    ]
