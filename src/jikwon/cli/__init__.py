"""The `jikwon` command: thin. It parses, calls the engine, and says what came of it."""

import gc
import io
import os
import sys
from collections.abc import Sequence

from jikwon import __version__
from jikwon.model import Exit, InputError, JikwonError
from jikwon.model.errors import UnknownError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see the reference of the command line)."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given in (["--version"], ["version"]):
        sys.stdout.write(f"jikwon {__version__}\n")  # before anything heavy is imported
        return Exit.RELEASED
    gc.set_threshold(100_000, 20, 50)  # a run keeps nearly all that it makes: looking for rings often cost 10-20 %
    from jikwon.cli import arguments, output

    _forgive_terminals()
    try:
        chosen = arguments.parse(given)
    except InputError as error:
        return output.failed(error, Exit.USAGE, as_json="--json" in given)
    try:
        return int(chosen.command(chosen))
    except InputError as error:
        return output.failed(error, Exit.USAGE, as_json=bool(getattr(chosen, "json", False)))
    except JikwonError as error:
        return output.failed(error, Exit.FAILED, as_json=bool(getattr(chosen, "json", False)))
    except KeyboardInterrupt:
        return output.interrupted()
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has left; there is nobody to tell
        return Exit.FAILED
    except Exception as error:
        if os.environ.get("JIKWON_DEBUG"):
            raise
        return output.failed(UnknownError.of(error), Exit.FAILED, as_json=bool(getattr(chosen, "json", False)))


def _forgive_terminals() -> None:
    """Show a ? where an old terminal lacks a sign; that must end no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


__all__ = ["main"]
