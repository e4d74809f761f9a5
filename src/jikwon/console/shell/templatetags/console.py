"""Words, moments and marks of state in templates."""

from datetime import datetime
from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jikwon.console.shell import words
from jikwon.console.shell.listing import Listed
from jikwon.engine.triggers.telling import spoken
from jikwon.model.dates import SEOUL
from jikwon.model.manifest import PRIORITIES

register = template.Library()
register.filter("spoken", spoken)
_TONES = {
    "queued": "wait", "running": "work", "acting": "work", "paused": "wait", "needs-people": "ask",
    "awaiting-approval": "ask", "released": "good", "refuted": "bad", "failed": "bad", "cancelled": "off",
    "alive": "good", "draining": "wait", "silent": "bad", "dead": "off",
    "maintenance-on": "work", "maintenance-off": "off",
}  # fmt: skip
_ROBOTS = frozenset({"alive", "draining", "silent", "dead", "maintenance-on", "maintenance-off"})
_SIGNS = {"wait": "○", "work": "▶", "ask": "?", "good": "✓", "bad": "✕", "off": "–"}
_URGENCIES = {"urgent": ("badge badge-ask", "↑"), "low": ("soft", "↓")}


@register.simple_tag
def say(code: str, table: str = "page", **fields: object) -> str:
    """Say a sentence of the console."""
    return words.say(table, code, **fields)


@register.filter
def word(code: object, table: str) -> str:
    """Say a word by its code: a state, a role, a stage. A table with a full stop is one of a screen's folder."""
    screen, dot, rest = table.partition(".")
    return words.say(rest, f"{screen}.{code}") if dot else words.say(table, str(code))


@register.filter
def moment(at: float | datetime | None) -> str:
    """Write a moment as officials do: 2021. 10. 6. 09:05."""
    if not at:
        return "–"
    seen = at.astimezone(SEOUL) if isinstance(at, datetime) else datetime.fromtimestamp(float(at), SEOUL)
    return f"{seen.year}. {seen.month}. {seen.day}. {seen:%H:%M}"


@register.filter
def day(at: datetime) -> str:
    """Write a day with its weekday: 2021. 10. 6.(수)."""
    return spoken(at).rpartition(" ")[0]


@register.filter
def span(seconds: float | None) -> str:
    """Say a length of time in the unit that a person would choose."""
    whole = round(seconds or 0)
    if whole >= 3600:
        return words.say("page", "hours-long", count=f"{whole / 3600:.1f}")
    if whole >= 60:
        return words.say("page", "minutes-long", count=round(whole / 60))
    return words.say("page", "seconds-long", count=whole)


@register.filter
def number(value: float | None) -> str:
    """Write a number with its thousands apart."""
    return f"{value:,}" if value is not None else "–"


@register.simple_tag
def badge(state: str) -> SafeString:
    """Show a state as word, sign and colour."""
    tone = _TONES.get(state, "off")
    return format_html(
        '<span class="badge badge-{}"><span aria-hidden="true">{}</span> {}</span>', tone, _SIGNS[tone],
        words.say("robots" if state in _ROBOTS else "states", state),
    )  # fmt: skip


@register.simple_tag
def urgency(priority: int) -> str:
    """Show how urgent a run is (0 urgent, 1 normal, 2 low): what is not as usual stands out."""
    code = PRIORITIES[priority]
    said = words.say("priorities", code)
    if code not in _URGENCIES:
        return said
    return format_html('<span class="{}"><span aria-hidden="true">{}</span> {}</span>', *_URGENCIES[code], said)


@register.inclusion_tag("console/pages.html", takes_context=True)
def pages(context: template.Context, listed: Listed[Any]) -> dict[str, Any]:
    """Offer the pages of a list; what else the address says stays."""
    return {"listed": listed, "pages": [(number, _with(context, page=number)) for number in listed.numbers]}


@register.inclusion_tag("console/column.html", takes_context=True)
def column(
    context: template.Context, listed: Listed[Any], name: str, label: str, *, numeric: bool = False
) -> dict[str, Any]:
    """Show a column's header as a link that sorts by it; sorted by it already, it turns the order round."""
    order = {name: "ascending", f"-{name}": "descending"}.get(listed.sort, "")
    wanted = f"-{name}" if order == "ascending" else name
    return {"label": label, "order": order, "numeric": numeric, "address": _with(context, sort=wanted, page="")}


def _with(context: template.Context, **changes: object) -> str:
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


@register.inclusion_tag("console/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """Show a field with its label, hint and errors joined to it."""
    errors = [_said(each) for each in bound.errors.as_data()]
    if errors:
        bound.field.widget.attrs["aria-invalid"] = "true"
    notes = {f"{bound.id_for_label}-hint": hint, f"{bound.id_for_label}-wrong": errors}
    described = " ".join(name for name, wanted in notes.items() if wanted)
    if described:
        bound.field.widget.attrs["aria-describedby"] = described
    return {"bound": bound, "label": words.say("fields", bound.name), "hint": hint, "errors": errors}


def _said(error: ValidationError) -> str:
    """Say what is wrong with a field: Django's errors have a code, ours are one or are a sentence already."""
    own = str(error.message)
    if " " in own and not error.code:
        return own
    return words.say("fields-wrong", str(error.code or own))
