"""A run's proofs as its evidence keeps them: read again, and never shown when they were changed."""

import hashlib
import json
from pathlib import Path
from typing import Any

from jikwon.engine.office import Office
from jikwon.model import JikwonError
from jikwon.proof.certificate import JSON_NAME, PAGE_NAME, digest_of
from jikwon.records.runs import RunRow


class ProofChanged(JikwonError):
    """The kept proof of a run is not the one that was made."""

    code = "proof-changed"


def folder(office: Office, row: RunRow, part: int = 0) -> Path:
    """Say where the proof of a part is kept; of the part at hand unless another is named."""
    kept = office.home.evidence / row.id
    wanted = part or row.part
    while wanted > 1 and not (kept / f"part-{wanted}").exists():
        wanted -= 1
    return kept if wanted == 1 else kept / f"part-{wanted}"


def load(office: Office, row: RunRow, part: int = 0) -> dict[str, Any] | None:
    """Read a part's certificate, or None where there is none (yet). Raises `ProofChanged`."""
    path = folder(office, row, part) / JSON_NAME
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
        holds = digest_of(found) == found["digest"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise ProofChanged(run=row.id) from error
    if not holds:
        raise ProofChanged(run=row.id)
    return found


def page(office: Office, row: RunRow, part: int = 0) -> bytes | None:
    """Read a part's proof as a page, or None where there is none. Raises `ProofChanged`."""
    found = load(office, row, part)
    if found is None:
        return None
    try:
        data = (folder(office, row, part) / PAGE_NAME).read_bytes()
    except FileNotFoundError as error:
        raise ProofChanged(run=row.id) from error
    if hashlib.sha256(data).hexdigest() != found["page_sha256"]:
        raise ProofChanged(run=row.id)
    return data
