"""What `jikwon doctor` says about the printer of a process's settings."""

from collections.abc import Iterator

from jikwon.model import Handling, JikwonError, strings
from jikwon.model.doctor import Finding
from jikwon.tools.printer.facts import Description
from jikwon.tools.printer.printer import Printer

_SAYS = strings.of(__name__)


def findings(address: str, *, name: str = "") -> Iterator[Finding]:
    """Look whether a printer is at the address, what it can do, and what keeps it from printing."""
    title = f"{_SAYS.text('doctor', 'printer')} {name or address}"
    try:
        printer = Printer(address, name=name)
        able, now = printer.describe(), printer.status()
    except JikwonError as error:
        waits = error.handling is Handling.WAIT
        mend = _SAYS.text("doctor", "mend" if waits else "mend-address", address=address)
        yield Finding(name=title, ok=False, found=error.text(), mend=mend)
        return
    state = ", ".join((now.state, *now.reasons))
    yield Finding(name=title, ok=able.takes_pdf and now.state != "stopped", found=_told(able, state))


def _told(able: Description, state: str) -> str:
    yes, no = _SAYS.text("doctor", "yes"), _SAYS.text("doctor", "no")
    return _SAYS.text(
        "doctor",
        "found",
        name=able.name,
        model=able.model,
        state=state,
        pdf=yes if able.takes_pdf else no,
        duplex=yes if able.duplex else no,
        trays=", ".join(able.trays) or _SAYS.text("doctor", "none"),
    )
