"""What an examination of the installation finds.

A tool that a process may `need` (a browser, a printer, fonts) has a module `doctor` with
`findings(office: Mapping[str, str]) -> Iterable[Finding]`; `jikwon doctor` calls it for the needs of
the processes that are installed. `office` holds what the office's settings say: `browser` (the path of
one, "") and `printer` (the first printer that a process's settings name, "").
"""

from jikwon.model.facts import fact


@fact
class Finding:
    """One thing that was looked at; `mend` is the command that puts it right."""

    name: str
    ok: bool
    found: str
    mend: str = ""
    optional: bool = False
