"""What Hancom's format needs of a file."""

from jikwon.tools.hwpx.facts import Fault


def check(data: bytes) -> list[Fault]:
    """List what keeps the file from being a sound HWPX document; empty if nothing does.

    The format: KS X 6101 (OWPML), and OCF for the container.
    """
    raise NotImplementedError
