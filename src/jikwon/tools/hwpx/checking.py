"""What Hancom's format needs of a file."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.errors import HwpxUnreadable
from jikwon.tools.hwpx.facts import Fault
from jikwon.tools.hwpx.inside import faults_inside
from jikwon.tools.hwpx.package import (
    CONTAINER,
    CONTENT,
    HEADER,
    MEDIA,
    MIMETYPE,
    VERSION,
    Malformed,
    Package,
    is_section,
    parse,
)  # fmt: skip

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element

_XML = (".xml", ".hpf", ".rdf")


def check(data: bytes) -> list[Fault]:
    """List what keeps the file from being a sound HWPX document; empty if nothing does.

    The container: `mimetype` first, stored and right, nothing packed in a way that Hancom does not read;
    META-INF/container.xml, version.xml, the manifest and the header there; every part that one of them names there,
    every section named; XML well-formed and without document types; nothing outside of the file. Then what the text
    refers to, see `faults_inside`. The format: KS X 6101 (OWPML); the container: EPUB's OCF, which it follows.
    """
    try:
        package = Package(data)
    except HwpxUnreadable as error:
        return [Fault(code=str(error.fields["why"]), part=str(error.fields.get("part", "")))]
    faults = [*_of_zip(package, data), *_missing(package)]
    roots: dict[str, Element] = {}
    for part in package.parts:
        if part.endswith(_XML):
            try:
                roots[part] = parse(package.parts[part])
            except Malformed as error:
                faults.append(Fault(code=error.why, part=part))
    if CONTAINER in roots:
        faults += _of_container(package, roots[CONTAINER])
    if CONTENT in roots:
        faults += _of_manifest(package, roots[CONTENT])
    if HEADER in roots:
        sections = {part: root for part, root in roots.items() if part != CONTENT and is_section(part)}
        faults += faults_inside(roots[HEADER], sections, roots.get(CONTENT))
    return faults


def _of_zip(package: Package, data: bytes) -> Iterator[Fault]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    first = infos[0] if infos else None
    if first is None or first.filename != MIMETYPE or first.header_offset != 0:
        yield Fault(code="mimetype-not-first", part=MIMETYPE)
    elif first.compress_type != zipfile.ZIP_STORED:
        yield Fault(code="mimetype-packed", part=MIMETYPE)
    if package.parts.get(MIMETYPE) not in (None, MEDIA):
        yield Fault(code="mimetype-wrong", part=MIMETYPE)


def _missing(package: Package) -> Iterator[Fault]:
    for part in (CONTAINER, VERSION, CONTENT, HEADER):
        if part not in package.parts:
            yield Fault(code="part-missing", part=part)


def _of_container(package: Package, container: "Element") -> Iterator[Fault]:
    named = [each.get("full-path", "") for each in container.iter("{*}rootfile")]
    if CONTENT not in named:
        yield Fault(code="root-unnamed", part=CONTAINER, detail=CONTENT)
    for name in named:
        if name not in package.parts:
            yield Fault(code="part-missing", part=name, detail=CONTAINER)


def _of_manifest(package: Package, content: "Element") -> Iterator[Fault]:
    items = {each.get("id", ""): each for each in content.iter("{*}item")}
    parts = {package.named(each.get("href", "")) for each in items.values()}
    for each in items.values():
        href = each.get("href", "")
        if _is_outside(href) or each.get("isEmbeded") == "0":
            yield Fault(code="outside", part=CONTENT, detail=each.get("id", ""))
        elif package.named(href) not in package.parts:
            yield Fault(code="part-missing", part=href, detail=CONTENT)
    spine = [each.get("idref", "") for each in content.iter("{*}itemref")]
    for name in spine:
        if name not in items:
            yield Fault(code="spine-unknown", part=CONTENT, detail=name)
    read = {package.named(items[name].get("href", "")) for name in spine if name in items}
    for part in package.parts:
        if is_section(part) and part not in (parts & read):
            yield Fault(code="section-unlisted", part=part)
    if not any(map(is_section, read)):
        yield Fault(code="section-missing", part=CONTENT)


def _is_outside(href: str) -> bool:
    return "://" in href or href.startswith(("/", "\\", "file:")) or ".." in href.split("/") or href[1:2] == ":"
