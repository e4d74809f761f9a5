"""The scans read again for the proof, and what the run recorded of its own readings."""

import json
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from jikwon.model import Source
from jikwon.model.parallel import through
from jikwon.processes.paper_forms.verify_words import OUTPUT, fields, page_of
from jikwon.proof import Proof
from jikwon.tools.scans import CHECK, Refused, count_pages, find_form, open_page, read

At: TypeAlias = tuple[str, int]
Recorded: TypeAlias = Mapping[str, Sequence[tuple[str, float]] | None]
_THREADS: Final = 2
_AT_HAND: Final = 500
_read: dict[tuple[str, int, tuple[tuple[str, str], ...]], Mapping[str, str]] = {}


def read_again(proof: Proof) -> Mapping[At, Mapping[str, str]]:
    """Read every form of 자료 again, the way that is the proof's: (file, page) → field → text."""
    wanted = sorted({page_of(row) for row in proof.sheet(OUTPUT, "자료").rows})
    labels = {field.label: field.name for field in proof.once(fields)}
    sources = {source.name: source for source in proof.sources["scans"]}
    there = [at for at in wanted if at[0] in sources and at[1] > 0]
    texts = through(there, lambda at: _texts(sources[at[0]], at, labels), threads=_THREADS, halts=lambda _: False)
    return dict(texts)


def _texts(source: Source, at: At, labels: Mapping[str, str]) -> Mapping[str, str]:
    """Read one page; what a scan says does not change from proof to proof, so the last ones are remembered."""
    key = (source.sha256, at[1], tuple(sorted(labels.items())))
    if key not in _read:
        if len(_read) >= _AT_HAND:
            _read.clear()
        _read[key] = _read_page(source, at, labels)
    return _read[key]


def _read_page(source: Source, at: At, labels: Mapping[str, str]) -> Mapping[str, str]:
    data = source.read()
    if at[1] > count_pages(data, file=source.name):
        return {}
    found = find_form(open_page(data, file=source.name, page=at[1]), labels=tuple(labels))
    if isinstance(found, Refused):
        return {}
    return {
        labels[label]: read(found.picture(cell), CHECK).text for label, cell in found.cells.items()
    }  # fmt: skip


def recorded(proof: Proof) -> Mapping[At, Recorded]:
    """Give what the run recorded of its readings: (file, page) → field → (text, confidence) of each way."""
    found = {}
    for key in proof.kept_keys("readings"):
        file, _, page = key.rpartition("/")
        found[file, int(page)] = json.loads(proof.kept("readings", key) or b"{}").get("cells", {})
    return found
