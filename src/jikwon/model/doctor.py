"""What an examination of the installation finds.

A tool that a process may `need` has a module `doctor` with `findings(...)`, which gives findings like
these; `jikwon doctor` calls it when an installed process needs the tool.
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
