"""proof.html: the certificate as a page an official can read, print and file; Korean first."""

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from jikwon.proof.page import sections

_HERE = Path(__file__).parent


def render(certificate: Mapping[str, Any]) -> str:
    """Make the page: one file, no script, no address outside; the same certificate gives the same page."""
    frame = Template((_HERE / "frame.html").read_text("utf-8"))
    parts = (
        sections.verdict(certificate),
        sections.figures(certificate),
        sections.mismatches(certificate),
        sections.checks(certificate),
        sections.notes(certificate),
        sections.answers(certificate),
        sections.exclusions(certificate),
        sections.acts(certificate),
        sections.kept(certificate),
        sections.models(certificate),
        sections.files(certificate),
        sections.conditions(certificate),
        sections.explanation(certificate),
    )
    return frame.substitute(
        title=sections.title(certificate),
        style=(_HERE / "style.css").read_text("utf-8"),
        heading=sections.heading(certificate),
        body="\n".join(part for part in parts if part),
    )
