"""Addresses as errors tell them."""

import re
from urllib.parse import unquote, urlsplit


def path_of(url: str) -> str:
    """Give an address for an error: site and path, without any step that may name a case or a person."""
    parts = urlsplit(url)
    steps = ["…" if re.search(r"\d|[^\x21-\x7e]", unquote(step)) else step for step in parts.path.split("/")]
    return f"{parts.netloc}{'/'.join(steps)}" if parts.netloc else url.partition(":")[0]
