"""What the pages of the course draw: shared words, how a priority goes, a text and what changed in it."""

from collections.abc import Collection

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from koers.domain.decisions import Plan
from koers.engine import words
from koers.web import wording_direction
from koers.web.drawing import icons, texts

register = template.Library()

register.simple_tag(texts.doc, name="doc_text")
register.simple_tag(texts.compared, name="text_compared")


@register.simple_tag
def shared_marked(text: str, shared: Collection[str]) -> SafeString:
    """A sentence in which the words stand out that others used too."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", stretch) if marked else stretch,)
            for stretch, marked in words.stretches(text, shared)
        ),
    )


@register.simple_tag
def going(code: str) -> SafeString:
    """How it goes with a priority, as a fill level with its words."""
    level = wording_direction.LEVEL[code]
    return format_html(
        '<span class="state state--{}">{}{}</span>', level, icons.level(level), wording_direction.GOING[code]
    )


@register.filter
def form_of(pk: int) -> str:
    """The name of the form that takes this off the list."""
    return f"in-{pk}"


@register.simple_tag
def weighed_says(plan: Plan) -> str:
    """Along the yardstick: what a proposal or a decision does to which priority."""
    return wording_direction.weighed(plan.serves, plan.priority)
