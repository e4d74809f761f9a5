"""The `jikwon` command: thin. It parses, calls the engine, and says what came of it."""

import gc
import sys
from collections.abc import Sequence

from jikwon import __version__
from jikwon.model import Exit, InputError, JikwonError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see the reference of the command line)."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given in (["--version"], ["version"]):
        sys.stdout.write(f"jikwon {__version__}\n")  # before anything heavy is imported
        return Exit.RELEASED
    gc.set_threshold(100_000, 20, 50)  # a run keeps nearly all that it makes: looking for rings often cost 10-20 %
    from jikwon.cli import arguments, output

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


__all__ = ["main"]
