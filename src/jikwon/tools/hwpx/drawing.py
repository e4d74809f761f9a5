"""Drawing a document's pages, in a process of its own: HWPX on standard input, a JSON list of SVG on standard output.

The exit code says what went wrong; nothing of the document ever stands in a message.
"""

import ctypes
import json
import sys

NO_LIBRARY, UNFIT = 3, 4
"""The library that draws, or one that it needs, is not there; the document cannot be drawn."""
FREETYPE = "libfreetype.so.6"
"""rhwp's own copy lacks functions that its other parts ask for: the system's must be there before it."""
_MEMORY = 3 << 30


def load() -> None:
    """Load the library. Raises `OSError` or `ImportError`."""
    if sys.platform == "linux":
        ctypes.CDLL(FREETYPE, mode=ctypes.RTLD_GLOBAL)
    import rhwp.document  # noqa: F401


def main() -> int:
    """Draw what stands on standard input; give the exit code."""
    try:
        load()
    except (OSError, ImportError):
        return NO_LIBRARY
    _bound()
    from rhwp.document import Document

    try:
        pages = Document.from_bytes(sys.stdin.buffer.read()).render_all_svg()
    except Exception:  # noqa: BLE001 - a library in another language raises what it likes
        return UNFIT
    sys.stdout.buffer.write(json.dumps(pages).encode())
    return 0


def _bound() -> None:
    """Bound the memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.exit(main())
