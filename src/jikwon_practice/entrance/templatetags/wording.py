"""`{% said "조회" %}`, `{% if_shown %}` and `{% button %}`: what stands on a screen, faults included."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jikwon_practice import switches, wording

register = template.Library()


@register.simple_tag
def said(text: str) -> str:
    """Give a label by its present name."""
    return wording.said(text)


@register.simple_tag
def button(text: str, **attributes: str) -> SafeString:
    """Make a button; a fault may set a second one of the same name beside it, which does nothing."""
    given = {"type": "button", **{name.replace("_", "-"): value for name, value in attributes.items()}}
    made = format_html(
        "<button {}>{}</button>",
        format_html_join(" ", '{}="{}"', given.items()),
        wording.said(text),
    )
    if text not in switches.on().doubled:
        return made
    return format_html('{} <button type="button">{}</button>', made, wording.said(text))
