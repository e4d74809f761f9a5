"""Checking a released folder again: every output's hash against its certificate."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from jikwon.model import fact, strings
from jikwon.proof.certificate import JSON_NAME, PAGE_NAME, FileFact, digest_of, dumps
from jikwon.proof.errors import NoProof


class Standing(StrEnum):
    """What `jikwon proof verify` finds."""

    PROVED = "proved"
    NOT = "not"
    NO_PROOF = "no-proof"


@fact
class Verdict:
    """The finding, one sentence per reason (in the user's language), and the certificate's path.

    `unlisted` names the folder's files that the certificate does not speak of; they change nothing.
    """

    standing: Standing
    reasons: Sequence[str] = ()
    path: Path | None = None
    unlisted: Sequence[str] = ()


def verify_folder(path: Path) -> Verdict:
    """Hash every output of a folder (or beside a proof.json) again and hold it against the certificate.

    Not proved is also a certificate whose own bytes were changed, and one that says refuted.
    """
    try:
        found, data, content = _load(path)
    except NoProof as error:
        return Verdict(standing=Standing.NO_PROOF, reasons=(error.text(),))
    reasons = tuple(_reasons(found.parent, data, content))
    return Verdict(
        standing=Standing.NOT if reasons else Standing.PROVED,
        reasons=reasons,
        path=found,
        unlisted=_unlisted(found.parent, data),
    )


def summary(path: Path) -> str:
    """Say in a few lines what a certificate says, in the user's language. Raises `NoProof`."""
    found, data, _ = _load(path)
    items, bound = data["items"], data["error_bound_95"]
    lines = [
        _say(f"verdict-{data['verdict']}", process=data["process"]["slug"], clock=data["clock"]),
        _say("items", **items),
        _say("compared", compared=f"{data['fields_compared']:,}", mismatches=f"{data['mismatches']:,}"),
        _say("bound", percent=percent(bound)) if bound is not None else "",
        _say("people", count=data["rests_on_people"], answers=len(data["answers"])),
        *(_model(each) for each in data.get("models", ())),
        *(f"  {_mark(check)} {_named(data, check['name'])}  {check['compared']:,}" for check in data["checks"]),
        *(f"  {output['file']}  {output['sha256']}" for output in data["outputs"]),
        str(found),
    ]
    return "\n".join(line for line in lines if line)


def _model(used: Mapping[str, Any]) -> str:
    """Say which model was worked with, and what was measured of it."""
    told = {"name": used.get("name", used["kind"]), "model": used["sha256"][:12], "by": used["approved_by"]}
    if not used["thresholds"]:
        return _say("model-asks", **told)
    figures = {each: f"{used[each]:,}" for each in ("accepted", "errors", "of")}
    return _say("model-accepts", **told, **figures, limit=percent(used["max_error"]), bound=percent(used["bound"]))


def _named(data: Mapping[str, Any], code: str) -> str:
    return str(data["sentences"].get(code, code))


def percent(bound: float) -> str:
    """Write a rate as a percentage, rounded up to three figures that count: 3/1404 is 0.214."""
    import math

    value = bound * 100
    places = max(0, 2 - math.floor(math.log10(value)))
    step = 10**places
    return f"{math.ceil(round(value * step, 9)) / step:.{places}f}"


def _mark(check: Mapping[str, Any]) -> str:
    return "✓" if not check["mismatches"] else f"✗ {check['mismatches']:,}"


def _load(path: Path) -> tuple[Path, dict[str, Any], bytes]:
    found = path / JSON_NAME if path.is_dir() else path
    try:
        content = found.read_bytes()
        data = json.loads(content)
        known = data["format"], data["digest"], data["verdict"], data["outputs"][:], data["process"]["slug"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoProof(path=str(path)) from error
    if known[0] != 1:
        raise NoProof(path=str(path))
    return found, data, content


def _reasons(folder: Path, data: Mapping[str, Any], content: bytes) -> Iterator[str]:
    if digest_of(data) != data["digest"] or dumps(data) != content:
        yield _say("certificate-changed")
    if data["verdict"] != "proved":
        yield _say("refuted", mismatches=data.get("mismatches", "?"))
    for output in data["outputs"]:
        if code := _wrong(folder, output):
            yield _say(code, file=output.get("file", "?"))
    page = folder / PAGE_NAME
    if page.exists() and hashlib.sha256(page.read_bytes()).hexdigest() != data.get("page_sha256"):
        yield _say("changed", file=PAGE_NAME)


def _wrong(folder: Path, output: Mapping[str, Any]) -> str:
    """Name what is wrong with an output, "" for nothing."""
    name = PurePosixPath(str(output.get("file", "..")))
    if name.is_absolute() or ".." in name.parts:
        return "outside"
    path = folder / name
    if not path.is_file():
        return "missing"
    now = FileFact.of("", path)
    return "" if (now.sha256, now.size) == (output.get("sha256"), output.get("size")) else "changed"


def _unlisted(folder: Path, data: Mapping[str, Any]) -> tuple[str, ...]:
    listed = {str(output.get("file")) for output in data["outputs"]} | {JSON_NAME, PAGE_NAME}
    there = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    return tuple(sorted(name for name in there if name not in listed))


def _say(code: str, **fields: object) -> str:
    return strings.of(__name__).text("verdict", code, language=None, **fields)
