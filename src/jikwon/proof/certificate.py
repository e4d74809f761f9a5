"""The certificate: what was checked, compared, normalised and answered, with every file's hash."""

import hashlib
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

import jikwon
from jikwon.model import Act, Check, Note, Personal, Place, Receipt, fact
from jikwon.model.keeping import KeptFacts
from jikwon.model.learned import InUse
from jikwon.proof import ranges

FORMAT = 1
JSON_NAME = "proof.json"
PAGE_NAME = "proof.html"
_UNDIGESTED = ("digest", "page_sha256")


@fact
class FileFact:
    """One file: its name in the manifest, its file name (relative to the folder), hash and bytes."""

    name: str
    file: str
    sha256: str
    size: int

    @classmethod
    def of(cls, name: str, path: Path, *, file: str = "") -> "FileFact":
        """Describe a file on the disk; `file` is its relative name where it lies deeper in a folder."""
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
        return cls(name=name, file=file or path.name, sha256=digest.hexdigest(), size=path.stat().st_size)


@fact
class GivenAnswer:
    """That a person answered: the question's code, what it was about, who and when. Never the value."""

    code: str
    key: Personal[str]
    by: str
    at: datetime | None = None


@fact
class RunFacts:
    """What a certificate says besides the checks.

    `items` holds total, done, excluded, waiting, failed; `rows` read, used, merged, skipped;
    `exclusions` counts items by code. `name` is the process's name by language ("ko", "en").
    `sentences` gives the office's (Korean) sentence for a note's, question's or exclusion's code,
    `kept_names` the name of a kind of sources that were read from outside and kept, `model_names` that of a
    kind of models.
    """

    process: str
    version: str
    name: Mapping[str, str]
    clock: datetime
    settings: Mapping[str, str]
    inputs: Sequence[FileFact]
    outputs: Sequence[FileFact]
    items: Mapping[str, int]
    rows: Mapping[str, int]
    exclusions: Mapping[str, int]
    sentences: Mapping[str, str]
    notes: Sequence[Note] = ()
    answers: Sequence[GivenAnswer] = ()
    acts: Sequence[Act] = ()
    receipts: Sequence[Receipt] = ()
    partial: bool = False
    kept: KeptFacts = KeptFacts()
    kept_names: Mapping[str, str] = field(default_factory=dict)
    models: Sequence[InUse] = ()
    model_names: Mapping[str, str] = field(default_factory=dict)


def certify(checks: Sequence[Check], facts: RunFacts, *, hash: Callable[..., str]) -> dict[str, Any]:  # noqa: A002
    """Make the certificate; the same checks and facts give the same bytes.

    The verdict is "proved" only if something was compared and nothing did not match. Nothing of the
    run's id, the machine or the moment of proving stands in it.
    """
    notes = facts.notes
    if facts.kept_names:
        checks = [replace(check, at=[_unnamed(place, facts, hash) for place in check.at]) for check in checks]
        notes = [replace(note, at=_unnamed(note.at, facts, hash)) for note in notes]
    compared = sum(check.compared for check in checks)
    mismatches = sum(check.mismatches for check in checks)
    certificate: dict[str, Any] = {
        "format": FORMAT,
        "verdict": "proved" if compared and not mismatches else "refuted",
        "process": {"slug": facts.process, "version": facts.version, "name": dict(facts.name)},
        "clock": facts.clock.isoformat(),
        "partial": facts.partial,
        "settings": dict(facts.settings),
        "items": dict(facts.items),
        "rows": dict(facts.rows),
        "checks": [_check(check) for check in checks],
        "fields_compared": compared,
        "mismatches": mismatches,
        "rests_on_people": sum(check.rests_on_people for check in checks),
        "error_bound_95": error_bound_95(compared, mismatches),
        "inputs": [_file(each) for each in facts.inputs],
        "outputs": [_file(each) for each in facts.outputs],
        "kept": _kept(facts),
        "exclusions": dict(facts.exclusions),
        "notes": ranges.by_code(notes),
        "answers": _answers(facts.answers, hash),
        "acts": _acts(facts.acts, facts.receipts),
        "models": [_model(each, facts.model_names) for each in sorted(facts.models, key=lambda each: each.kind)],
        "versions": {"jikwon": jikwon.__version__, "python": platform.python_version(), facts.process: facts.version},
    }
    said = {each["code"] for each in (*certificate["notes"], *certificate["answers"])}
    said |= {*facts.exclusions, *(check.name for check in checks)}
    certificate["sentences"] = {code: text for code, text in facts.sentences.items() if code in said}
    certificate["digest"] = digest_of(certificate)
    return certificate


def error_bound_95(compared: int, mismatches: int) -> float | None:
    """Give the 95 % upper bound of the error rate: 3/n when n fields were compared without a mismatch.

    The rule of three (Hanley and Lippman-Hand, JAMA 249(13), 1983, 1743-1745); the exact bound of
    Clopper and Pearson, 1 - 0.05**(1/n), is always a little below it. At most 1. None when nothing
    was compared or something did not match.
    """
    if not compared or mismatches:
        return None
    return min(3 / compared, 1.0)


def digest_of(certificate: Mapping[str, Any]) -> str:
    """Hash a certificate without its own digest and its page's hash: SHA-256 over canonical JSON."""
    said = {name: value for name, value in certificate.items() if name not in _UNDIGESTED}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def dumps(certificate: Mapping[str, Any]) -> bytes:
    """Give the bytes of proof.json; indented after, since `json` indents in Python alone, ten times as slowly."""
    dense = json.dumps(certificate, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()
    return msgspec.json.format(dense, indent=1) + b"\n"


def write(certificate: Mapping[str, Any], folder: Path) -> tuple[Path, Path]:
    """Write proof.json and proof.html into `folder` and give their paths.

    Effects: two files in `folder`; what was there under these names is replaced.
    Repeatable: yes, with the same bytes. Cut in the middle, proof.json is missing or the older one.
    """
    from jikwon.proof.page import render

    page = render(certificate).encode()
    page_path, json_path = folder / PAGE_NAME, folder / JSON_NAME
    page_path.write_bytes(page)
    json_path.write_bytes(dumps({**certificate, "page_sha256": hashlib.sha256(page).hexdigest()}))
    return json_path, page_path


def _check(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "compared": check.compared,
        "mismatches": check.mismatches,
        "rests_on_people": check.rests_on_people,
        "at": [_place(place) for place in check.at],
    }


def _unnamed(place: Place, facts: RunFacts, keyed: Callable[..., str]) -> Place:
    """Name a source that was read from outside by a keyed hash: its own name is a case's."""
    if place.source not in facts.kept_names:
        return place
    return replace(place, file=keyed("kept", place.file))


def _place(place: Place) -> dict[str, Any]:
    named = {"source": place.source, "file": place.file, "sheet": place.sheet, "column": place.column}
    return {name: value for name, value in named.items() if value} | ({"row": place.row} if place.row else {})


def _file(given: FileFact) -> dict[str, Any]:
    return {"name": given.name, "file": given.file, "sha256": given.sha256, "size": given.size}


def _kept(facts: RunFacts) -> dict[str, Any]:
    """List the kinds of sources that were read from outside, how many of each, and one hash over all."""
    kinds = [
        {"kind": kind, "name": facts.kept_names.get(kind, kind), "count": count}
        for kind, count in sorted(facts.kept.counts.items())
    ]
    return {"kinds": kinds, "sha256": facts.kept.sha256}


def _model(used: InUse, names: Mapping[str, str]) -> dict[str, Any]:
    """Say which model was worked with, who approved it, and what was measured of it."""
    measured = used.certificate
    return {
        "kind": used.kind, "name": names.get(used.kind, used.kind), "sha256": used.sha256,
        "approved_by": used.approved_by, "approved_at": used.approved_at.isoformat(),
        "max_error": measured.max_error, "bound": measured.bound,
        "accepted": measured.accepted, "errors": measured.errors, "of": measured.of,
        "share": round(measured.share, 4), "thresholds": dict(measured.thresholds),
    }  # fmt: skip


def _answers(answers: Sequence[GivenAnswer], keyed: Callable[..., str]) -> list[dict[str, str]]:
    listed = [
        {
            "code": answer.code,
            "subject": keyed("answer", answer.key),
            "by": answer.by,
            "at": answer.at.isoformat() if answer.at else "",
        }
        for answer in answers
    ]
    return sorted(listed, key=lambda each: (each["code"], each["at"], each["subject"]))


def _acts(acts: Sequence[Act], receipts: Sequence[Receipt]) -> dict[str, Any]:
    """List acts in their planned order: by permanent key, which names nobody, and whether it was done."""
    done = {receipt.key for receipt in receipts}
    listed = [{"key": act.key, "kind": act.kind, "files": list(act.files), "done": act.key in done} for act in acts]
    return {"planned": len(listed), "done": sum(each["done"] for each in listed), "list": listed}
